import { areaOption } from '../../contract/query-command.ts'
import type { OrganisationScore, ScoresAnswer } from '../../contract/quality.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { sayNumber } from '../format.ts'
import { amount, repeatable, shown, words, type TableCell } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'

const firstShown = 12

/** Score of every organisation's returns, with where it stands, how it moved, and the fields that cost most. */
export function ScoresFigure({ scores, area }: { scores: ScoresAnswer; area: string | undefined }) {
  if (scores.organisations.length === 0) return null
  const command = `cadre quality --scores${areaOption(area)}`
  const asked = (cell: TableCell, line: OrganisationScore, path: string) => repeatable(cell, command, `/organisations/${scores.organisations.indexOf(line)}/${path}`)
  const fields = [...new Set(scores.organisations.flatMap(({ fields: own }) => own.map(({ field }) => field)))]
  const lowest = scores.organisations.toSorted((a, b) => (a.score ?? Infinity) - (b.score ?? Infinity)).slice(0, firstShown)
  const short = {
    columns: [{ name: 'Organisation' }, { name: 'Score', numeric: true }, { name: 'Rank among its kind' }, { name: 'Since the month before' }, { name: 'Weakest fields' }],
    rows: lowest.map((line) => [
      words(line.organisation.name),
      asked(amount(line.score, 1), line, 'score'),
      shown(line.rank === null ? '[z]' : `${line.rank} of ${line.peers}`, line.rank),
      shown(sayTrend(line), changeOf(line)),
      words(weakest(line)),
    ]),
  }
  return (
    <Figure
      id="scores"
      title="How complete each organisation’s returns are"
      subtitle={`${scores.summary} Lowest first${scores.organisations.length > firstShown ? `; all ${scores.organisations.length} are in the table` : ''}`}
      provenance={[
        { name: 'Formula', says: scores.formula },
        { name: 'Repeat it', says: <code>{command}</code> },
      ]}
      table={{
        columns: [{ name: 'Organisation' }, { name: 'Month' }, { name: 'Score', numeric: true }, { name: 'Rank', numeric: true }, ...fields.map((field) => ({ name: field, numeric: true }))],
        rows: scores.organisations.map((line) => [
          words(line.organisation.name),
          words(sayMonth(line.month)),
          asked(amount(line.score, 1), line, 'score'),
          asked(amount(line.rank), line, 'rank'),
          ...fields.map((field) => scoreOf(line, field, asked)),
        ]),
      }}
    >
      <DataTable caption="Score of each organisation" table={short} />
    </Figure>
  )
}

function scoreOf(line: OrganisationScore, field: string, asked: (cell: TableCell, line: OrganisationScore, path: string) => TableCell): TableCell {
  const at = line.fields.findIndex((own) => own.field === field)
  return at < 0 ? amount(null) : asked(amount(line.fields[at]!.score, 1), line, `fields/${at}/score`)
}

function changeOf({ trend }: OrganisationScore): number | null {
  const known = trend.flatMap(({ score }) => (score === null ? [] : [score]))
  const [before, last] = [known.at(-2), known.at(-1)]
  return before === undefined || last === undefined ? null : last - before
}

function sayTrend(line: OrganisationScore): string {
  const change = changeOf(line)
  if (change === null) return 'no earlier month'
  if (Math.abs(change) < 0.05) return 'no change'
  return `${change > 0 ? 'up' : 'down'} ${sayNumber(Math.abs(change), 1)}`
}

function weakest({ fields }: OrganisationScore): string {
  const low = fields.filter(({ score }) => score !== null && score < 99.95).toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0))
  return low.length === 0 ? 'none' : low.slice(0, 3).map(({ field, score }) => `${field} ${sayNumber(score ?? 0)}`).join(', ')
}
