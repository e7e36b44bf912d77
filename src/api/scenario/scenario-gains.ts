import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { ScenarioGain, ScenarioGains } from '../../contract/scenario-gains.ts'
import { deprivationIndicator } from '../../dataset/basis.ts'
import { levelWords, type Level } from '../../reference/levels.ts'
import { deprivationGroups } from '../../scenario/deprivation-groups.ts'
import { groupInSentence } from '../../scenario/describe.ts'
import type { PartFound, PartSide, PartsFound } from '../../scenario/scenario-parts.ts'
import { formatNumber } from '../../units/format.ts'
import { saySigned } from '../say.ts'

/** What the words are made from: areas as they were walked, what levers are called, and everybody else in the run. */
interface GainSource { readonly parts: PartsFound | null; readonly titles: (id: string) => string; readonly year: number; readonly places: ScenarioAnswer['places']; readonly unit: string; readonly profession: string; readonly areaName: string }

const rule = 'Rates and shares act in each area as in the whole. Amounts of people, posts and places, programmes and manual changes are shared out by staff in post today. A lever that names an area inside acts there in full. One central future, every rate at its value, without a range.'

/** Two areas of a level at least, as they were walked. */
interface Told extends PartsFound { readonly level: string }

/** Say who gains and who loses at the last year end, by area, by how deprived areas are, and by staff group. */
export function sayGains(source: GainSource): ScenarioGains {
  const { parts, year } = source
  const told = parts === null || parts.level === null || parts.areas.length < 2 ? null : { ...parts, level: parts.level }
  return { year, areasAsked: parts !== null, rule, byArea: told === null ? null : byArea(told, source), byDeprivation: told === null ? null : byDeprivation(told, source), byGroup: byGroup(source) }
}

/** What is missing of who gains and loses, and what would say it. */
export function gainsMissing({ byArea: areas, byDeprivation: deprivation }: ScenarioGains, parts: PartsFound | null): ScenarioAnswer['notAvailable'] {
  const why = parts?.without[0]
  const byAreaNeeds = parts === null ? notAsked : why === undefined ? 'Two to sixty areas of the level below that lie wholly in the area of the scenario' : `Two areas of the level below at least that can be projected; ${why.name} cannot: ${why.why}`
  return [
    ...(areas === null ? [{ what: 'Who gains and loses by area', needed: byAreaNeeds }] : []),
    ...(deprivation === null ? [{ what: 'Who gains and loses by deprivation', needed: parts === null ? notAsked : areas === null ? 'Who gains and loses by area' : deprivationNeeds(areas.level) }] : []),
  ]
}

/** Learning the rates of every area takes longer than the run itself. */
const notAsked = 'To be asked for: `cadre scenario run FILE --by-area`, or “areas” of the request. The rates of every area are learnt first'

function deprivationNeeds(level: string): string {
  return `An indicator “${deprivationIndicator}” of each ${wordsOf(level).one}: \`cadre template indicators > deprivation.csv\` writes a file to fill in, \`cadre import deprivation.csv\` loads it into a folder of real data`
}

function wordsOf(level: string): { readonly one: string; readonly many: string } {
  return levelWords[level as Level]
}

/** A gap without and with the levers, and what lies between. */
function gainOf(baseline: PartSide, scenario: PartSide): ScenarioGain {
  const [without, moved] = [sideOf(baseline), sideOf(scenario)]
  const change = moved.gap - without.gap
  return { without, with: moved, change, shareChange: without.share === null || moved.share === null ? null : moved.share - without.share, gains: gainsBy(-change) }
}

/** A gap beside what is needed; a share of no need is null. */
function sideOf({ demand, gap }: PartSide): ScenarioGain['with'] {
  return { need: demand, gap, share: demand > 0 ? gap / demand : null }
}

/** Half of one is nobody. */
function gainsBy(gained: number): ScenarioGain['gains'] {
  return gained > 0.5 ? 'gains' : gained < -0.5 ? 'loses' : 'unchanged'
}

function together(areas: readonly PartFound[]): ScenarioGain {
  const add = (of: (area: PartFound) => PartSide): PartSide => areas.reduce<PartSide>((sum, area) => {
    const { supply, demand, gap } = of(area)
    return { supply: sum.supply + supply, demand: sum.demand + demand, gap: sum.gap + gap }
  }, { supply: 0, demand: 0, gap: 0 })
  return gainOf(add(({ baseline }) => baseline), add(({ scenario }) => scenario))
}

function byArea({ level, areas, whole, without, untold }: Told, source: GainSource): NonNullable<ScenarioGains['byArea']> {
  const rows = areas.map(({ code, name, deprivation, baseline, scenario }) => ({ code, name, deprivation, ...gainOf(baseline, scenario) }))
  const [all, sum] = [gainOf(whole.baseline, whole.scenario), together(areas)]
  const apart = all.change - sum.change
  return {
    level, areas: rows, whole: all, together: sum, apart, without: [...without], untold: untold.map((one) => ({ ...one, title: source.titles(one.id) })),
    says: sayAreas(rows, level, source), apartSays: sayApart({ whole: all, together: sum, apart, areas: rows.length, without: without.length }, level, source),
  }
}

type AreaRow = NonNullable<ScenarioGains['byArea']>['areas'][number]

