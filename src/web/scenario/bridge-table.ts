import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { BridgeBar } from '../charts/bridge-bars.tsx'
import { amount, shown, words, type TableCell, type TableData } from '../figure/cell.ts'
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

/** The same as a table, with the range of each part and what it would do by itself. `asked` names the command behind a figure of the bridge. */
export function bridgeTable({ from, to, parts }: Bridge, start: string, end: string, asked: (cell: TableCell, path: string) => TableCell): TableData {
  // Every set of levers was asked, as long as they are few: nothing was sampled then.
  const sampled = parts.some(({ standardError }) => standardError !== null)
  const columns = ['In the gap', '80 % range', 'By itself', ...(sampled ? ['Error of the sampling'] : [])]
  const level = (name: string, value: number, path: string) => [words(name), asked(amount(value), path), ...columns.slice(1).map(() => words(''))]
  return {
    columns: [{ name: 'What' }, ...columns.map((name) => ({ name, numeric: true }))],
    rows: [
      level(start, from, '/from'),
      ...largestFirst(parts).map((part) => {
        const { title, gap, low, high, alone, standardError } = part
        const path = `/parts/${parts.indexOf(part)}`
        return [words(title), asked(shown(sayChange(gap), gap), `${path}/gap`), words(`${sayChange(low)} to ${sayChange(high)}`), asked(shown(sayChange(alone), alone), `${path}/alone`), ...(sampled ? [asked(amount(standardError, 1), `${path}/standardError`)] : [])]
      }),
      level(end, to, '/to'),
    ],
  }
}

function largestFirst(parts: Bridge['parts']): Bridge['parts'] {
  return parts.toSorted((a, b) => Math.abs(b.gap) - Math.abs(a.gap))
}
