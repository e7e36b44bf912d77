import { declaredAnswer } from '../../reference/declared-answers.ts'
import { sayRetirementAges } from '../../reference/retirement-ages.ts'
import { bases } from '../basis.ts'
import { peopled, ratio } from './dimensions.ts'
import type { Measure } from './measure.ts'
import { dueToRetire, shareAnswered, shareKnown } from './share-of.ts'

const share = { unit: '%', decimals: 1, kind: 'share', aggregates: ratio, dimensions: peopled, bases: [bases.recordsPeople] } as const
const personal = 'A personal characteristic: figures of few people are shown only to whoever may read the records.'
const each = 'A person with two posts counts once; where the two say different things, once in each.'

/** Who the staff are: sex, ethnicity, disability, where from, how old, at which level of practice. Beside each share stands how many it rests on. */
export const whoMeasures: readonly Measure[] = [
  { ...share, id: 'women_share', name: 'Share of women', share: shareAnswered(declaredAnswer('sex'), 'have their sex recorded'),
    definition: 'Women for every hundred people in post whose sex is recorded.', formula: 'Women ÷ people whose sex is recorded × 100', numerator: 'People recorded as female', denominator: 'People recorded as female or male',
    source: `Staff records. ${declaredAnswer('sex').source}`, limits: ['Sex as recorded by the employer, not gender as somebody sees it.', personal, each], needs: ['staff records with sex'] },
  { ...share, id: 'ethnic_minority_share', name: 'Share of ethnic minorities', share: shareAnswered(declaredAnswer('ethnicity'), 'declared their ethnicity'),
    definition: 'People of any ethnic group other than White for every hundred in post who declared their ethnicity. People who declared nothing are left out, never counted as White.', formula: 'People who declared another ethnicity than White ÷ people who declared × 100',
    numerator: 'People who declared an ethnicity other than White British, White Irish or another White background', denominator: 'People who declared their ethnicity', source: `Staff records. ${declaredAnswer('ethnicity').source}`,
    limits: ['Rests on those who declared: where few did, it may differ from the share among all.', 'One figure for groups that differ much from one another: split headcount by ethnicity to see them.', personal, each], needs: ['staff records with ethnicity'] },
  { ...share, id: 'ethnicity_declared', name: 'Ethnicity declared', share: shareKnown(declaredAnswer('ethnicity')),
    definition: 'People who declared their ethnicity, for every hundred in post.', formula: 'People who declared their ethnicity ÷ headcount × 100', numerator: 'People who declared their ethnicity', denominator: 'People in post',
    source: `Staff records. ${declaredAnswer('ethnicity').source}`, limits: ['“Not stated” is no declaration; neither is an empty field.'], needs: ['staff records with ethnicity'] },
  { ...share, id: 'disability_share', name: 'Share of disabled staff', share: shareAnswered(declaredAnswer('disability'), 'declared whether they are disabled'),
    definition: 'People who declared a disability for every hundred in post who declared whether they have one. People who declared nothing are left out, never counted as not disabled.', formula: 'People who declared a disability ÷ people who declared one or none × 100',
    numerator: 'People who declared a disability', denominator: 'People who declared that they have a disability, or none', source: `Staff records. ${declaredAnswer('disability').source}`,
    limits: ['Rests on those who declared. Staff surveys, which are anonymous, find more than records do.', personal, each], needs: ['staff records with disability'] },
  { ...share, id: 'disability_declared', name: 'Disability declared', share: shareKnown(declaredAnswer('disability')),
    definition: 'People who declared whether they have a disability, for every hundred in post.', formula: 'People who declared a disability or none ÷ headcount × 100', numerator: 'People who declared a disability, or none', denominator: 'People in post',
    source: `Staff records. ${declaredAnswer('disability').source}`, limits: ['“Not declared” and “prefer not to answer” are no declaration; neither is an empty field.'], needs: ['staff records with disability'] },
  { ...share, id: 'international_share', name: 'International share', share: shareAnswered(declaredAnswer('nationality'), 'are of known nationality'), bases: [bases.recordsPeople, bases.countsFteByNationality],
    definition: 'People of another nationality than British for every hundred in post whose nationality is known; from published counts, in FTE.', formula: 'People of another nationality ÷ people of known nationality × 100',
    numerator: 'People of another nationality than British', denominator: 'People whose nationality is known', source: `Staff records; where there are none, published FTE by nationality. ${declaredAnswer('nationality').source}`,
    limits: ['Nationality is not where somebody trained: a nurse trained abroad who became British is not counted, a citizen of another country who trained here is.', 'Which countries people come from: split headcount by nationality.', each], needs: ['staff records with nationality, or published staff counts by nationality'] },
  { ...share, id: 'trained_abroad_share', name: 'Share trained abroad', share: shareAnswered(declaredAnswer('training'), 'have their country of training recorded'),
    definition: 'People who gained their qualification outside the United Kingdom for every hundred in post whose country of training is recorded.', formula: 'People trained abroad ÷ people whose country of training is recorded × 100',
    numerator: 'People whose qualification was gained outside the United Kingdom', denominator: 'People whose country of training is recorded', source: `Staff records. ${declaredAnswer('training').source}`,
    limits: ['Recorded for registered professions mostly: of others little is known.', 'Which countries: split headcount by country of training.', each], needs: ['staff records with country of training'] },
  { ...share, id: 'retirement_due', name: 'Retirements due within five years', unit: 'people', decimals: 0, aggregates: 'Parts may not add up to the whole: a person with two posts counts once in each part and once in the whole.', share: dueToRetire(true),
    definition: 'People in post who reach the age of retirement within five years, or have reached it.', formula: 'People of the age of retirement less five years, or older', numerator: 'People in post who are that old', denominator: null,
    source: `Staff records. Age of retirement: ${sayRetirementAges()}`,
    limits: ['An age, not a forecast: people who are due may stay, and many leave before. Projections let people leave by the rates of their age.', 'Part of most pensions is due later: at 65 in the 2008 Section, at State Pension age in the 2015 Scheme.', 'People whose age is not known are left out.'], needs: ['staff records with age'] },
  { ...share, id: 'retirement_due_share', name: 'Share due to retire within five years', share: dueToRetire(false),
    definition: 'People who reach the age of retirement within five years, or have reached it, for every hundred in post whose age is known.', formula: 'People of the age of retirement less five years, or older ÷ people of known age × 100',
    numerator: 'People who reach the age of retirement within five years, or have reached it', denominator: 'People whose age is known', source: `Staff records. Age of retirement: ${sayRetirementAges()}`,
    limits: ['An age, not a forecast: people who are due may stay, and many leave before.', 'Part of most pensions is due later: at 65 in the 2008 Section, at State Pension age in the 2015 Scheme.'], needs: ['staff records with age'] },
  { ...share, id: 'advanced_practice_share', name: 'Advanced practice share', share: shareAnswered(declaredAnswer('practice'), 'have their level of practice recorded'),
    definition: 'People at the advanced or consultant level of practice for every hundred in post whose level of practice is recorded.', formula: 'People at advanced or consultant level ÷ people whose level is recorded × 100',
    numerator: 'People recorded at the advanced or consultant level of practice', denominator: 'People whose level of practice is recorded', source: `Staff records. ${declaredAnswer('practice').source}`,
    limits: ['As the employer records it: titles are used unevenly, and not everybody in an advanced role is credentialed.', 'Doctors have no level of practice; consultants in medicine are not counted.'], needs: ['staff records with level of practice'] },
]
