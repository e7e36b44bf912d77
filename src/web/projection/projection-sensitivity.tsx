import { useQuery } from '@tanstack/react-query'
import type { SensitivityAnswer } from '../../contract/sensitivity.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { sensitivityQuestion } from '../ask/questions.ts'
import { sayShare, TornadoRows } from '../charts/tornado-rows.tsx'
import { sayNumber, sayUnit } from '../format.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import type { TableCell, TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { MethodsFigure } from './methods-figure.tsx'
import { commandOf } from './projection-part.ts'
import { RegretFigure } from './regret-figure.tsx'

/** What the range of the gap rests on. It takes a second or two, so nothing of it is asked for before its part is opened. */
export function ProjectionSensitivity({ asked }: { asked: Parameters }) {
  const { data, error, isPlaceholderData } = useQuery(sensitivityQuestion(asked))
  if (error !== null) return <Unavailable id="sensitivity" title="What the range of the gap rests on is not available" why={problemOf(error).detail} />
  if (data !== undefined && !isPlaceholderData) return <Answered answer={data} asked={asked} />
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="sensitivity-title">
      <h2 id="sensitivity-title">What the range of the gap rests on</h2>
      <p className="cdr-subtitle">
        Each assumption is moved from the low to the high end of its range, other ways of reckoning are set beside it, and plans against futures. This takes a
        second or two
      </p>
      <output>Working it out…</output>
    </section>
  )
}

function Answered({ answer, asked }: { answer: SensitivityAnswer; asked: Parameters }) {
  const provenance = linesOf(answer)
  return (
    <>
      <Tornado answer={answer} csv={addressOf('/api/sensitivity.csv', asked)} provenance={provenance} />
      <MethodsFigure answer={answer} provenance={provenance} />
      <RegretFigure answer={answer} provenance={provenance} />
    </>
  )
}

function Tornado({ answer, csv, provenance }: { answer: SensitivityAnswer; csv: string; provenance: readonly ProvenanceLine[] }) {
  const { inputs, kinds, middle, notes } = answer
  const unit = sayUnit(answer.unit)
  const year = answer.date.slice(0, 4)
  const title = titleOf(answer)
  return (
    <Figure
      id="sensitivity"
      title={title}
      subtitle={`${answer.profession}, ${answer.areaName}: gap in ${year}, ${unit}, when one input moves from its p10 to its p90 and the others stay at their middle. Line: all at their middle. Per cent: share of the variance of the gap from this input alone`}
      source={[...notes.slice(0, 2), 'Not a forecast of what must happen.'].join(' ')}
      csv={csv}
      table={tableOf(answer, unit)}
      provenance={provenance}
    >
      <p className="cdr-gapline" style={{ marginBottom: '12px' }}>
        {answer.summary}
      </p>
      <TornadoRows
        rows={inputs.map((row) => ({ name: row.says, gapAtP10: row.gapAtP10, gapAtP90: row.gapAtP90, share: row.first }))}
        middle={middle}
        unit={unit}
        says={`${title}. ${inputs.length} inputs, the one that moves the gap most first.`}
      />
      <h3 style={{ margin: '16px 0 8px' }}>Five kinds of doubt</h3>
      <dl className="cdr-provenance">
        {kinds.map(({ kind, first, says }) => (
          <div key={kind}>
            <dt>
              {capital(kind)}
              {first === null ? '' : `, ${sayShare(first)}`}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </Figure>
  )
}

/** What the range rests on most. */
function titleOf({ inputs, date }: SensitivityAnswer): string {
  const most = inputs.toSorted((a, b) => b.first - a.first)[0]
  if (most === undefined || most.first <= 0) return 'The gap has no range: nothing it rests on was given one'
  return `The range of the gap in ${date.slice(0, 4)} rests most on ${most.says.charAt(0).toLowerCase()}${most.says.slice(1)}`
}

function tableOf(answer: SensitivityAnswer, unit: string): TableData {
  const asked = (cell: TableCell, at: number, part: string) => repeatable(cell, commandOf(answer), `/inputs/${at}/${part}`)
  return {
    columns: [
      { name: 'Input' },
      { name: 'Kind' },
      { name: 'Its p10', numeric: true },
      { name: 'Its p90', numeric: true },
      { name: 'What it is' },
      { name: `Gap at its p10, ${unit}`, numeric: true },
      { name: `Gap at its p90, ${unit}`, numeric: true },
      { name: 'Share of the variance, alone', numeric: true },
      { name: 'With others', numeric: true },
      { name: 'Source' },
    ],
    rows: answer.inputs.map((row, at) => [
      words(row.says),
      words(row.kind),
      asked(shareCell(row.p10), at, 'p10'),
      asked(shareCell(row.p90), at, 'p90'),
      words(row.unit),
      asked(amount(row.gapAtP10), at, 'gapAtP10'),
      asked(amount(row.gapAtP90), at, 'gapAtP90'),
      asked(shown(sayShare(row.first), row.first), at, 'first'),
      asked(shown(sayShare(row.total), row.total), at, 'total'),
      words(row.source),
    ]),
  }
}

/** A path of years has no single value: it is drawn. */
function shareCell(share: number | null) {
  return share === null ? words('drawn') : shown(`${sayNumber(share * 100, 1)} %`, share)
}

function linesOf({ provenance, points, seed, model, notes }: SensitivityAnswer): ProvenanceLine[] {
  return [
    { name: 'Definition', says: provenance.definition },
    { name: 'Formula', says: provenance.formula },
    { name: 'Method', says: provenance.method },
    { name: 'Source files', says: provenance.sources.map((source) => `${source.title}: ${source.file}, to ${sayDate(source.periodTo)}`).join('; ') || 'No file' },
    { name: 'Points and seed', says: `${sayNumber(points)} points, seed ${seed}, model ${model}` },
    { name: 'Notes', says: notes.join(' ') },
    { name: 'Snapshot', says: <code>{provenance.snapshot}</code> },
    { name: 'Repeat it', says: <code>{provenance.repeat}</code> },
  ]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
