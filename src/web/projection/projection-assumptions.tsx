import { Link } from '@tanstack/react-router'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayDatesIn, sayNumber } from '../format.ts'
import { repeatable, shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import type { FigureParts } from '../figure/figure.tsx'
import { tableCsv } from '../figure/table-csv.ts'
import { commandOf } from './projection-part.ts'

/** Every assumption of the projection with its value, uncertainty, source and grade of evidence. */
export function ProjectionAssumptions({ answer, provenance }: { answer: ProjectionAnswer; provenance: FigureParts['provenance'] }) {
  const judged = answer.assumptions.filter((assumption) => assumption.grade === 'D').length
  const table = {
    columns: [
      { name: 'Assumption' },
      { name: 'Value', numeric: true },
      { name: '± standard error', numeric: true },
      { name: 'Years' },
      { name: 'Source' },
      { name: 'Grade' },
    ],
    rows: answer.assumptions.map(({ id, says, value, unit, standardError, years, source, grade }, at) => [
      shown(says, id),
      repeatable(shown(sayAssumed(value, unit), value), commandOf(answer), `/assumptions/${at}/value`),
      standardError === null ? shown('not known', null) : repeatable(shown(sayAssumed(standardError, unit), standardError), commandOf(answer), `/assumptions/${at}/standardError`),
      words(sayDatesIn(years)),
      words(sayDatesIn(source)),
      words(grade),
    ]),
  }
  return (
    <Figure
      id="assumptions"
      title={
        judged === 0
          ? `${answer.assumptions.length} assumptions, none on judgement alone`
          : `${answer.assumptions.length} assumptions, ${judged} of them on judgement`
      }
      subtitle="Grade A: measured here. B: measured elsewhere or pooled. C: published estimate. D: judgement"
      {...(provenance === undefined ? {} : { provenance })}
      csv={`data:text/csv;charset=utf-8,${encodeURIComponent(tableCsv(table))}`}
    >
      <DataTable caption="Assumptions" table={table} />
      <p style={{ marginTop: '12px' }}>
        <Link to="/rates" search={{ area: answer.area, profession: answer.profession }}>
          Each rate beside its peers and by year
        </Link>
      </p>
    </Figure>
  )
}

/** A share is printed as per cent, of what it is a share of. */
function sayAssumed(value: number, unit: string): string {
  return unit.startsWith('share') ? `${threeFigures(value * 100)} %${unit.slice('share'.length)}` : `${threeFigures(value)} ${unit}`
}

/** Assumptions are small: print three figures that matter, so that 0.0123 is not read as 0. */
function threeFigures(value: number): string {
  const size = Math.abs(value)
  if (size === 0 || size >= 100) return sayNumber(value)
  return sayNumber(value, Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size)))))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}
