import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import type { PairCell } from '../dataset/flow-pairs.ts'
import { hashWords } from '../random/hash.ts'
import { addMonths } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import { readFlowPairs } from './flow-pairs.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles } from './publish.ts'

// Three employers: T1 and T2 in system A, T3 in B; of T3 a half belongs to the network W, of T1 all of it. Fourteen month-ends: a year, and one pair before it. T3 sent nothing for the sixth.
const months = Array.from({ length: 14 }, (_, at) => addMonths('2024-08-31', at))
const last = months.length - 1
const missing = { code: 'T3', at: 5 }
const shares: Readonly<Record<string, Readonly<Record<string, readonly (readonly [area: string, share: number])[]>>>> = {
  organisation: { T1: [['T1', 1]], T2: [['T2', 1]], T3: [['T3', 1]] }, ics: { T1: [['A', 1]], T2: [['A', 1]], T3: [['B', 1]] }, network: { T1: [['W', 1]], T3: [['W', 0.5]] },
}

interface Post { readonly code: string; readonly group: string; readonly profession: string; readonly fte: number }
const lines = [['Midwives', 'Midwife'], ['Nurses & health visitors', 'Adult nurse'], ['Nurses & health visitors', 'Mental health nurse']] as const
const chance = (...of: [number, number, number]): number => (hashWords(...of) >>> 0) / 2 ** 32

/** What somebody holds in a month: mostly what they held before; sometimes another post, a second of the very same form, three of them, or nothing. */
function livesOf(person: number): Post[][] {
  const draw = (at: number): Post[] => {
    const [group, profession] = lines[Math.floor(chance(person, at, 1) * lines.length)]!
    const post: Post = { code: ['T1', 'T2', 'T3'][Math.floor(chance(person, at, 2) * 3)]!, group, profession, fte: [0.2, 0.5, 1][Math.floor(chance(person, at, 3) * 3)]! }
    const how = chance(person, at, 4)
    if (how < 0.1) return []
    if (how < 0.2) return [post, post]
    if (how < 0.25) return [post, post, post]
    return how < 0.4 ? [post, { ...post, code: post.code === 'T1' ? 'T3' : 'T1', fte: 0.2 }] : [post]
  }
  const lives = [draw(0)]
  for (let at = 1; at <= last; at++) lives.push(chance(person, at, 5) < 0.75 ? lives[at - 1]! : draw(at))
  return lives.map((posts, at) => posts.filter(({ code }) => at !== missing.at || code !== missing.code))
}

const people = Array.from({ length: 60 }, (_, person) => livesOf(person))
/** Somebody of each employer never changes, so that every month of it is held; ages go up in the spring, and of every seventh nobody knows any. */
const everybody = [...people, ...['T1', 'T2', 'T3'].map((code) => months.map((_, at) => (at === missing.at && code === missing.code ? [] : [{ code, group: 'Midwives', profession: 'Midwife', fte: 1 }])))]
const ageOf = (person: number, at: number): number | null => (person % 7 === 6 ? null : 24 + person + (at > 6 ? 1 : 0))

const staff = everybody.flatMap((lives, person) => lives.flatMap((posts, at) => posts.map(({ code, group, profession, fte }, which) => ({
  period_to: months[at]!, source: 'records', person: `P${person}`, assignment: `P${person}-${which}`, at_level: 'organisation', at_code: code, sector: 'Hospital and community', staff_group: group, profession, band: 'Band 5', fte, age: ageOf(person, at),
}))))
const seen = months[last]!
const file = handFile('records', [months[0]!, seen], {
  staff, area: [handArea('records', 'nation', 'N', 'Made-up nation', seen), handArea('records', 'ics', 'A', 'North', seen), handArea('records', 'ics', 'B', 'South', seen), handArea('records', 'network', 'W', 'Cancer network', seen)],
  organisation: ['T1', 'T2', 'T3'].map((code) => handOrganisation('records', code, 'trust', seen)),
  relation: [
    ...['A', 'B'].map((code) => handRelation('records', ['ics', code], ['nation', 'N'], seen)), ...[['T1', 'A'], ['T2', 'A'], ['T3', 'B']].map(([code, ics]) => handRelation('records', ['organisation', code!], ['ics', ics!], seen)),
    handRelation('records', ['organisation', 'T1'], ['network', 'W'], seen), { ...handRelation('records', ['organisation', 'T3'], ['network', 'W'], seen), share: 0.5 },
  ],
})

