import { leverKinds } from '../../src/supply/lever-list.ts'
import type { Lever } from '../../src/scenario/lever-set.ts'
import { play, sceneYears, type Played } from './levers-scene.ts'

/** One lever at an end of its range: what a planner expects, in words, and how it is seen. */
export interface Corner {
  readonly lever: string
  readonly set: string
  readonly expect: string
  readonly levers: readonly Partial<Lever>[]
  readonly holds: (played: Played) => boolean
}

const posts = (change: number, rest: Partial<Lever> = {}): Partial<Lever> => ({ kind: 'posts', change, now: 900, fillMonths: 3, ...rest })
const both = [posts(0), posts(0, { profession: 'Support', now: 640 })]
const near = (found: number, expected: number): boolean => Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
const ends = (path: { readonly heads: Float64Array }): number[] => [...path.heads]
const binds = ({ binds: found }: Played, constraint: string): boolean => found.some((bind) => bind.constraint === constraint)
const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, each) => sum + each, 0)

const ofKind = (kind: string, change: number, unit?: string): Partial<Lever> => ({
  kind, change, ...(unit === undefined ? {} : { unit }), ...(leverKinds.find((each) => each.kind === kind)!.needs.includes('programme') ? { programme: 'nursing' } : {}),
  ...(leverKinds.find((each) => each.kind === kind)!.needs.includes('reaches') ? { reaches: 0.5 } : {}), ...(kind === 'transfer' ? { toProfession: 'Support' } : {}), ...(kind === 'settlement' ? { area: 'Here' } : {}), ...(kind === 'shared-pool' ? { members: [{ attractiveness: 1 }, { profession: 'Support', attractiveness: 1 }] } : {}),
})

const atNothing: Corner[] = leverKinds.filter(({ kind }) => !['posts', 'shared-pool', 'fill-delay'].includes(kind)).flatMap(({ kind, units }) => units.map(({ unit }) => ({
  lever: kind, set: `0 ${unit}`, expect: 'nothing changes, to the last bit', levers: [ofKind(kind, 0, unit)],
  holds: ({ before, after }) => ['nurses', 'support'].every((who) => ends(before[who as 'nurses']).every((heads, year) => heads === after[who as 'nurses'].heads[year] && before[who as 'nurses'].fte[year] === after[who as 'nurses'].fte[year])),
})))

const streams: Corner[] = ['international', 'return-to-practice', 'wider-market', 'other-sector'].flatMap((kind): Corner[] => [
  { lever: kind, set: 'a million more a year', expect: 'a million more join each year, and all of them are counted', levers: [ofKind(kind, 1_000_000)], holds: ({ before, after }) => [...after.nurses.joiners].every((joined, year) => near(joined, before.nurses.joiners[year]! + 1_000_000)) },
  { lever: kind, set: 'a million fewer a year', expect: 'nobody joins, nobody is made to leave, and it is said that nobody is left to lose', levers: [ofKind(kind, -1_000_000)], holds: (played) => total(played.after.nurses.joiners) === 0 && ends(played.after.nurses).every((heads) => heads >= 0) && near(played.after.nurses.heads[1]!, 900) && binds(played, 'no-joiners') },
])

