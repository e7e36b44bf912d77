import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayNumber } from '../format.ts'
import { amount, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { tableCsv } from '../figure/table-csv.ts'

/** The account of the run with median rates: opening − leavers − aged out + joiners = closing, every year. */
export function ProjectionAccount({ answer }: { answer: ProjectionAnswer }) {
  const worst = Math.max(0, ...answer.account.map((year) => Math.abs(year.residual)))
  const table = {
    columns: [{ name: 'Year' }, ...['Opening', 'Leavers', 'Aged out', 'Joiners', 'Closing'].map((name) => ({ name, numeric: true }))],
    rows: answer.account.map((year) => [words(String(year.year)), amount(year.opening), amount(year.leavers), amount(year.agedOut), amount(year.joiners), amount(year.closing)]),
  }
  return (
    <Figure
      id="account" width={6} title={worst < 1e-6 ? 'Every person is accounted for' : `The account is out by ${sayNumber(worst, 3)} people`}
      subtitle="People: opening − leavers − aged out + joiners = closing. The run with every rate at its middle value"
      source="Numbers are printed whole; the account balances unrounded." csv={csvOf(table)}
    >
      <DataTable caption="Account of the projection" table={table} />
    </Figure>
  )
}

function csvOf(table: Parameters<typeof tableCsv>[0]): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(tableCsv(table))}`
}
