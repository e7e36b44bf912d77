import type { ReactNode } from 'react'
import { sayDate } from '../../units/calendar-date.ts'
import { LineChart } from '../charts/line-chart.tsx'
import { sayGap } from '../charts/gap-words.ts'
import { sayUnit } from '../format.ts'
import { amount, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { Sentence } from '../shell/sentence.tsx'
import type { MovedYear } from './slider-words.ts'

/** The central path with and without the levers, beside what is needed. */
export function MovedChart({ years, says, children }: { years: readonly MovedYear[]; says: string; children?: ReactNode }) {
  const line = (of: 'base' | 'moved' | 'demand') => years.map((year) => ({ date: year.date, value: year[of] }))
  return (
    <>
      <Sentence className="cdr-gapline cdr-gapline--moved" text={says} />
      <LineChart
        says={`Line chart. ${says}`}
        lines={[
          { name: 'As rates go on', colour: '#12436d', dash: '2 4', points: line('base') },
          { name: 'Levers moved', colour: '#146a62', dash: '', points: line('moved') },
          { name: 'Demand', colour: '#801650', dash: '7 4', points: line('demand') },
        ]}
      />
      {children}
    </>
  )
}

/** One row per year end. */
export function movedTable(years: readonly MovedYear[], unit: string): TableData {
  const name = sayUnit(unit)
  return {
    columns: [
      { name: 'Date' },
      { name: `Supply as rates go on, ${name}`, numeric: true },
      { name: `Supply with levers moved, ${name}`, numeric: true },
      { name: 'Difference', numeric: true },
      { name: `Demand, ${name}`, numeric: true },
      { name: 'Gap as rates go on', numeric: true },
      { name: 'Gap with levers moved', numeric: true },
    ],
    rows: years.map(({ date, base, moved, demand }) => [
      words(sayDate(date)),
      amount(base),
      amount(moved),
      amount(moved - base),
      amount(demand),
      shown(sayGap(demand - base), demand - base),
      shown(sayGap(demand - moved), demand - moved),
    ]),
  }
}

/** Where the numbers of a central run come from. */
export function linesOfCentral({ moved, number, kernel, snapshot, repeat }: { moved: string; number: string; kernel: 'plain' | 'fast' | null; snapshot: string; repeat: string }): ProvenanceLine[] {
  return [
    { name: 'Number', says: number },
    {
      name: 'Definition',
      says: 'The central path: one future, every rate and assumption at its value, last year’s swing fading. It is not the median of the draws, and has no range. Levers act from the first year on; demand does not move with them.',
    },
    { name: 'Formula', says: 'Leavers = what the yearly rate × (1 + change) takes; joiners = the people who join without levers × (1 + change); FTE = people × FTE per head × (1 + change), nobody above full time on average' },
    { name: 'Method', says: 'docs/method/supply.md S1 to S5, docs/method/uncertainty.md' },
    { name: 'Levers', says: moved },
    { name: 'Worked out', says: kernel === 'plain' ? 'In this browser, by the plain kernel: the same numbers, more slowly' : 'In this browser, by the kernel the server uses: the same numbers to the last digit' },
    { name: 'Snapshot', says: <code>{snapshot}</code> },
    { name: 'Repeat it', says: <><code>{repeat}</code> gives it with ranges, and without these levers</> },
  ]
}
