import { useQuery } from '@tanstack/react-query'
import type { LensBridge, LensItem } from '../../contract/lens.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { BridgeBars, type BridgeBar } from '../charts/bridge-bars.tsx'
import { amount, repeatable, words } from '../figure/cell.ts'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayCell, sayDatesIn, sayUnit } from '../format.ts'
import { lensBridgeQuestion, type LensQuestion } from './lens-question.ts'

/** From one way of counting to another: named parts that add up to the difference, or why there are none. */
export function LensBridgeFigure({ question, from, to }: { question: LensQuestion; from: string; to: string }) {
  const asked = useQuery(lensBridgeQuestion(question, from, to))
  return (
    <AskedFigure id="lens-bridge" title="The bridge between them" asked={asked}>
      {(bridge) => (bridge.why === null ? <Bridge bridge={bridge} /> : <Unavailable id="lens-bridge" title={`No bridge from ${named(bridge.from)} to ${named(bridge.to)}`} why={sayDatesIn(bridge.why)} />)}
    </AskedFigure>
  )
}

function Bridge({ bridge }: { bridge: LensBridge }) {
  const { from, to, items, provenance, repeat } = bridge
  return (
    <Figure
      id="lens-bridge"
      title={`From ${sayCell(from.value, from.status, from.unit)} ${sayUnit(from.unit)} to ${sayCell(to.value, to.status, to.unit)} ${sayUnit(to.unit)}: ${named(from)}; ${named(to)}`}
      subtitle={`${sayDatesIn(bridge.summary)} ${sayDate(bridge.asOf)}. Levels are marks; the axis need not start at 0`}
      source="The parts add up to the difference exactly."
      provenance={provenance === null ? [] : linesOfAnswer(provenance, sayDatesIn(bridge.summary), repeat)}
      picture={sayDatesIn(bridge.summary)}
      table={{
        columns: [{ name: 'Part' }, { name: 'Kind' }, { name: 'Size', numeric: true }, { name: 'Unit' }],
        rows: items.map((item, at) => [words(item.says), words(item.kind === 'level' ? 'a way of counting' : 'a part of the difference'), repeatable(amount(item.size, decimalsOf(item)), repeat, `/items/${at}/size`), words(sayUnit(item.unit))]),
      }}
    >
      <BridgeBars bars={items.map(barOf)} unit="" near />
    </Figure>
  )
}

function barOf(item: LensItem): BridgeBar {
  return { name: item.says, kind: item.kind, size: item.size, unit: sayUnit(item.unit), decimals: decimalsOf(item) }
}

/** Rates and points to a hundredth, people and posts whole, FTE to a tenth. */
function decimalsOf({ unit, size }: LensItem): number {
  if (unit === 'points' || unit.startsWith('%')) return 2
  return Number.isInteger(size) ? 0 : 1
}

function named({ name }: LensBridge['from']): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}