/** Every lever at nothing, at its most and beyond sense. */
export const corners: readonly Corner[] = [
  ...atNothing, ...streams,
  { lever: 'leaver-rate', set: '−100 points', expect: 'nobody leaves: the stock never falls, and the answer says that the rate cannot fall below 0', levers: [ofKind('leaver-rate', -100)], holds: (played) => total(played.after.nurses.leavers) === 0 && ends(played.after.nurses).every((heads, year, all) => year === 0 || heads >= all[year - 1]!) && binds(played, 'floor') },
  { lever: 'leaver-rate', set: '+100 points', expect: 'everybody leaves each month: only those who joined in the last month are there', levers: [ofKind('leaver-rate', 100)], holds: ({ after, ...rest }) => ends(after.nurses).slice(1).every((heads, year) => near(heads, after.nurses.joined[12 * year + 11]!)) && binds({ after, ...rest }, 'ceiling') },
  { lever: 'leaver-rate', set: '+1,000 %', expect: 'leaving is never more than everybody, and nobody is below zero', levers: [ofKind('leaver-rate', 1000, '%')], holds: ({ after }) => ends(after.nurses).every((heads) => heads >= 0) },
  ...['leaving-of-ages', 'first-years', 'flexible-working'].flatMap((kind): Corner[] => [
    { lever: kind, set: '−100 points, reaching half', expect: 'one in ten leaves, and half of them by 100 points less: nobody leaves, and the answer says that the rate cannot fall below 0', levers: [ofKind(kind, -100)], holds: (played) => total(played.after.nurses.leavers) === 0 && binds(played, 'floor') },
    { lever: kind, set: '+100 points, reaching half', expect: 'the same as 50 points more for everybody', levers: [ofKind(kind, 100)], holds: ({ after }) => ends(after.nurses).every((heads, year) => near(heads, play([ofKind('leaver-rate', 50)]).after.nurses.heads[year]!)) },
    { lever: kind, set: '−100 points, reaching nobody', expect: 'nothing changes', levers: [{ ...ofKind(kind, -100), reaches: 0 }], holds: ({ before, after }) => ends(after.nurses).every((heads, year) => heads === before.nurses.heads[year]) },
  ]),
  { lever: 'apprenticeships', set: 'as many as would double the intake, placements as they are', expect: 'the same as places of any other kind: placements bind', levers: [ofKind('apprenticeships', 100, '%')], holds: (played) => near(played.training!.qualified, play([ofKind('intake', 100, '%')]).training!.qualified) && binds(played, 'placements') },
  { lever: 'apprenticeships', set: '−100 %', expect: 'those on the course still qualify; after them nobody does', levers: [ofKind('apprenticeships', -100, '%')], holds: ({ training }) => training!.qualifiedByYear[0]! > 0 && training!.qualifiedByYear.slice(4).every((people) => people === 0) },
  { lever: 'participation', set: '+100 %', expect: 'everybody works full time and no more, people do not change, and the answer says so', levers: [ofKind('participation', 100)], holds: (played) => near(played.after.nurses.fte[sceneYears]!, played.after.nurses.heads[sceneYears]!) && near(played.after.nurses.heads[sceneYears]!, 1000) && binds(played, 'ceiling') },
  { lever: 'participation', set: '−100 %', expect: 'no FTE is left, and as many people', levers: [ofKind('participation', -100)], holds: ({ after }) => after.nurses.fte[sceneYears] === 0 && near(after.nurses.heads[sceneYears]!, 1000) },
  { lever: 'transfer', set: 'all of them a year', expect: 'the source holds only those who joined in the last month, and nobody is lost: both together are as many as without', levers: [ofKind('transfer', 100)], holds: ({ before, after }) => near(after.nurses.heads[1]!, after.nurses.joined[11]!) && total(after.nurses.movedOut) === total(after.support.movedIn) && ends(after.nurses).every((heads, year) => heads + after.support.heads[year]! <= before.nurses.heads[year]! + before.support.heads[year]! + 1e-6) },
  { lever: 'transfer', set: 'a million people a year', expect: 'no more move than are there, what is moved arrives, and the answer says that the donor has too few', levers: [ofKind('transfer', 1_000_000, 'people a year')], holds: (played) => ends(played.after.nurses).every((heads) => heads >= 0) && near(total(played.after.nurses.movedOut), total(played.after.support.movedIn)) && binds(played, 'donor') },
  { lever: 'transfer', set: 'to a sector outside', expect: 'those who move leave the run, are counted as moved, and arrive nowhere in it', levers: [{ kind: 'transfer', change: 50, unit: '% a year', toSector: 'social care' }], holds: ({ after }) => total(after.nurses.movedOut) > 0 && total(after.support.movedIn) === 0 && total(after.nurses.movedIn) === 0 },
  { lever: 'intake', set: 'doubled, placements as they are', expect: 'output does not double, and the answer says that placements bind', levers: [ofKind('intake', 100, '%')], holds: (played) => played.training!.qualified < 1.6 * played.training!.before && played.training!.turnedAway > 0 && binds(played, 'placements') },
  { lever: 'intake', set: 'doubled, placements doubled', expect: 'everybody starts; those who come to the end double once the first of them get there', levers: [ofKind('intake', 100, '%'), ofKind('placement-capacity', 100, '%')], holds: ({ training }) => training!.turnedAway < 1e-6 && near(training!.qualifiedByYear[9]!, 2 * training!.qualifiedByYear[0]!) },
  { lever: 'intake', set: 'a million more places', expect: 'as many qualify as with any number that fills the placements', levers: [ofKind('intake', 1_000_000)], holds: ({ training }) => near(training!.qualified, play([ofKind('intake', 500_000)]).training!.qualified) },
  { lever: 'intake', set: '−100 %', expect: 'those on the course still qualify; after them nobody does', levers: [ofKind('intake', -100, '%')], holds: ({ training }) => training!.qualifiedByYear[0]! > 0 && training!.qualifiedByYear.slice(4).every((people) => people === 0) },
  { lever: 'intake', set: 'at the very end', expect: 'nobody qualifies before the horizon, and the answer says how long the course takes', levers: [{ ...ofKind('intake', 50), from: '2034-10-01' }], holds: (played) => near(played.training!.qualified, played.training!.before) && binds(played, 'course-length') && binds(played, 'not-started') },
  { lever: 'course-length', set: '+120 months', expect: 'nobody who starts from now on qualifies in time', levers: [ofKind('course-length', 120)], holds: ({ training }) => training!.qualifiedByYear.slice(4).every((people) => people === 0) },
  { lever: 'course-length', set: '−120 months', expect: 'the last stage keeps one month, and more qualify within ten years', levers: [ofKind('course-length', -120)], holds: ({ training }) => training!.qualified > training!.before },
  { lever: 'drop-out', set: '+100 points', expect: 'nobody qualifies from the first month on', levers: [ofKind('drop-out', 100)], holds: ({ training }) => training!.qualified === 0 },
  { lever: 'drop-out', set: '−100 points', expect: 'everybody who starts comes to the end: in a year, 9 in 10 of 120 qualify', levers: [ofKind('drop-out', -100), ofKind('placement-capacity', 1000, '%')], holds: ({ training }) => near(training!.qualifiedByYear[9]!, 0.9 * 120) },
  { lever: 'interruption', set: '+100 points', expect: 'everybody pauses: they qualify later, and in the end as many', levers: [ofKind('interruption', 100), ofKind('placement-capacity', 1000, '%')], holds: ({ training }) => training!.qualified < training!.before && near(training!.qualifiedByYear[9]!, training!.before / 10) },
  { lever: 'completion', set: '−100 points', expect: 'nobody qualifies', levers: [ofKind('completion', -100)], holds: ({ training }) => training!.qualified === 0 },
  { lever: 'completion', set: '+100 points', expect: 'everybody at the end qualifies, not more: ten for every nine', levers: [ofKind('completion', 100)], holds: ({ training }) => near(training!.qualified, training!.before / 0.9) },
  { lever: 'join-share', set: '−100 points', expect: 'fewer join by all who would have joined from the programme, and no others', levers: [ofKind('join-share', -100)], holds: ({ before, after, training }) => near(total(before.nurses.joiners) - total(after.nurses.joiners), training!.before * 0.8 * 0.75) },
  { lever: 'settlement', set: '+100 points', expect: 'everybody who takes a post takes it here, and not more than everybody', levers: [ofKind('settlement', 100)], holds: ({ before, after, training }) => near(total(after.nurses.joiners) - total(before.nurses.joiners), training!.before * 0.8 * 0.25) },
  { lever: 'placement-capacity', set: '−100 %', expect: 'nobody starts from now on; those on the course finish', levers: [ofKind('placement-capacity', -100, '%')], holds: ({ training }) => training!.started < 1e-9 && training!.qualifiedByYear[0]! > 0 },
  { lever: 'placement-capacity', set: '+1,000 %', expect: 'no more start than there are places, and the answer says that places decide', levers: [ofKind('placement-capacity', 1000, '%')], holds: (played) => near(played.training!.qualified, played.training!.before) && binds(played, 'places') },
  { lever: 'trainees-counted', set: '1 FTE each', expect: 'trainees are beside the staff in FTE, and nobody more is in post', levers: [ofKind('trainees-counted', 1)], holds: ({ before, after, traineesFte }) => traineesFte[119]! > 200 && near(after.nurses.heads[sceneYears]!, before.nurses.heads[sceneYears]!) && near(after.nurses.fte[sceneYears]!, before.nurses.fte[sceneYears]!) },
  { lever: 'posts', set: '−100 %', expect: 'no post is funded: nobody is hired, and the answer says that posts bind', levers: [posts(-100, { unit: '%' })], holds: (played) => total(played.after.nurses.joiners) === 0 && near(played.after.nurses.heads[1]!, 900) && binds(played, 'vacancies') },
  { lever: 'posts', set: 'ten million more', expect: 'posts hire nobody who does not come: supply is as without, and the answer says that candidates bind', levers: [posts(10_000_000)], holds: (played) => near(played.after.nurses.heads[sceneYears]!, 1000) && binds(played, 'candidates') },
  { lever: 'posts', set: 'as many as are filled', expect: 'in the long run vacancies are the leavers of a month × the months it takes to fill one', levers: [posts(0), { kind: 'wider-market', change: 100_000 }], holds: ({ after }) => Math.abs(after.nurses.vacancies[119]! - 3 * (total(after.nurses.fteFlows.leavers.slice(9)) / 12)) < 1e-6 * 900 },
  { lever: 'fill-delay', set: '+60 months', expect: 'posts stand open longer: fewer are in post than without the delay', levers: [posts(0), ofKind('fill-delay', 60)], holds: ({ after }) => after.nurses.heads[sceneYears]! < play([posts(0)]).after.nurses.heads[sceneYears]! },
  { lever: 'fill-delay', set: '−60 months', expect: 'posts are filled within the month: as many are in post as without posts', levers: [posts(0), ofKind('fill-delay', -60)], holds: ({ after }) => near(after.nurses.heads[sceneYears]!, 1000) },
  { lever: 'shared-pool', set: 'a million candidates more', expect: 'every post that can be filled is filled, and nobody is hired beyond the posts', levers: [...both, ofKind('shared-pool', 1_000_000)], holds: (played) => played.after.nurses.fte.slice(1).every((fte) => fte <= 900 + 1e-9) && played.after.support.fte.slice(1).every((fte) => fte <= 640 + 1e-9) && binds(played, 'vacancies') },
  { lever: 'shared-pool', set: 'one nobody wants to work for', expect: 'whoever has no attractiveness hires nobody, and the other hires from both pools', levers: [posts(900), posts(640, { profession: 'Support', now: 640 }), { ...ofKind('shared-pool', 0), members: [{ attractiveness: 0 }, { profession: 'Support', attractiveness: 1 }] }], holds: ({ before, after }) => total(after.nurses.joiners) === 0 && total(after.support.joiners) > total(before.support.joiners) },
]
