import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BridgeBars, spansOf } from './bridge-bars.tsx'
import type { BridgeBar } from './bridge-bars.tsx'

const bars: readonly BridgeBar[] = [
  { name: 'Opening', kind: 'level', size: 100 },
  { name: 'Leavers', kind: 'step', size: 30 },
  { name: 'Joiners', kind: 'step', size: -50 },
  { name: 'Closing', kind: 'level', size: 80 },
]

test('a step begins where the one before it ended, and a level stands on zero', () => {
  expect(spansOf(bars)).toEqual([
    { from: 0, to: 100 },
    { from: 100, to: 130 },
    { from: 130, to: 80 },
    { from: 0, to: 80 },
  ])
})

test('every amount is printed with its sign', () => {
  const markup = renderToStaticMarkup(<BridgeBars bars={bars} unit="FTE" />)
  for (const printed of ['100.0 FTE', '+30.0 FTE', '−50.0 FTE', '80.0 FTE']) expect(markup.replaceAll('<!-- -->', '')).toContain(printed)
})

test('near the levels, each is a mark without width and the steps fill most of the drawing', () => {
  // Levels 1,000 and 1,050 with a step of +60 and one of −10: ends from 1,000 to 1,060, and 8 % of 60 as room on both sides: 995.2 to 1,064.8.
  const close: readonly BridgeBar[] = [{ name: 'From', kind: 'level', size: 1000 }, { name: 'More', kind: 'step', size: 60 }, { name: 'Less', kind: 'step', size: -10 }, { name: 'To', kind: 'level', size: 1050 }]
  const widths = [...renderToStaticMarkup(<BridgeBars bars={close} unit="FTE" near />).matchAll(/width:([\d.]+)%/g)].map(([, width]) => Number(width))
  expect(widths).toEqual([0, expect.closeTo((100 * 60) / 69.6, 9), expect.closeTo((100 * 10) / 69.6, 9), 0])
})

test('steps as large as the levels are drawn from zero although near the levels was asked', () => {
  const far: readonly BridgeBar[] = [{ name: 'From', kind: 'level', size: 10 }, { name: 'More', kind: 'step', size: 30 }, { name: 'To', kind: 'level', size: 40 }]
  expect(renderToStaticMarkup(<BridgeBars bars={far} unit="FTE" near />)).toBe(renderToStaticMarkup(<BridgeBars bars={far} unit="FTE" />))
})
