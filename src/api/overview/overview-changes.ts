import type { Viewer } from '../../access/viewer.ts'
import type { GapMatrix } from '../../contract/coverage.ts'
import type { OverviewChange, OverviewChanges } from '../../contract/overview.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import type { House } from '../../store/house.ts'
import { monthsBetween, sayDate, sayMonth } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal } from '../../units/refusal.ts'
import { sayChanges } from '../changed.ts'
import { isEmployer, readMonthsHeld } from './figure-coverage.ts'
import type { Place } from '../map/find-place.ts'
import { askOf, keyMeasures, onlySource, seriesOf, type Asked } from './key-figures.ts'
import { dimensionOf } from '../map/level-dimension.ts'
import { answerRatesMoved } from '../rates/rates-moved.ts'
import { sayCount, saySigned } from '../say.ts'

/** Most rates that moved, movers that are named, and snapshots that are told. */
const [mostRates, mostNamed, mostSnapshots] = [3, 3, 3]

/** Say what changed in an area: figures against the month before, rates against the snapshot before; then what did not change, and what is late. Largest effect on the plan first. */
export async function overviewChanges(house: House, viewer: Viewer, place: Place): Promise<OverviewChanges> {
  const staff = await staffChange(house, viewer, place)
  const [rates, plan, matrix, snapshots] = await Promise.all([rateChanges(house, viewer, place, staff), planChanges(house, viewer, place), readMonthsHeld(house, viewer, place.area, place.mapAsked), house.catalogue.snapshots(viewer)])
  const late = isRefusal(matrix) ? [] : lateRows(matrix)
  const data = sayChanges(snapshots).slice(0, mostSnapshots).map(({ amount, what, why }): OverviewChange => ({ kind: 'data', amount, effect: null, what: what.replace(/ \(.*\)$/, ''), why }))
  const moved = [...staff.rows, ...rates, ...plan].toSorted((a, b) => Math.abs(b.effect ?? 0) - Math.abs(a.effect ?? 0))
  const rows = [...moved.filter(({ kind }) => kind !== 'same'), ...data, ...moved.filter(({ kind }) => kind === 'same'), ...late]
  return { area: place.area.code, title: titleOf(rows, staff), since: sinceOf(staff, plan.length > 0, snapshots.length), rows, month: staff.month, before: staff.before, provenance: staff.provenance }
}

interface StaffChange { readonly rows: readonly OverviewChange[]; readonly month: string | null; readonly before: string | null; readonly fte: number | null; readonly provenance: QueryAnswer['provenance'] | null; readonly why: string | null }

/** Staff in post against the month before, with the parts that moved most and those that did not move at all. */
async function staffChange(house: House, viewer: Viewer, place: Place): Promise<StaffChange> {
  const asked: Asked = { house, viewer, area: place.area, nation: null, map: place.mapAsked }
  const none: StaffChange = { rows: [], month: null, before: null, fte: null, provenance: null, why: null }
  const now = await askOf(asked, 'fte', place.area, null, {})
  if (isRefusal(now) || now.rows[0] === undefined || now.rows[0].value === null) return none
  const month = now.asOf
  const fte = now.rows[0].value
  const source = onlySource(now)
  const before = (await seriesOf(asked, { measure: 'fte' }, month, source)).filter(({ date }) => date < month).at(-1)
  if (before === undefined) return { ...none, month, fte, provenance: now.provenance, why: 'No month before is held, or shown to you' }
  const by = partsBy(place)
  const [parts, partsBefore] = [await askOf(asked, 'fte', place.area, source, { by, at: month }), await askOf(asked, 'fte', place.area, source, { by, at: before.date })]
  const movers = isRefusal(parts) || isRefusal(partsBefore) ? [] : movedParts(by, parts, partsBefore)
  const change = fte - before.value
  const named = movers.filter(({ change: by1 }) => by1 !== 0).slice(0, mostNamed).map(({ name, change: by1 }) => `${name} ${saySigned(by1, 1)}`)
  const still = movers.filter(({ change: by1 }) => by1 === 0)
  const sameRow: OverviewChange[] = still.length === 0 ? [] : [{ kind: 'same', amount: '0 FTE', effect: 0, what: `${sayCount(still.length)} of ${sayCount(movers.length)} ${partWords[by] ?? 'parts'} have the very FTE of the month before`, why: `${nameSome(still.map(({ name }) => name))}: unchanged, or last month’s data sent again` }]
  return {
    month, before: before.date, fte, provenance: now.provenance, why: null,
    rows: [{ kind: change === 0 ? 'same' : 'moved', amount: `${saySigned(change, 0)} FTE`, effect: change, what: `Staff in post, ${sayMonth(month)} against ${sayMonth(before.date)}`, why: named.length === 0 ? `From ${formatNumber(before.value, 0)} to ${formatNumber(fte, 0)}` : `Most by ${named.join(', ')}` }, ...sameRow],
  }
}

