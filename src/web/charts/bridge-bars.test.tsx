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
