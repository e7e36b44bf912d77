import type { Row } from '../dataset/table.ts'
import { stream } from '../random/stream.ts'
import type { EmployerKind } from './figures.ts'
import { monthOfYear, monthStart, recordMonths } from './months.ts'
import type { Nation } from './nation.ts'
import { drawAround1 } from './pick.ts'
import type { Spells } from './posts.ts'

/** Share of FTE days lost in a mean month, by kind of employer. */
const usual: Readonly<Record<EmployerKind, number>> = { acute: 0.05, 'mental health': 0.054, community: 0.053, ambulance: 0.064, 'care board': 0.029, network: 0, 'care provider': 0 }
/** By month of the year, January first: mean 1, colds in winter. */
const season = [1.12, 1.02, 0.97, 0.93, 0.92, 0.93, 0.97, 0.93, 0.96, 1.05, 1.06, 1.14] as const

/**
 * Write sickness absence of every trust and care board by month.
 * Units: FTE days; days available are FTE in post at the month-end times the days of the month.
 */
export function sicknessRows(seed: number, nation: Nation, spells: Spells, source: string): Row[] {
  const chance = stream(seed, 'demo/sickness')
  const fte = fteByEmployerMonth(nation, spells)
  const rows: Row[] = []
  recordMonths.forEach((end, month) => {
    const national = drawAround1(chance, 0.03)
    nation.employers.forEach((employer, index) => {
      const available = fte[index * recordMonths.length + month]! * Number(end.slice(8))
      if (usual[employer.kind] === 0 || available === 0) return
      const rate = usual[employer.kind] * season[monthOfYear(month)]! * national * employer.sickness * nation.systems[employer.system]!.sickness * drawAround1(chance, 0.05)
      rows.push({
        period_from: monthStart(end), period_to: end, source, at_level: employer.level, at_code: employer.code,
        fte_days_lost: Math.round(available * rate * 100) / 100, fte_days_lost_status: 'ok', fte_days_available: Math.round(available * 100) / 100, fte_days_available_status: 'ok',
      })
    })
  })
  return rows
}

/** FTE in post. Shape: employer × record month. */
function fteByEmployerMonth(nation: Nation, spells: Spells): Float64Array {
  const months = recordMonths.length
  const tenths = new Float64Array(nation.employers.length * months)
  for (let at = 0; at < spells.count; at++) {
    for (let month = spells.from[at]!; month < spells.to[at]!; month++) tenths[spells.employer[at]! * months + month]! += spells.fteTenths[at]!
  }
  return tenths.map((value) => value / 10)
}