function sayAreas(rows: readonly AreaRow[], level: string, { year, unit }: GainSource): string {
  const of = (gains: ScenarioGain['gains']): readonly AreaRow[] => rows.filter((row) => row.gains === gains)
  const [gain, lose] = [of('gains'), of('loses')]
  const { one, many } = wordsOf(level)
  if (gain.length === 0 && lose.length === 0) return `No ${one} gains or loses staff by ${year}`
  const [most, least] = [rows.toSorted(byShare)[0]!, rows.toSorted(byShare).at(-1)!]
  const counted = gain.length === rows.length ? `${rows.length === 2 ? 'Both' : `All ${rows.length}`} ${many} gain` : `${gain.length} of ${rows.length} ${many} gain${gain.length === 1 ? 's' : ''}, ${lose.length === 0 ? 'none loses' : lose.length === 1 ? 'one loses' : `${lose.length} lose`}`
  return `${counted} by ${year}: ${most.name} most, ${sayGained(most, unit)}, and ${least.name} least, ${sayGained(least, unit)}`
}

function byShare(a: ScenarioGain, b: ScenarioGain): number {
  return (a.shareChange ?? 0) - (b.shareChange ?? 0) || a.change - b.change
}

/** What is gained, with its sign, and as a share of need. */
function sayGained({ change, shareChange }: ScenarioGain, unit: string): string {
  return `${saySigned(-change, 0)} ${unit}${shareChange === null ? '' : ` (${saySigned(-100 * shareChange, 1)} % of need)`}`
}

function sayApart({ whole, together: sum, apart, areas, without }: { readonly whole: ScenarioGain; readonly together: ScenarioGain; readonly apart: number; readonly areas: number; readonly without: number }, level: string, { unit, areaName }: GainSource): string {
  const left = without === 0 ? '' : `; ${without} more cannot be projected`
  return `The gap of ${areaName} changes by ${saySigned(whole.change, 0)} ${unit}, those of the ${areas} ${wordsOf(level).many} together by ${saySigned(sum.change, 0)}${left}: ${saySigned(apart, 0)} is not told apart, as areas are learnt one by one and not forced to add up`
}

function byDeprivation({ areas, deprivation, level }: Told, { year, unit }: GainSource): ScenarioGains['byDeprivation'] {
  if (deprivation === null || areas.every((area) => area.deprivation === null)) return null
  const { groups, notKnown } = deprivationGroups(areas.map((area) => area.deprivation))
  const rows = groups.flatMap((members, at) => {
    const [own, values] = [members.map((index) => areas[index]!), members.map((index) => areas[index]!.deprivation!)]
    return own.length === 0 ? [] : [{ group: at + 1, name: nameOf(at, groups.length), areas: own.length, from: Math.min(...values), to: Math.max(...values), ...together(own) }]
  })
  const unknown = notKnown.length === 0 ? null : { areas: notKnown.length, ...together(notKnown.map((index) => areas[index]!)) }
  const known = unknown === null ? '' : `. Of ${unknown.areas} ${wordsOf(level)[unknown.areas === 1 ? 'one' : 'many']} it is not known`
  return { indicator: deprivationIndicator, ...deprivation, sources: [...deprivation.sources], groups: rows, notKnown: unknown, says: sayGroups(rows, groups.length, unit, year), apartSays: `${sayDistance(rows)}${known}` }
}

function nameOf(at: number, count: number): string {
  const word = count === 5 ? 'Fifth' : 'Group'
  return `${word} ${at + 1}${at === 0 ? ' (least deprived)' : at === count - 1 ? ' (most deprived)' : ''}`
}

type GroupRow = NonNullable<ScenarioGains['byDeprivation']>['groups'][number]

function sayGroups(rows: readonly GroupRow[], count: number, unit: string, year: number): string {
  const [least, most] = [rows[0]!, rows.at(-1)!]
  if (least === most) return 'No area is known to be more deprived than another'
  return `By ${year} the most deprived ${count === 5 ? 'fifth' : 'group'} of areas ${sayWon(most, unit)}, the least deprived ${sayWon(least, unit)}`
}

/** What a group gains or loses, with its verb. */
function sayWon({ change, shareChange, gains }: ScenarioGain, unit: string): string {
  if (gains === 'unchanged') return 'is unchanged'
  return `${gains} ${formatNumber(Math.abs(change), 0)} ${unit}${shareChange === null ? '' : ` (${formatNumber(Math.abs(100 * shareChange), 1)} % of need)`}`
}

/** How far the most deprived are from the least, without the levers and with them. */
function sayDistance(rows: readonly GroupRow[]): string {
  const [least, most] = [rows[0]!, rows.at(-1)!]
  const [before, after] = (['without', 'with'] as const).map((side) => (most[side].share === null || least[side].share === null ? null : 100 * (most[side].share - least[side].share)))
  return least === most || before == null || after == null ? 'Nothing can be set beside one another' : `The gap of the most deprived less that of the least deprived goes from ${saySigned(before, 1)} to ${saySigned(after, 1)} % of need`
}

function byGroup({ places, year }: GainSource): ScenarioGains['byGroup'] {
  const rows = places.map(({ area, areaName, profession, rows: years }) => {
    const { difference, baseline, scenario } = years.at(-1)!
    return { area, areaName, profession, staff: difference.p50, without: baseline.gap?.p50 ?? null, with: scenario.gap?.p50 ?? null, gains: gainsBy(difference.p50) }
  })
  const named = (gains: ScenarioGain['gains']): string[] => rows.filter((row) => row.gains === gains).map(({ profession, areaName }) => `${groupInSentence(profession)} in ${areaName}`)
  const [gain, lose] = [named('gains'), named('loses')]
  const says = [...(gain.length === 0 ? [] : [`${gain.join(', ')} ${gain.length === 1 ? 'gains' : 'gain'} staff`]), ...(lose.length === 0 ? [] : [`${lose.join(', ')} ${lose.length === 1 ? 'loses' : 'lose'} staff`])]
  return { rows, says: says.length === 0 ? `No staff group gains or loses staff by ${year}` : `By ${year} ${says.join(', and ')}` }
}