const folder = mkdtempSync(join(tmpdir(), 'cadre-pairs-'))
let house: House
beforeAll(async () => {
  const opened = await openHouse(folder)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  const published = await publishFiles(house, localViewer, [file], '2025-10-01T00:00:00Z')
  if (isRefusal(published)) throw new Error(published.found)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What an area sees of somebody at a month-end: the profession of the post with most FTE, then of the last of the alphabet, then with the last employer. */
interface Sight { readonly line: string; readonly code: string; readonly fte: number; readonly share: number; readonly ageFrom: number | null }

function sightOf(level: string, area: string, person: number, at: number): Sight | null {
  const held = (everybody[person]![at] ?? []).flatMap((post) => (shares[level]![post.code] ?? []).flatMap(([of, share]) => (of === area ? [{ ...post, share }] : [])))
  if (held.length === 0) return null
  const most = held.toSorted((a, b) => b.fte - a.fte || (a.profession < b.profession ? 1 : a.profession > b.profession ? -1 : 0) || (a.code < b.code ? 1 : -1))[0]!
  const age = ageOf(person, at)
  return { line: `${most.group}|${most.profession}`, code: most.code, fte: held.reduce((sum, { fte }) => sum + fte, 0), share: Math.max(...held.map(({ share }) => share)), ageFrom: age === null ? null : Math.floor(age / 5) * 5 }
}

type Counted = Record<'exposure' | 'leavers' | 'joiners' | 'heads' | 'fte', number> & { moves: Record<string, number> }

/** The year that a month-end belongs to with the one before it. */
function yearAt(at: number): string {
  return at >= last - 11 ? seen : addMonths(seen, -12)
}

/** The same pairs, counted person by person and month by month. */
function countByHand(level: string): Record<string, Counted> {
  const cells: Record<string, Counted> = {}
  const areas = new Set(Object.values(shares[level]!).flatMap((places) => places.map(([area]) => area)))
  for (const area of areas) for (let person = 0; person < everybody.length; person++) for (let at = 0; at <= last; at++) {
    const now = sightOf(level, area, person, at)
    if (now === null) continue
    const cellIn = (year: string): Counted => (cells[`${area}|${now.line}|${now.ageFrom}|${year}`] ??= { exposure: 0, leavers: 0, joiners: 0, heads: 0, fte: 0, moves: {} })
    const [next, before] = [at < last ? sightOf(level, area, person, at + 1) : null, at > 0 ? sightOf(level, area, person, at - 1) : null]
    if (at < last && !(now.code === missing.code && at + 1 === missing.at)) {
      const cell = cellIn(yearAt(at + 1))
      cell.exposure += now.share
      if (next === null) cell.leavers += now.share
      else if (next.line !== now.line) cell.moves[next.line] = (cell.moves[next.line] ?? 0) + now.share
    }
    if (at > 0 && before === null && !(now.code === missing.code && at - 1 === missing.at)) cellIn(yearAt(at)).joiners += now.share
    if (at === last || at === last - 12) {
      cellIn(yearAt(at)).heads += now.share
      cellIn(yearAt(at)).fte += now.fte * now.share
    }
  }
  return cells
}

function asCounted({ exposure, leavers, joiners, heads, fte, moves }: PairCell): Counted {
  return { exposure, leavers, joiners, heads, fte, moves: Object.fromEntries(moves.map((move) => [`${move.group}|${move.to}`, move.heads])) }
}

test.each(['organisation', 'ics', 'network'])('pairs seen from each %s are those of everybody counted one by one, whatever posts they hold twice over', async (level) => {
  const found = await readFlowPairs(house, localViewer, { area: null, level, map: null })
  if (isRefusal(found)) throw new Error(found.found)
  const cells = Object.fromEntries(found.cells.flatMap((cell) => (cell.area === null ? [] : [[`${cell.area}|${cell.group}|${cell.profession}|${cell.ageFrom}|${cell.year}`, asCounted(cell)]])))
  const byHand = countByHand(level)
  expect(Object.keys(cells).toSorted()).toEqual(Object.keys(byHand).toSorted())
  for (const [key, { moves, ...amounts }] of Object.entries(byHand)) {
    expect(cells[key]!.moves, key).toEqual(moves)
    for (const [name, amount] of Object.entries(amounts)) expect(cells[key]![name as 'fte'], `${key} ${name}`).toBeCloseTo(amount, 8)
  }
  expect(Object.values(byHand).reduce((sum, { leavers, joiners, moves }) => sum + Math.min(leavers, 1) + Math.min(joiners, 1) + Object.keys(moves).length, 0)).toBeGreaterThan(50)
})
