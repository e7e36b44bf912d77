import { sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { keyOf } from './area-map.ts'
import type { AreaMap } from './area-map.ts'
import { boardsEstablished, isBoardOf2022 } from './english-boards.ts'
import { compareText } from './in-force.ts'
import { rankOf } from './levels.ts'
import type { SuccessionRow } from './map-rows.ts'

/** What an answer touches: keys (`level:code`) of the areas shown and of the places its figures were published under. */
export interface Touched { readonly keys: ReadonlySet<string>; readonly first: CalendarDate; readonly last: CalendarDate }

/**
 * Say what became of the areas and organisations of an answer between the dates of its figures and the date of its map.
 *
 * Changes before the map date are applied to older figures; changes after it are taken back from newer ones where they can be, and the words say where they cannot.
 * Order: by date, then successor.
 */
export function sayMapChanges(map: AreaMap, touched: Touched): string[] {
  const concerns = (row: SuccessionRow) => touched.keys.has(keyOf(row.level, row.from_code)) || touched.keys.has(keyOf(row.level, row.to_code))
  const applied = map.successions.filter((row) => row.on_date > touched.first && row.on_date <= map.date && concerns(row))
  const ahead = map.successions.filter((row) => row.on_date > map.date && row.on_date <= touched.last && concerns(row))
  return [...bySuccessor(applied).map((rows) => sayApplied(map, rows)), ...bySuccessor(ahead).map((rows) => sayTakenBack(map, rows)), ...sayCastBack(touched, map)]
}

/** Changes of one day into one code; a board that ends as an area and as an employer is said once, as the area. */
function bySuccessor(rows: readonly SuccessionRow[]): SuccessionRow[][] {
  const groups = new Map<string, SuccessionRow[]>()
  for (const row of rows) groups.set(`${row.on_date} ${row.to_code}`, [...(groups.get(`${row.on_date} ${row.to_code}`) ?? []), row])
  return [...groups].toSorted(([a], [b]) => compareText(a, b)).map(([, group]) => {
    const widest = Math.min(...group.map((row) => rankOf(row.level)))
    return group.filter((row) => rankOf(row.level) === widest).toSorted((a, b) => compareText(a.from_code, b.from_code))
  })
}

function sayApplied(map: AreaMap, rows: readonly SuccessionRow[]): string {
  const [first] = rows
  if (!first) return ''
  const bases = [...new Set(rows.flatMap((row) => (row.share < 1 ? [row.basis ?? `as ${row.source} states them`] : [])))]
  const shares = bases.length === 0 ? '' : `; shares: ${bases.join(', ')}`
  return `On ${sayDate(first.on_date)} ${parts(map, rows)} ${rows.length > 1 ? 'merged into' : 'became part of'} ${named(map, first.level, first.to_code)}: figures of before are shown under it${shares}.`
}

function sayTakenBack(map: AreaMap, rows: readonly SuccessionRow[]): string {
  const [first] = rows
  if (!first) return ''
  const whole = named(map, first.level, first.to_code)
  const on = sayDate(first.on_date)
  if (map.nodes.has(keyOf(first.level, first.to_code))) return `${whole} took over ${parts(map, rows)} on ${on}: its figures of after hold that, and it cannot be taken out again.`
  if (rows.length === 1 && first.share === 1) return `${whole} replaced ${parts(map, rows)} on ${on}: its figures are shown under the older name.`
  return `${whole} was formed on ${on} from ${parts(map, rows)}: figures given for it as a whole cannot be divided again; they count in the areas that hold all of these and in no smaller one.`
}

/** Boards shown on a map of before they were set up: today's codes, written back by the source. */
function sayCastBack({ keys }: Touched, map: AreaMap): string[] {
  const cast = map.date < boardsEstablished && [...keys].some((key) => key.startsWith('ics:') && isBoardOf2022(key.slice(4)))
  return cast ? [`Integrated care boards were set up on ${sayDate(boardsEstablished)}: the areas of ${sayDate(map.date)} carry later codes, cast back by the source.`] : []
}

function parts(map: AreaMap, rows: readonly SuccessionRow[]): string {
  const said = rows.map((row) => `${row.share < 1 ? `${Math.round(row.share * 100)} % of ` : ''}${named(map, row.level, row.from_code)}`)
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
}

function named(map: AreaMap, level: string, code: string): string {
  const name = map.nodes.get(keyOf(level, code))?.name ?? map.offMapNames.get(keyOf(level, code))
  return name === undefined || name === code ? code : `${name} (${code})`
}
