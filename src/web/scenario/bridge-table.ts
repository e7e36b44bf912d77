import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { BridgeBar } from '../charts/bridge-bars.tsx'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { sayChange } from '../projection/what-if-figures.tsx'

type Bridge = ScenarioAnswer['contributions']['years'][number]

/** The parts between two gaps as bars, the largest first. */
export function bridgeBars({ from, to, parts }: Bridge, start: string, end: string): BridgeBar[] {
  return [
    { name: start, kind: 'level', size: from, decimals: 0 },
    ...largestFirst(parts).map(({ title, gap }): BridgeBar => ({ name: title, kind: 'step', size: gap, decimals: Math.abs(gap) < 10 ? 1 : 0 })),
    { name: end, kind: 'level', size: to, decimals: 0 },
  ]
}

/** The same as a table, with the range of each part and what it would do by itself. */
export function bridgeTable({ from, to, parts }: Bridge, start: string, end: string): TableData {
  return {
    columns: [{ name: 'What' }, ...['In the gap', '80 % range', 'By itself', 'Error of the sampling'].map((name) => ({ name, numeric: true }))],
    rows: [
      [words(start), amount(from), words(''), words(''), words('')],
      ...largestFirst(parts).map(({ title, gap, low, high, alone, standardError }) => [words(title), shown(sayChange(gap), gap), words(`${sayChange(low)} to ${sayChange(high)}`), shown(sayChange(alone), alone), standardError === null ? words('none') : amount(standardError, 1)]),
      [words(end), amount(to), words(''), words(''), words('')],
    ],
  }
}

function largestFirst(parts: Bridge['parts']): Bridge['parts'] {
  return parts.toSorted((a, b) => Math.abs(b.gap) - Math.abs(a.gap))
}
