import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayNumber } from '../format.ts'
import { amount, repeatable, words } from '../figure/cell.ts'
import type { TableCell } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import type { FigureParts } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { commandOf } from './projection-part.ts'

/** The account of the run with median rates: opening − leavers − aged out + joiners = closing, every year. */
export function ProjectionAccount({ answer, provenance }: { answer: ProjectionAnswer; provenance: FigureParts['provenance'] }) {
  const worst = Math.max(0, ...answer.account.map((year) => Math.abs(year.residual)))
  const years = answer.account
  const [first, last] = [years[0], years.at(-1)]
  if (first === undefined || last === undefined)
    return <Unavailable id="account" width={6} title="There is no account of this projection" why="The run has no year with flows" />
  const sum = (of: (year: Year) => number) => years.reduce((total, year) => total + of(year), 0)
  const whole = {
    opening: first.opening,
    leavers: sum((year) => year.leavers),
    agedOut: sum((year) => year.agedOut),
    joiners: sum((year) => year.joiners),
    closing: last.closing,
  }
  const asked = (year: Year) => lineOf(sayYear(year), year, (cell, part) => repeatable(cell, commandOf(answer), `/account/${years.indexOf(year)}/${part}`))
  const short = [asked(first), ...(years.length > 1 ? [asked(last), lineOf('All years', whole, (cell) => cell)] : [])]
  return (
    <Figure
      id="account"
      width={6}
      title={worst < 1e-6 ? 'Every person is accounted for' : `The account is out by ${sayNumber(worst, 3)} people`}
      subtitle="People: opening − leavers − aged out + joiners = closing. The run with every rate at its middle value"
      {...(provenance === undefined ? {} : { provenance })}
      source="Numbers are printed whole; the account balances unrounded."
      table={{ columns, rows: years.map(asked) }}
    >
      <DataTable caption="Account of the projection, first year, last year and all years" table={{ columns, rows: short }} />
    </Figure>
  )
}

type Year = ProjectionAnswer['account'][number]

const columns = [{ name: 'Year' }, ...['Opening', 'Leavers', 'Aged out', 'Joiners', 'Closing'].map((name) => ({ name, numeric: true }))]

const parts = ['opening', 'leavers', 'agedOut', 'joiners', 'closing'] as const

function lineOf(name: string, year: Pick<Year, (typeof parts)[number]>, asked: (cell: TableCell, part: string) => TableCell): TableCell[] {
  return [words(name), ...parts.map((part) => asked(amount(year[part]), part))]
}

/** A year of the account is a count after the opening, or a calendar year. */
function sayYear({ year }: Year): string {
  return year < 1000 ? `Year ${year}` : String(year)
}
