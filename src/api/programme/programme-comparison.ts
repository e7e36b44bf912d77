import type { ProgrammeCompared, ProgrammeComparison } from '../../contract/programme-answer.ts'
import type { MapNode } from '../../reference/area-map.ts'
import { levelWords, type Level } from '../../reference/levels.ts'
import { shareInside } from '../../reference/map-walk.ts'
import { chanceRange, eightInTen } from './programme-interval.ts'
import { baseToday, sayBase } from './programme-need.ts'
import { absent, holdsHere, onlyMadeUp, reckoned, type ProgrammeScene } from './programme-scene.ts'
import { dayOf, staffOfRole } from './programme-workforce.ts'
import { sayDate } from '../../units/calendar-date.ts'

/** Set staff beside need in every network, or in every system where no such network is loaded: with ranges of chance, and the gap to the standards that hold. */
export async function programmeComparison(scene: ProgrammeScene, asOf: string): Promise<ProgrammeComparison | null> {
  const { compare } = scene.file
  if (compare === undefined) return null
  const asked = areasAt(scene, compare.level, compare.naming)
  const areas = asked.length > 0 ? asked : areasAt(scene, 'ics')
  const fallen = asked.length > 0 ? [] : [`No ${compare.words.many} are loaded: ${levelWords.ics.many} stand in their place`]
  const named = { words: asked.length > 0 ? compare.words : levelWords.ics, roles: namesOf(scene, compare.roles), baseName: sayBase(compare.base, scene.file), per: compare.per }
  const found = await Promise.all(areas.map((area) => compareArea(scene, area, asOf)))
  const whole = scene.place.nation === null ? null : await compareArea(scene, scene.place.nation, asOf)
  const rows = found.map((row) => onDay(row, whole?.fte.asOf ?? null))
  const all = whole?.rate ?? null
  const judged = rows.map((row) => ({ ...row, differs: differs(row, all) })).toSorted((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || (a.name < b.name ? -1 : 1))
  const [largest] = judged.filter(({ gap }) => gap !== null && gap > 0).toSorted((a, b) => b.gap! - a.gap!)
  const why = areas.length === 0 ? `Neither ${compare.words.many} nor integrated care systems are loaded` : judged.every(({ rate }) => rate === null) ? judged[0]!.fte.why ?? judged[0]!.base.why : null
  return { ...named, rows: judged, all, largest: largest?.code ?? null, why, notes: [...fallen, ...(compare.level === 'network' && asked.length > 0 ? ['Networks overlap: a place that belongs to two counts in each by its share, so they are not to be added up.'] : []), rangeSays] }
}

const rangeSays = 'Bars: how far chance alone may move a number of staff of this size, 8 times in 10, as if each full-time equivalent came and went independently of the others (Byar’s method). Need is taken as it is. Overlapping bars are not a ranking.'

/** The areas of a level on the map, in the order of their names; of a kind where its name says so. */
function areasAt({ place: { map } }: ProgrammeScene, level: Level, naming = ''): MapNode[] {
  return [...map.nodes.values()].filter((node) => node.level === level && !node.pseudo && node.name.toLowerCase().includes(naming.toLowerCase())).toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function namesOf({ file }: ProgrammeScene, roles: readonly string[]): string {
  return roles.map((id) => file.roles.find((role) => role.id === id)?.name ?? id).join(' and ')
}

async function compareArea(scene: ProgrammeScene, area: MapNode, asOf: string): Promise<ProgrammeCompared> {
  const there: ProgrammeScene = { ...scene, place: { ...scene.place, area } }
  const { compare, roles } = scene.file
  const counted = await Promise.all(compare!.roles.map((id) => staffOfRole(there, roles.find((role) => role.id === id)!)))
  const gone = counted.find(({ value }) => value === null)
  const fte = gone ?? (counted.length === 1 ? counted[0]! : reckoned(counted.reduce((sum, { value }) => sum + value!, 0), 'FTE', `Sum of ${namesOf(scene, compare!.roles)}`, 'ok', dayOf(counted)))
  const base = await baseToday(there, compare!.base, asOf)
  const gap = await gapIn(there, asOf)
  const named = { code: area.code, name: area.name, here: isHere(scene, area), fte, base, differs: null, ...gap }
  if (fte.value === null || base.value === null || base.value === 0) return { ...named, rate: null, low: null, high: null }
  const times = compare!.per / base.value
  const range = chanceRange(Math.max(0, fte.value), eightInTen)
  return { ...named, rate: fte.value * times, low: range.low * times, high: range.high * times }
}

function isHere({ place: { map, area } }: ProgrammeScene, one: MapNode): boolean {
  return (one.level === area.level && one.code === area.code) || (area.level !== 'nation' && shareInside(map, area, one) > 0)
}

/** Staff counted on another day than those of the whole are not set beside them. */
function onDay(row: ProgrammeCompared, day: string | null): ProgrammeCompared {
  const { asOf } = row.fte
  if (day === null || asOf === null || asOf === day) return row
  return { ...row, rate: null, low: null, high: null, gap: null, gapWhy: null, fte: absent('not-available', 'FTE', `Counted there on ${sayDate(asOf)}, and not on ${sayDate(day)}`) }
}

/** What all standards that hold require in an area, less the staff there; null where one of them cannot be set beside staff. */
async function gapIn(scene: ProgrammeScene, asOf: string): Promise<Pick<ProgrammeCompared, 'gap' | 'gapWhy'>> {
  const standards = scene.file.standards.filter((one) => holdsHere(one, scene))
  if (standards.length === 0) return { gap: null, gapWhy: scene.file.standards.length === 0 ? 'No standard of need is stated' : `The standards of need were ${onlyMadeUp}` }
  let gap = 0
  for (const standard of standards) {
    const role = scene.file.roles.find(({ id }) => id === standard.role)!
    const staff = holdsHere(role, scene) ? await staffOfRole(scene, role) : absent('not-available', 'FTE', onlyMadeUp)
    const base = await baseToday(scene, standard.base, asOf)
    if (staff.value === null || base.value === null) return { gap: null, gapWhy: staff.why ?? base.why }
    gap += (base.value / standard.per) * standard.fte - staff.value * role.time.find(({ stage }) => stage === standard.stage)!.share
  }
  return { gap, gapWhy: null }
}

function differs({ low, high }: ProgrammeCompared, all: number | null): ProgrammeCompared['differs'] {
  if (all === null || low === null || high === null) return null
  return low > all ? 'above' : high < all ? 'below' : 'not-clearly'
}
