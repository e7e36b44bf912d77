import { refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { AreaMap, MapNode } from './area-map.ts'
import { levelWords, rankOf } from './levels.ts'
import type { Level } from './levels.ts'
import type { SuccessionRow } from './map-rows.ts'
import { nodeOf } from './map-walk.ts'
import { nearestNames, sayChoices } from './nearest-names.ts'

/**
 * Find an area or organisation by code or name, at one level or at any (the widest that fits).
 *
 * Case, punctuation, "and" or "&", and the words NHS, ICB, ICS, Integrated Care Board, STP, PCN and Trust do not matter.
 * Errors: refusal `unknown-area` with the nearest names.
 */
export function findArea(map: AreaMap, text: string, level: string | null = null): MapNode | Refusal {
  const wanted = text.trim()
  const candidates = [...map.nodes.values()].filter((node) => level === null || node.level === level || node.alsoLevel === level)
  return byCode(map, candidates, wanted) ?? byName(candidates, wanted) ?? unknownArea(map, candidates, wanted, level)
}

/** The words of a name that tell it from others. */
function plainName(text: string): string {
  return text.toLowerCase().replace(/&/g, ' and ').replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(nhs|integrated care (board|system|partnership)|icb|ics|stp|pcn|foundation|trust|the)\b/g, ' ').replace(/\band\b/g, ' ').replace(/ +/g, ' ').trim()
}

function byCode(map: AreaMap, candidates: readonly MapNode[], wanted: string): MapNode | null {
  const exact = nodeOf(map, wanted) ?? nodeOf(map, wanted.toUpperCase())
  if (exact && candidates.includes(exact)) return exact
  const upper = wanted.toUpperCase()
  return widest(candidates.filter((node) => node.code.toUpperCase() === upper || node.alsoKnownAs.includes(upper)))
}

function byName(candidates: readonly MapNode[], wanted: string): MapNode | null {
  const plain = plainName(wanted)
  if (plain === '') return null
  return widest(candidates.filter((node) => plainName(node.name) === plain)) ?? widest(candidates.filter((node) => node.alsoKnownAs.some((name) => plainName(name) === plain)))
}

function widest(nodes: readonly MapNode[]): MapNode | null {
  return nodes.toSorted((a, b) => rankOf(a.level) - rankOf(b.level))[0] ?? null
}

/** What became of a code or name that ended before the map, or what a later one replaced; null when nothing is known of it. */
function becameOf(map: AreaMap, wanted: string): string | null {
  const upper = wanted.toUpperCase()
  const names = (code: string, level: string) => map.offMapNames.get(`${level}:${code}`) ?? ''
  const is = (code: string, level: string) => code === upper || (plainName(wanted) !== '' && plainName(names(code, level)) === plainName(wanted))
  const sayAll = (rows: readonly { level: string; code: string }[]) => [...new Set(rows.map(({ level, code }) => { const name = map.nodes.get(`${level}:${code}`)?.name ?? names(code, level); return name === '' ? code : `${name} (${code})` }))].join(' and ')
  const became = widestOf(map.successions.filter((row) => row.on_date <= map.date && is(row.from_code, row.level)))
  if (became[0]) return `On ${became[0].on_date} it became ${sayAll(became.map((row) => ({ level: row.level, code: row.to_code })))}`
  const from = widestOf(map.successions.filter((row) => row.on_date > map.date && is(row.to_code, row.level)))
  return from[0] ? `On ${from[0].on_date} it replaced ${sayAll(from.map((row) => ({ level: row.level, code: row.from_code })))}, or parts of them` : null
}

/** A board ends as an area and as an employer: the area is said. */
function widestOf(rows: readonly SuccessionRow[]): SuccessionRow[] {
  const rank = Math.min(...rows.map((row) => rankOf(row.level)))
  return rows.filter((row) => rankOf(row.level) === rank)
}

function unknownArea(map: AreaMap, candidates: readonly MapNode[], wanted: string, level: string | null): Refusal {
  const what = level === null ? 'area or organisation' : levelWords[level as Level]?.one ?? level
  const ended = becameOf(map, wanted)
  if (ended !== null) return refuse('unknown-area', 'absent', { doing: `Looking for ${what} “${wanted}”`, found: `it does not stand on the map of ${map.date}`, need: ended, next: 'Use one of these, or ask for another date with --map' })
  if (candidates.length === 0) return refuse('unknown-area', 'absent', { doing: `Looking for ${what} “${wanted}”`, found: `no ${what} is loaded for ${map.date}`, need: 'An area that is on the map', next: 'Load a file that names areas, or ask for another date with --map' })
  const names = new Map(candidates.map((node) => [node.name, `${node.name} (${node.code})`]))
  const nearest = nearestNames(plainName(wanted) || wanted, candidates.map((node) => plainName(node.name) || node.name), 3)
  const said = nearest.flatMap((plain) => candidates.find((node) => (plainName(node.name) || node.name) === plain) ?? []).map((node) => names.get(node.name) ?? node.name)
  return refuse('unknown-area', 'absent', { doing: `Looking for ${what} “${wanted}”`, found: `no ${what} has that code or name on the map of ${map.date}`, need: `The nearest are ${sayChoices(said)}`, next: 'Use one of these, by code or by name' })
}
