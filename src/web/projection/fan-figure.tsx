import type { ReactNode } from 'react'
import { sayDate } from '../../units/calendar-date.ts'
import type { FanData, FanPoint } from '../charts/fan-chart.tsx'
import { fanAxis, FanChart } from '../charts/fan-chart.tsx'
import { sayGap, sayGapIn, sayGapRange, sayGapRangeAlone, sayRange } from '../charts/gap-words.ts'
import { sayNumber, sayUnit } from '../format.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import type { TableCell, TableData } from '../figure/cell.ts'
import { queriedAs } from '../figure/queried.ts'
import { Figure } from '../figure/figure.tsx'
import type { FigureParts } from '../figure/figure.tsx'

type FanFigureParts = Pick<FigureParts, 'title' | 'csv' | 'provenance' | 'source'> & FanData & { what: string; unit: string; id: string; command?: string | undefined; children?: ReactNode }

/** The fan with its gap in words, its table and its source: the same figure wherever a projection is shown. `command` is the projection that gives its rows. */
export function FanFigure({ history, rows, what, unit, command, children, source = '', ...figure }: FanFigureParts) {
  const { start } = fanAxis({ history, rows })
  const [from, to] = [(history[0] ?? rows[0])?.date.slice(0, 4), rows.at(-1)?.date.slice(0, 4)]
  const subtitle = `${what}, ${sayUnit(unit)}, ${from} to ${to}${start === 0 ? '' : `. Axis starts at ${sayNumber(start)}`}`
  return (
    <Figure {...figure} width={12} subtitle={subtitle} source={`${source} Not a forecast of what must happen.`.trim()} table={fanTable(history, rows, unit, command)}>
      <FanChart history={history} rows={rows} says={describeFan(history, rows, unit)} />
      <GapLine row={rows.at(-1)} unit={unit} command={command} path={`/rows/${rows.length - 1}/gap/p50`} />
      {children}
    </Figure>
  )
}

/** The gap at the end in one sentence, with its 80 % range. */
export function sayGapAtEnd(row: FanPoint, unit: string): string {
  return `${capital(sayGapIn(row.gap.p50, sayUnit(unit)))} in ${row.date.slice(0, 4)} (80 % range ${sayRangeWithOver(row)})`
}

function GapLine({ row, unit, command, path }: { row: FanPoint | undefined; unit: string; command: string | undefined; path: string }) {
  if (row === undefined) return null
  return (
    <p className="cdr-gapline">
      <strong {...queriedAs(command ?? null, { value: row.gap.p50, status: 'ok' }, path)}>{capital(sayGapIn(row.gap.p50, sayUnit(unit)))}</strong> in {row.date.slice(0, 4)}, 80 % range {sayRangeWithOver(row)}. This is what happens if
      the past goes on as it did, not a forecast of what must happen.
    </p>
  )
}

/** Ranges that run across no gap say so, so that a minus sign is never left to the reader. */
export function sayRangeWithOver({ gap }: Pick<FanPoint, 'gap'>): string {
  return gap.p10 < 0 && gap.p90 > 0 ? sayGapRangeAlone(gap) : sayGapRange(gap)
}

function describeFan(history: FanData['history'], rows: FanData['rows'], unit: string): string {
  const [past, first, last] = [history[0], rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return 'No projection'
  const began = past === undefined ? '' : `Supply was ${sayNumber(past.value)} ${sayUnit(unit)} on ${sayDate(past.date)}. `
  return `Line chart. ${began}It is ${sayNumber(first.supply.p50)} on ${sayDate(first.date)} and is projected at ${sayNumber(last.supply.p50)} on ${sayDate(last.date)}, 80 percent range ${sayRange(last.supply)}. Demand is then ${sayNumber(last.demand.p50)}: ${sayGapAtEnd(last, unit)}.`
}

function fanTable(history: FanData['history'], rows: FanData['rows'], unit: string, command: string | undefined): TableData {
  const name = sayUnit(unit)
  const asked = (cell: TableCell, path: string) => (command === undefined ? cell : repeatable(cell, command, path))
  const observed = history.map((point, at) => [
    words(sayDate(point.date)),
    asked(amount(point.value), `/history/${at}/value`),
    words(point.status === 'estimated' ? 'estimated' : 'observed'),
    words(''),
    words(''),
    words(''),
    words(''),
  ])
  const projected = rows.map((row, at) => [
    words(sayDate(row.date)),
    asked(amount(row.supply.p50), `/rows/${at}/supply/p50`),
    words(sayRange(row.supply)),
    asked(amount(row.demand.p50), `/rows/${at}/demand/p50`),
    words(sayRange(row.demand)),
    asked(shown(sayGap(row.gap.p50), row.gap.p50), `/rows/${at}/gap/p50`),
    shown(sayRangeWithOver(row), `${row.gap.p10} to ${row.gap.p90}`),
  ])
  return {
    columns: [
      { name: 'Date' },
      { name: `Supply, ${name}`, numeric: true },
      { name: '80 % range of supply', numeric: true },
      { name: `Demand, ${name}`, numeric: true },
      { name: '80 % range of demand', numeric: true },
      { name: 'Gap', numeric: true },
      { name: '80 % range of the gap', numeric: true },
    ],
    rows: [...observed, ...projected],
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
