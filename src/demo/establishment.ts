import { stream } from '../random/stream.ts'
import { groups, professions } from './figures.ts'
import { statementFile, type DemoFile } from './demo-file.ts'
import { isTraining } from './leaving.ts'
import { recordMonths } from './months.ts'
import type { Nation } from './nation.ts'
import { drawAround1 } from './pick.ts'
import type { Spells } from './posts.ts'
import { loadEmployers, loadMonths, loadProfessions } from './staff-records.ts'

const source = 'demonstration-establishment'

/** Budget years as record months: set by the staff in post at `set`, in force from `from` until before `to`. */
const budgets = [{ set: 0, from: 0, to: 7 }, { set: 7, from: 7, to: 19 }, { set: 19, from: 19, to: recordMonths.length }] as const

interface Line { readonly employer: number; readonly profession: number; readonly band: number; readonly funded: number; readonly from: number; readonly to: number }

/**
 * Write the funded posts of every employer, profession and band: staff in post when the budget was set plus vacancies.
 *
 * When a budget is set 6 to 13 per cent of it is vacant, more where posts are hard to fill, and less later in the year as posts are filled.
 * Training grades are filled by rotation: 3 per cent.
 * Units: FTE to two decimals, as a ledger keeps them.
 */
export function establishmentFile(seed: number, nation: Nation, spells: Spells): DemoFile {
  const lines = budgetLines(seed, nation, spells)
  const about = {
    name: 'Demonstration establishment', source, title: 'Funded establishment (demonstration)', table: 'establishment', periodFrom: recordMonths[0]!, periodTo: recordMonths.at(-1)!,
    rows: lines.reduce((sum, line) => sum + line.to - line.from, 0), sums: { fte: null, headcount: null },
  } as const
  const numbers = (of: (line: Line) => number) => ({ type: 'INTEGER' as const, values: Int32Array.from(lines, of) })
  const load = { load: 'demo_budget', columns: {
    n: { type: 'INTEGER' as const, values: Int32Array.from(lines, (_, index) => index) },
    employer: numbers((line) => line.employer), profession: numbers((line) => line.profession), band: numbers((line) => line.band),
    from_month: numbers((line) => line.from), to_month: numbers((line) => line.to), funded: { type: 'DOUBLE' as const, values: Float64Array.from(lines, (line) => line.funded) },
  } }
  return statementFile(seed, about, { prepare: [load, loadEmployers(nation), loadProfessions(), loadMonths()], statement, byPeriod: false })
}

const statement = `select m.month_end::date as period_from, m.month_end::date as period_to, '${source}' as source, e.at_level, e.at_code, p.staff_group, p.profession, p.band_name as band,
    b.funded as funded_fte, 'ok' as funded_fte_status
  from demo_budget b join demo_months m on b.from_month <= m.month and m.month < b.to_month
    join demo_employers e on e.employer = b.employer join demo_professions p on p.number = b.profession and p.band = b.band
  order by m.month, b.n`

function budgetLines(seed: number, nation: Nation, spells: Spells): Line[] {
  const chance = stream(seed, 'demo/vacancies')
  const harder = nation.employers.map((employer) => drawAround1(chance, 0.12) / nation.systems[employer.system]!.filling)
  const byGroup = groups.map(() => drawAround1(chance, 0.1))
  const lines: Line[] = []
  for (const budget of budgets) {
    const inPost = fteAt(spells, budget.set)
    for (const [key, fte] of [...inPost].sort((a, b) => a[0] - b[0])) {
      const { employer, profession, band } = partsOf(key)
      const vacancy = isTraining[profession] ? 0.03 : Math.min(0.13, Math.max(0.06, 0.094 * harder[employer]! * byGroup[professions[profession]!.group]!))
      lines.push({ employer, profession, band, funded: Math.round((fte / (1 - vacancy)) * 100) / 100, from: budget.from, to: budget.to })
    }
  }
  return afterMerger(nation, lines)
}

/** Posts of the merged trusts pass to their successor in the middle of a budget year. */
function afterMerger(nation: Nation, lines: readonly Line[]): Line[] {
  const { from, to, month } = nation.merger
  const passed = new Map<number, Line>()
  const kept = lines.map((line) => {
    if (!from.includes(line.employer) || line.to <= month) return line
    const key = keyOf(to, line.profession, line.band)
    const sum = (passed.get(key)?.funded ?? 0) + line.funded
    passed.set(key, { ...line, employer: to, from: month, funded: Math.round(sum * 100) / 100 })
    return { ...line, to: month }
  })
  return [...kept, ...passed.values()]
}

/** FTE in post at a record month by employer, profession and band. */
function fteAt(spells: Spells, month: number): Map<number, number> {
  const tenths = new Map<number, number>()
  for (let at = 0; at < spells.count; at++) {
    if (spells.from[at]! > month || month >= spells.to[at]!) continue
    const key = keyOf(spells.employer[at]!, spells.profession[at]!, spells.band[at]!)
    tenths.set(key, (tenths.get(key) ?? 0) + spells.fteTenths[at]!)
  }
  return new Map([...tenths].map(([key, value]) => [key, value / 10]))
}

function keyOf(employer: number, profession: number, band: number): number {
  return (employer * 64 + profession) * 16 + band
}

function partsOf(key: number): { employer: number; profession: number; band: number } {
  return { employer: Math.floor(key / 1024), profession: Math.floor(key / 16) % 64, band: key % 16 }
}
