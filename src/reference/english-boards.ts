import shipped from './england-boards-2026.json' with { type: 'json' }
import boards2022 from './ics-2022.json' with { type: 'json' }
import type { AreaRow, MapRows, OrganisationRow, RelationRow, SuccessionRow } from './map-rows.ts'

/** Day on which England's integrated care boards were set up: an earlier map that shows one carries its code cast back. */
export const boardsEstablished = shipped.established

/**
 * Add what is known of England's integrated care boards through time, where the rows speak of any of them.
 *
 * Six boards replaced twelve on 1 April 2026, three of the twelve were divided; england-boards-2026.json says from where, and what is not known.
 * Rows of any other nation stay as they are.
 */
export function withEnglishBoards(rows: MapRows): MapRows {
  const english = rows.areas.some((row) => row.level === 'ics' && codes2022.has(row.code)) || rows.relations.some((row) => row.parent_level === 'ics' && codes2022.has(row.parent_code))
  if (!english) return rows
  const spokenOf = new Set([...rows.areas, ...rows.organisations, ...rows.relations.map((row) => ({ code: row.parent_code }))].map((row) => row.code))
  const ours = (row: AreaRow | OrganisationRow) => row.valid_to === null || spokenOf.has(row.code)
  return { areas: [...rows.areas, ...areas.filter(ours)], organisations: [...rows.organisations, ...organisations.filter(ours)], relations: [...rows.relations, ...relations], successions: [...rows.successions, ...successions] }
}

/** Say whether an area is one of the boards of 2022, whose codes sources also show for earlier years. */
export function isBoardOf2022(code: string): boolean {
  return codes2022.has(code)
}

const codes2022: ReadonlySet<string> = new Set(boards2022.map((board) => board.code))
const { source, on } = shipped
const dayBefore = '2026-03-31'
const opens = { source, valid_from: on, valid_to: null, seen_at: on }
const closed = { source, valid_from: null, valid_to: dayBefore, seen_at: dayBefore }
const dissolved = boards2022.filter((board) => shipped.successions.some((row) => row.from === board.code))

const areas: readonly AreaRow[] = [
  ...shipped.boards.map((board) => ({ ...opens, level: 'ics', code: board.code, name: board.name, other_code: board.ons })),
  ...dissolved.map((board) => ({ ...closed, level: 'ics', code: board.code, name: board.name, other_code: board.ons })),
  ...shipped.newPlaces.map((place) => ({ ...opens, level: 'sub-icb', code: place.code, name: place.name, other_code: null })),
  ...[...new Set(shipped.placeSuccessions.map((row) => row.from))].map((code) => ({ ...closed, level: 'sub-icb', code, name: code, other_code: null })),
]

/** The boards as employers of their own staff: they end and begin with their areas. */
const organisations: readonly OrganisationRow[] = [
  ...shipped.boards.map((board) => ({ ...opens, code: board.code, role: 'commissioner', name: board.name, kind: 'Integrated Care Board' })),
  ...dissolved.map((board) => ({ ...closed, code: board.code, role: 'commissioner', name: `NHS ${board.name} ICB`, kind: 'Integrated Care Board' })),
]

const relations: readonly RelationRow[] = [
  ...shipped.boards.map((board) => belongs(['ics', board.code], ['region', board.region])),
  ...shipped.boards.map((board) => belongs(['organisation', board.code], ['ics', board.code])),
  ...[...shipped.places, ...shipped.newPlaces].map((place) => belongs(['sub-icb', place.code], ['ics', place.to])),
  ...shipped.employers.map((employer) => belongs(['organisation', employer.code], ['ics', employer.to])),
]

const successions: readonly SuccessionRow[] = [
  ...shipped.successions.flatMap((row) => [succeeds('ics', row), succeeds('organisation', row)]),
  ...shipped.placeSuccessions.map((row) => succeeds('sub-icb', row)),
]

function belongs([childLevel, childCode]: readonly [string, string], [parentLevel, parentCode]: readonly [string, string]): RelationRow {
  return { ...opens, child_level: childLevel, child_code: childCode, parent_level: parentLevel, parent_code: parentCode, share: 1 }
}

function succeeds(level: string, row: { readonly from: string; readonly to: string; readonly share: number; readonly basis?: string }): SuccessionRow {
  return { source, level, from_code: row.from, to_code: row.to, on_date: on, share: row.share, basis: row.basis ?? null }
}