/** What an area is divided by when its movers are named. */
function partsBy({ area }: Place): string {
  if (area.level === 'nation') return 'ics'
  return area.level === 'organisation' || dimensionOf(area.level) === null ? 'staff_group' : 'organisation'
}

const partWords: Readonly<Record<string, string>> = { ics: 'integrated care systems', organisation: 'employers', staff_group: 'staff groups' }

/** Each part that has a figure in both months, and by how much it moved, the most first. */
function movedParts(by: string, now: QueryAnswer, before: QueryAnswer): { name: string; change: number }[] {
  const was = new Map(before.rows.map((row) => [String(row[by] ?? ''), row.value]))
  return now.rows.flatMap((row) => {
    const [code, value] = [String(row[by] ?? ''), row.value]
    const old = was.get(code)
    return code === '' || value === null || old === undefined || old === null ? [] : [{ name: String(row[`${by}_name`] ?? row[by] ?? ''), change: value - old }]
  }).toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.name < b.name ? -1 : 1))
}

/** Rates against the month before; what a point is worth is said in FTE of today's staff. */
async function rateChanges(house: House, viewer: Viewer, place: Place, staff: StaffChange): Promise<OverviewChange[]> {
  const asked: Asked = { house, viewer, area: place.area, nation: null, map: place.mapAsked }
  const found = await Promise.all(keyMeasures.filter(({ measure }) => measure !== 'fte').map(async ({ measure, name, decimals }): Promise<OverviewChange[]> => {
    const now = await askOf(asked, measure, place.area, null, {})
    if (isRefusal(now) || now.rows[0]?.value == null) return []
    const before = (await seriesOf(asked, { measure }, now.asOf, onlySource(now))).filter(({ date }) => date < now.asOf).at(-1)
    if (before === undefined) return []
    const change = now.rows[0].value - before.value
    const effect = staff.fte === null || !perStaff.has(measure) ? null : (change / 100) * staff.fte
    const isSame = /^[0.]*$/.test(formatNumber(Math.abs(change), decimals))
    return [{
      kind: isSame ? 'same' : 'moved', amount: isSame ? '0 points' : `${saySigned(change, decimals)} points`, effect: isSame ? 0 : effect,
      what: `${name} ${formatNumber(now.rows[0].value, decimals)} %, ${sayMonth(now.asOf)}; ${formatNumber(before.value, decimals)} % in ${sayMonth(before.date)}`,
      why: effect === null || isSame ? rateWords[measure] ?? now.name : `${formatNumber(Math.abs(effect), 0)} FTE ${effect > 0 ? 'more' : 'fewer'} ${perStaff.get(measure)!}, at today’s staff`,
    }]
  }))
  return found.flat()
}

/** What a rate is of, where a change of it is not said in FTE. */
const rateWords: Readonly<Record<string, string>> = { vacancy_rate: 'Of the funded posts: a post that is filled stands in staff in post too', leaver_rate: 'Of staff, in twelve months', stability: 'Of staff, over twelve months', sickness_absence_rate: 'Of the FTE days of the month' }

