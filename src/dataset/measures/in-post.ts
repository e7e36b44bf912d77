import { bases } from '../basis.ts'
import { adds, areas, ratio, recorded, staffing } from './dimensions.ts'
import type { Measure } from './measure.ts'

const records = 'Staff records; where there are none, published staff counts'
const skill = { source: records, needs: ['staff records or published staff counts by staff group'], dimensions: [...areas, 'sector', 'period', 'source'], aggregates: ratio, kind: 'skill-mix', bases: [bases.recordsFte, bases.countsFte] } as const
const skillLimits = [
  'Staff groups say what people are employed as, not what they may do: registered nurses in managers’ posts are not among the qualified.',
  'The two groups are those of hospital and community services; general practice and social care have groups of their own and are in neither.',
]

/** Who is in post, and what of. */
export const inPostMeasures: readonly Measure[] = [
  { id: 'fte', name: 'Full-time equivalent staff in post', unit: 'FTE', decimals: 2, kind: 'direct',
    definition: 'Contracted full-time equivalents of staff in post on a day. Part-time staff count as the share of full-time hours they are contracted for.',
    formula: 'Sum of contracted FTE', numerator: 'Contracted FTE of staff in post on the day', denominator: null, source: `${records}; at last sickness absence returns, as an estimate`,
    limits: ['Contracted, not worked: people on long leave count in full, bank, agency and overtime do not count.', 'From sickness absence returns it is an estimate, in England about 3 % above the published stock.'],
    needs: ['staff records, published staff counts, or sickness absence (an estimate)'],
    dimensions: [...staffing, ...recorded], aggregates: adds, bases: [bases.recordsFte, bases.countsFte, bases.sicknessFte] },
  { id: 'headcount', name: 'Headcount', unit: 'people', decimals: 0, kind: 'direct',
    definition: 'People in post on a day, counted once at the level shown, so the parts may add up to more than the whole.',
    formula: 'Number of different people', numerator: 'Different people in post on the day', denominator: null, source: records,
    limits: ['A person recorded under two pseudonyms is counted twice.', 'Published headcounts of several parts, put together, count people in more than one of them more than once; the answer says so.'],
    needs: ['staff records or published staff counts'],
    dimensions: [...staffing, ...recorded], aggregates: 'Parts may not add up to the whole: a person with two posts counts once in each part and once in the whole.', bases: [bases.recordsPeople, bases.countsHeads] },
  { id: 'posts', name: 'Posts held', unit: 'posts', decimals: 0, kind: 'direct',
    definition: 'Posts that somebody holds on a day, whatever their hours: a person with two posts counts twice. Funded posts that nobody holds are not among them.',
    formula: 'Number of positions', numerator: 'Positions held on the day', denominator: null, source: 'Staff records', limits: ['Funded posts are the establishment; vacant ones are held by nobody and are not counted here.'],
    needs: ['staff records'],
    dimensions: [...staffing, ...recorded], aggregates: adds, bases: [bases.recordsPosts] },
  { id: 'participation', name: 'Participation', unit: 'FTE per head', decimals: 3, kind: 'participation',
    definition: 'Full-time equivalents for every person in post: 1 where everybody works full time.',
    formula: 'FTE ÷ headcount', numerator: 'Contracted FTE of staff in post on the day', denominator: 'Different people in post on the day, of the same source', source: records,
    limits: ['Contracted hours, not hours worked.', 'Somebody with posts in two groups counts with part of their hours and as one person in each.'],
    needs: ['staff records, or published staff counts with FTE and headcount'],
    dimensions: staffing, aggregates: ratio, bases: [bases.recordsPeople, bases.countsHeads] },
  { ...skill, id: 'skill_mix', name: 'Skill mix', unit: '%', decimals: 1,
    definition: 'Share of the clinical workforce that is professionally qualified: qualified clinical staff among them and those who support them, in FTE.',
    formula: 'Qualified FTE ÷ (qualified FTE + support FTE) × 100', numerator: 'FTE of professionally qualified clinical staff', denominator: 'FTE of professionally qualified clinical staff and of support to clinical staff', limits: skillLimits },
  { ...skill, id: 'skill_ratio', name: 'Skill ratio', unit: 'support FTE per qualified FTE', decimals: 2,
    definition: 'FTE of support to clinical staff for every FTE of professionally qualified clinical staff.',
    formula: 'Support FTE ÷ qualified FTE', numerator: 'FTE of support to clinical staff', denominator: 'FTE of professionally qualified clinical staff', limits: skillLimits },
]
