import type { EstablishmentAnswer } from '../../contract/establishment.ts'
import { BridgeBars } from '../charts/bridge-bars.tsx'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { sayCell, sayNumber } from '../format.ts'
import { commandOf } from './posts-figure.tsx'

/** The vacancy rate on three named bases, and what lies between them: a rate without its basis says nothing. */
export function BasesFigure({ answer }: { answer: EstablishmentAnswer }) {
  return (
    <Figure
      id="bases"
      title="A vacancy rate says what it counts as filled"
      subtitle={`Three bases, ${answer.area?.name ?? 'everything held'}, and the bridge from one to the next, FTE`}
      provenance={linesOfAnswer(answer.provenance, undefined, commandOf(answer))}
      table={{
        columns: [{ name: 'Step' }, { name: 'FTE', numeric: true }, { name: 'Points of the funded FTE', numeric: true }],
        rows: answer.basisBridge.map(({ says, fte, points }, at) => [words(says), repeatable(amount(fte, 1), commandOf(answer), `/basisBridge/${at}/fte`), repeatable(amount(points, 2), commandOf(answer), `/basisBridge/${at}/points`)]),
      }}
    >
      <DataTable
        caption="Vacancy rate on three bases"
        table={{
          columns: [{ name: 'Basis' }, { name: 'Vacancies, FTE', numeric: true }, { name: 'Rate, %', numeric: true }, { name: 'Organisations', numeric: true }, { name: 'What it counts' }],
          rows: answer.bases.map(({ name, vacancies, rate, organisations, says, why }, at) => [
            words(name),
            repeatable(shown(vacancies.value === null ? sayCell(null, vacancies.status, '') : sayNumber(vacancies.value), vacancies.value), commandOf(answer), `/bases/${at}/vacancies/value`, vacancies.status),
            repeatable(shown(rate.value === null ? sayCell(null, rate.status, '') : sayNumber(rate.value, 1), rate.value), commandOf(answer), `/bases/${at}/rate/value`, rate.status),
            repeatable(amount(organisations), commandOf(answer), `/bases/${at}/organisations`),
            words(why === null ? says : `${says}. Not available: ${why}`),
          ]),
        }}
      />
      {answer.basisBridge.length === 0 ? null : (
        <div style={{ marginTop: '16px' }}>
          <BridgeBars bars={answer.basisBridge.map(({ kind, says, fte }) => ({ name: says, kind: kind === 'basis' ? 'level' : 'step', size: fte }))} unit="FTE" />
        </div>
      )}
    </Figure>
  )
}
