import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import { exactExp } from '../random/exp.ts'
import { normal } from '../random/normal.ts'
import { stream } from '../random/stream.ts'
import staffGroups from '../reference/staff-groups.json' with { type: 'json' }
import { groups } from './figures.ts'
import type { Nation } from './nation.ts'
import type { Spells } from './posts.ts'
import { groupYears, type Amount, type GroupYear } from './snapshots.ts'

/** Septembers of the history; the last three are counted from the records. */
const years = Array.from({ length: 16 }, (_, index) => 2010 + index)
const fromRecords = 3
const practiceSince = 2015

// Rates were higher in the decade before the cited year, and swing from year to year: part national, part of the group.
const earlierLeaving = 1.1
const leavingSwing = { persistence: 0.5, national: 0.06, group: 0.035 } as const
const growthSwing = { national: 0.008, group: 0.006 } as const

/**
 * Write yearly stock, leavers and joiners of the nation by staff group, in the shape of published statistics.
 *
 * The last three Septembers are the records themselves. Earlier years go back from the first of them by drawn growth and leaver rates;
 * their joiners are the change in stock plus leavers. Totals and subtotals are marked as such.
 */
export function historyRows(seed: number, nation: Nation, spells: Spells, source: string): ReadonlyMap<TableName, readonly Row[]> {
  const byGroup = withHistory(seed, groupYears(spells))
  const stock: Row[] = []
  const flow: Row[] = []
  for (const { name, sector, isTotal, members } of lines()) {
    years.forEach((year, index) => {
      if (sector === 'General practice' && year < practiceSince) return
      const seen = members.map((group) => byGroup[group]![index]!)
      const about = { source, at_level: 'nation', at_code: nation.code, staff_group: name, is_total: isTotal }
      const end = `${year}-09-30`
      stock.push({ ...about, period_from: end, period_to: end, sector, profession: null, nationality: null, ...amount(addAmounts(seen)) })
      if (index === 0 || (sector === 'General practice' && year === practiceSince)) return
      const period = { period_from: `${year - 1}-09-30`, period_to: end }
      const published = index > years.length - fromRecords
      flow.push({ ...about, ...period, flow: 'leavers', basis: 'published', ...amount(addAmounts(seen.map((one) => one.leavers!))) })
      flow.push({ ...about, ...period, flow: 'joiners', basis: published ? 'published' : 'net-of-moves', ...amount(addAmounts(seen.map((one) => one.joiners!))) })
    })
  }
  return new Map<TableName, readonly Row[]>([['staff_count', stock], ['flow_count', flow]])
}

/** Go back in time from the first recorded year. Shape: staff group × year of `years`. */
function withHistory(seed: number, recorded: readonly (readonly GroupYear[])[]): GroupYear[][] {
  const chance = stream(seed, 'demo/history')
  const back = years.length - fromRecords
  let swing = 0
  const national = Array.from({ length: back }, () => {
    swing = leavingSwing.persistence * swing + leavingSwing.national * normal(chance)
    return { leaving: swing, growth: growthSwing.national * normal(chance) }
  })
  return recorded.map((known, group) => {
    const line: GroupYear[] = [...known]
    for (let index = back; index > 0; index--) {
      const now = line[0]!
      const { growthTenYears, leaverRate } = groups[group]!
      const growth = growthTenYears + national[index - 1]!.growth + growthSwing.group * normal(chance)
      const rate = leaverRate * earlierLeaving * exactExp(national[index - 1]!.leaving + leavingSwing.group * normal(chance))
      const ftePerHead = now.heads === 0 ? 0 : now.fte / now.heads
      const heads = Math.round(now.heads / (1 + growth))
      const before = { heads, fte: tenth(heads * ftePerHead) }
      const leaving = Math.round((rate * (before.heads + now.heads)) / 2)
      const leavers = { heads: leaving, fte: tenth(leaving * ftePerHead * 0.97) }
      line[0] = { ...now, leavers, joiners: { heads: now.heads - before.heads + leavers.heads, fte: tenth(now.fte - before.fte + leavers.fte) } }
      line.unshift({ ...before, leavers: null, joiners: null })
    }
    return line
  })
}

/** Lines of the tables: every staff group with records, then the totals and subtotals over them. */
function lines(): { name: string; sector: string; isTotal: boolean; members: number[] }[] {
  const own = groups.flatMap((group, index) => (group.sector === 'Adult social care' ? [] : [{ name: group.name, sector: group.sector, isTotal: false, members: [index] }]))
  const above = staffGroups.flatMap((node) => {
    const members = own.filter((line) => line.name !== node.name && isUnder(line.name, node.name)).flatMap((line) => line.members)
    return members.length > 0 ? [{ name: node.name, sector: node.sector, isTotal: true, members }] : []
  })
  return [...own, ...above]
}

function isUnder(name: string, wanted: string): boolean {
  if (name === wanted) return true
  const parent = staffGroups.find((node) => node.name === name)?.parent
  return typeof parent === 'string' && isUnder(parent, wanted)
}

function amount({ heads, fte }: Amount): Row {
  return { headcount: heads, headcount_status: 'ok', fte, fte_status: 'ok' }
}

function addAmounts(amounts: readonly Amount[]): Amount {
  return { heads: add(amounts, (one) => one.heads), fte: tenth(add(amounts, (one) => one.fte)) }
}

function add<One>(all: readonly One[], of: (one: One) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0)
}

/** FTE of made-up history is kept to a tenth, as the records are. */
function tenth(fte: number): number {
  return Math.round(fte * 10) / 10
}
