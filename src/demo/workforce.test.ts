import { beforeAll, describe, expect, test } from 'vitest'
import { usualSeed } from './demonstration.ts'
import { groups, professions, scale } from './figures.ts'
import { historyRows } from './history.ts'
import { firstMonthNumber, recordMonths } from './months.ts'
import { makeNation, type Nation } from './nation.ts'
import type { Spells } from './posts.ts'
import { groupYears, type GroupYear } from './snapshots.ts'
import { makeSpells } from './workforce.ts'

let nation: Nation
let spells: Spells
let years: readonly (readonly GroupYear[])[]

beforeAll(() => {
  nation = makeNation(usualSeed)
  spells = makeSpells(usualSeed, nation)
  years = groupYears(spells)
})

describe('the records keep the laws of records', () => {
  test('every month-end has at least 120,000 assignments', () => {
    const rows = recordMonths.map((_, month) => spellsAt(month).length)
    expect(Math.min(...rows)).toBeGreaterThanOrEqual(120_000)
  })

  test('an assignment is in one place at a time', () => {
    const seen = new Set<number>()
    let empty = 0
    for (let at = 0; at < spells.count; at++) {
      if (spells.from[at]! >= spells.to[at]!) empty += 1
      for (let month = spells.from[at]!; month < spells.to[at]!; month++) seen.add(spells.assignment[at]! * 32 + month)
    }
    expect(empty).toBe(0)
    expect(seen.size).toBe(recordMonths.reduce((sum, _, month) => sum + spellsAt(month).length, 0))
  })

  test('nobody works more than 1.5 FTE or holds two main posts', () => {
    for (const month of [0, 13, 24]) {
      const tenths = new Map<number, number>()
      const main = new Set<number>()
      let mainPosts = 0
      for (const at of spellsAt(month)) {
        const person = spells.person[at]!
        tenths.set(person, (tenths.get(person) ?? 0) + spells.fteTenths[at]!)
        if (spells.main[at]) {
          main.add(person)
          mainPosts += 1
        }
      }
      expect([...tenths.values()].filter((sum) => sum > 15)).toEqual([])
      expect(mainPosts).toBe(main.size)
      expect([...tenths.keys()].every((person) => main.has(person))).toBe(true)
    }
  })

  test('nobody is younger than 16 or older than 80, and nobody starts after the month they are seen in', () => {
    for (const month of [0, 24]) {
      const odd = spellsAt(month).filter((at) => {
        const age = (firstMonthNumber + month - spells.birthMonth[at]!) / 12
        return age < 16 || age >= 80 || spells.startDay[at]! * 86_400_000 > Date.parse(recordMonths[month]!)
      })
      expect(odd).toEqual([])
    }
  })

  test('a person keeps sex and month of birth', () => {
    const known = new Map<number, number>()
    let changed = 0
    for (let at = 0; at < spells.count; at++) {
      const mark = spells.birthMonth[at]! * 2 + spells.female[at]!
      if ((known.get(spells.person[at]!) ?? mark) !== mark) changed += 1
      known.set(spells.person[at]!, mark)
    }
    expect(changed).toBe(0)
  })

  test('staff stand only at employers that exist that month, and the merged trusts pass theirs on', () => {
    let misplaced = 0
    for (let at = 0; at < spells.count; at++) {
      const employer = nation.employers[spells.employer[at]!]!
      if (spells.from[at]! < employer.opens || spells.to[at]! > employer.closes) misplaced += 1
    }
    expect(misplaced).toBe(0)
    const { from, to, month } = nation.merger
    const before = new Set(spellsAt(month - 1).filter((at) => from.includes(spells.employer[at]!)).map((at) => spells.person[at]!))
    const after = spellsAt(month).filter((at) => spells.employer[at] === to).map((at) => spells.person[at]!)
    expect(after.filter((person) => before.has(person)).length / before.size).toBeGreaterThan(0.95)
  })

  test('people move between employers inside and across systems', () => {
    const [opening, closing] = [employerOf(0), employerOf(12)]
    let inside = 0
    let across = 0
    for (const [person, was] of opening) {
      const now = closing.get(person)
      if (now === undefined || now === was) continue
      if (nation.employers[was]!.system === nation.employers[now]!.system) inside += 1
      else across += 1
    }
    expect(inside).toBeGreaterThan(500)
    expect(across).toBeGreaterThan(500)
  })
})