/** Rates of the staff in post, and what a point of them is. */
const perStaff: ReadonlyMap<string, string> = new Map([['leaver_rate', 'leaving in a year'], ['sickness_absence_rate', 'away sick on a day'], ['stability', 'staying for a year']])

/** Rates that moved since the snapshot before, by what they do to the plan; none where no snapshot was before. */
async function planChanges(house: House, viewer: Viewer, { area, mapAsked }: Place): Promise<OverviewChange[]> {
  const moved = await answerRatesMoved(house, viewer, { area: `${area.level}:${area.code}`, ...(mapAsked === null ? {} : { map: mapAsked }) })
  if (isRefusal(moved)) return []
  const rows = moved.rows.filter(({ effect }) => effect !== null).slice(0, mostRates).map((row): OverviewChange => ({
    kind: 'plan', amount: `${saySigned(row.effect!, 0)} FTE`, effect: row.effect, what: `Supply five years ahead, by ${row.says.toLowerCase()}: ${row.profession}`, why: row.why,
  }))
  const still: OverviewChange = { kind: 'same', amount: '0 FTE', effect: 0, what: `${sayCount(moved.unmoved, 'rate')} of the plan did not move since the snapshot before`, why: moved.data }
  return [...rows, ...(moved.unmoved === 0 ? [] : [still])]
}

/** Tables that employers owe for the newest month and have not sent, and since when. */
function lateRows(matrix: GapMatrix): OverviewChange[] {
  const last = matrix.months.length - 1
  const lines = matrix.rows.filter(({ organisation, cells }) => isEmployer(organisation.code) && last >= 0 && cells[last]!.state !== 'not-due')
  return [...Map.groupBy(lines, ({ title }) => title)].flatMap(([title, owed]): OverviewChange[] => {
    const absent = owed.filter(({ cells }) => cells[last]!.state === 'absent')
    if (absent.length === 0) return []
    const sent = absent.flatMap(({ cells }) => cells.findLast(({ state }) => state !== 'absent' && state !== 'not-due')?.month ?? []).toSorted()
    return [{
      kind: 'late', amount: '[x]', effect: null, what: `${title}: ${sayCount(absent.length)} of ${sayCount(owed.length, 'employer')} ${absent.length === 1 ? 'has' : 'have'} not sent ${sayMonth(matrix.months[last]!)}`,
      why: `${nameSome(absent.map(({ organisation }) => organisation.name))}${sent.length === 0 ? '; none sent before' : `; last sent for ${sayMonth(sent.at(-1)!)}`}`,
    }]
  })
}

function titleOf(rows: readonly OverviewChange[], staff: StaffChange): string {
  const own = rows.find(({ kind, what }) => kind === 'moved' && what.startsWith('Staff in post'))
  if (own === undefined || own.effect === null) return staff.month === null ? 'What changed cannot be said yet' : `Nothing of the staff in post moved up to ${sayMonth(staff.month)}`
  return `${formatNumber(Math.abs(own.effect), 0)} FTE ${own.effect > 0 ? 'more' : 'fewer'} in post than ${sayBefore(staff)}`
}

/** The date compared with: the month before, or which it was where months are not held. */
function sayBefore({ month, before }: StaffChange): string {
  return month === null || before === null || monthsBetween(before, month) === 1 ? 'the month before' : `in ${sayMonth(before)}`
}

function sinceOf({ month, before, why }: StaffChange, hasPlan: boolean, snapshots: number): string {
  const months = month === null ? 'No staff in post are held for this area' : before === null ? `${sayDate(month)}; ${(why ?? 'no month before is held').toLowerCase()}` : `${sayDate(month)} against ${sayDate(before)}`
  return `${months}; ${hasPlan ? 'this snapshot against the one before' : snapshots > 1 ? 'no rate moved with the last snapshot' : 'this is the first snapshot'}. Largest effect on the plan first`
}

function nameSome(names: readonly string[]): string {
  const [seen, more] = [names.slice(0, mostNamed), names.length - mostNamed]
  return more > 0 ? `${seen.join(', ')} and ${more} more` : seen.join(', ')
}