describe('the workforce is sized by the cited figures', () => {
  const recorded = groups.flatMap((group, index) => (group.sector === 'Adult social care' ? [] : [{ ...group, index }]))

  test.each(recorded)('$name has the cited headcount, at the scale of the nation', ({ heads, index }) => {
    const made = years[index]![2]!.heads
    const cited = heads / scale
    expect(Math.abs(made - cited)).toBeLessThan(cited * 0.06 + 3 * Math.sqrt(cited))
  })

  test.each(recorded)('$name has the cited FTE per head within two hundredths', ({ ftePerHead, index }) => {
    const { heads, fte } = years[index]![2]!
    expect(Math.abs(fte / heads - ftePerHead)).toBeLessThan(0.02)
  })

  test.each(recorded)('$name leaves at the cited yearly rate, within a tenth and chance', ({ leaverRate, index }) => {
    const [first, second, third] = years[index]!
    const exposure = (first!.heads + third!.heads) / 2 + second!.heads
    const rate = (second!.leavers!.heads + third!.leavers!.heads) / exposure
    expect(Math.abs(rate - leaverRate)).toBeLessThan(leaverRate * 0.1 + 3 * Math.sqrt((leaverRate * (1 - leaverRate)) / exposure))
  })

  test('leaving falls from the twenties to mid-career and rises again before retirement', () => {
    const staying = new Set(spellsAt(12).map((at) => spells.person[at]!))
    const rateBetween = (from: number, to: number): number => {
      const people = spellsAt(0).filter((at) => {
        const age = (firstMonthNumber - spells.birthMonth[at]!) / 12
        return spells.main[at] && professions[spells.profession[at]!]!.advance?.august !== true && age >= from && age < to
      })
      return people.filter((at) => !staying.has(spells.person[at]!)).length / people.length
    }
    expect(rateBetween(20, 30)).toBeGreaterThan(rateBetween(40, 55) * 1.4)
    expect(rateBetween(60, 66)).toBeGreaterThan(rateBetween(40, 55) * 2)
  })
})

describe('the yearly counts agree with the records', () => {
  test('stock, leavers and joiners of the last two years are those of the records', () => {
    const into = historyRows(usualSeed, nation, spells, 'test')
    const nurses = groups.findIndex((group) => group.name === 'Nurses & health visitors')
    const stock = into.get('staff_count')!.find((row) => row.staff_group === 'Nurses & health visitors' && row.period_to === '2025-09-30')
    const people = new Set(spellsAt(24).filter((at) => professions[spells.profession[at]!]!.group === nurses).map((at) => spells.person[at]!))
    expect(stock?.headcount).toBe(people.size)
    const before = new Set(spellsAt(12).map((at) => spells.person[at]!))
    const joiners = into.get('flow_count')!.find((row) => row.staff_group === 'Nurses & health visitors' && row.period_to === '2025-09-30' && row.flow === 'joiners')
    expect(joiners).toMatchObject({ basis: 'published', headcount: [...people].filter((person) => !before.has(person)).length })
  })

  test('opening − leavers + joiners = closing for all staff in every year, and for each group where joiners are net of moves', () => {
    const into = historyRows(usualSeed, nation, spells, 'test')
    const heads = (table: 'staff_count' | 'flow_count', group: unknown, end: string, flow?: string) =>
      Number(into.get(table)!.find((row) => row.staff_group === group && row.period_to === end && (flow === undefined || row.flow === flow))?.headcount)
    const balanced = into.get('flow_count')!.filter((row) => row.flow === 'joiners' && (row.staff_group === 'All staff groups' || row.basis === 'net-of-moves'))
    expect(balanced.length).toBeGreaterThan(200)
    for (const { staff_group: group, period_from: from, period_to: to } of balanced) {
      expect(heads('staff_count', group, String(from)) - heads('flow_count', group, String(to), 'leavers') + heads('flow_count', group, String(to), 'joiners')).toBe(heads('staff_count', group, String(to)))
    }
  })
})

test('the same seed makes the same spells, another seed others', () => {
  const again = makeSpells(usualSeed, makeNation(usualSeed))
  expect(again.count).toBe(spells.count)
  expect(again.person).toEqual(spells.person)
  expect(again.fteTenths).toEqual(spells.fteTenths)
  expect(makeSpells(usualSeed + 1, makeNation(usualSeed + 1)).count).not.toBe(spells.count)
})

function spellsAt(month: number): number[] {
  const found: number[] = []
  for (let at = 0; at < spells.count; at++) if (spells.from[at]! <= month && month < spells.to[at]!) found.push(at)
  return found
}

function employerOf(month: number): Map<number, number> {
  return new Map(spellsAt(month).filter((at) => spells.main[at]).map((at) => [spells.person[at]!, spells.employer[at]!]))
}
