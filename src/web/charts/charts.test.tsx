import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { Fan } from '../../contract/projection.ts'
import { FanChart } from './fan-chart.tsx'
import { MonthMatrix } from './month-matrix.tsx'
import { RangeRows } from './range-rows.tsx'
import { SkillRows } from './skill-rows.tsx'
import { Spark } from './spark.tsx'
import { TileMap } from './tile-map.tsx'

const fan = (p2_5: number, p10: number, p50: number, p90: number, p97_5: number): Fan => ({ p2_5, p10, p50, p90, p97_5 })
const none = fan(0, 0, 0, 0, 0)
const tile = (code: string, place?: { x: number; y: number }) => ({ code, name: `Area ${code}`, value: 1, status: 'ok' as const, place })

describe('the same data give the same markup without a browser, and nothing is told by the drawing alone', () => {
  test('a fan prints the gap, its range and the last data date', () => {
    const rows = [
      { date: '2025-03-31', supply: fan(100, 100, 100, 100, 100), demand: fan(104, 104, 104, 104, 104), gap: fan(4, 4, 4, 4, 4) },
      { date: '2030-03-31', supply: fan(90, 95, 99, 103, 108), demand: fan(100, 102, 103, 104, 106), gap: fan(-8, -1, 4, 9, 16) },
    ]
    const markup = renderToStaticMarkup(<FanChart history={[{ date: '2024-03-31', value: 97, status: 'ok' }]} rows={rows} says="Supply rises to 99." />)
    expect(markup).toContain('role="img" aria-label="Supply rises to 99."')
    for (const printed of ['Short by 4', '−1 to 9', 'Supply 99', '95 to 103', 'Demand 103', 'Mar 2025', '95 % range']) expect(markup).toContain(printed)
  })

  test('range rows say short or over in words, and grey a range that includes no gap', () => {
    const markup = renderToStaticMarkup(
      <RangeRows
        rows={[
          { name: 'Nurses', gap: fan(10, 20, 30, 40, 50) },
          { name: 'Managers', gap: fan(-50, -40, -5, 20, 30) },
          { name: 'Porters', gap: none },
        ]}
        unit="FTE"
        says="Three groups."
      />,
    )
    expect(markup).toContain('short by 30')
    expect(markup).toContain('over by 5')
    expect(markup).toContain('−20 to 40')
    expect(markup).toContain('no gap')
    expect(markup.match(/cdr-range--none/g)).toHaveLength(2)
  })

  test.each([1, 5, 42, 110])('a map of %i areas prints every value, zero too, and hatches what is not available', (count) => {
    const tiles = Array.from({ length: count }, (_, index) => ({
      code: `A${index}`,
      name: `Area ${index}`,
      value: index === 0 ? 0 : index === 1 ? null : index / 10,
      status: index === 1 ? ('not-available' as const) : ('ok' as const),
    }))
    const markup = renderToStaticMarkup(<TileMap tiles={tiles} unit="%" current="A0" says="A map." />)
    expect(markup.match(/<g /g)).toHaveLength(count)
    expect(markup).toContain('>0.0<')
    expect(markup.includes('[x]')).toBe(count > 1)
    expect(markup.match(/stroke="#15212c" stroke-width="3"/g)).toHaveLength(1)
  })

  test('a map says which areas have no place on it, and says nothing where all have one', () => {
    const draw = (tiles: ReturnType<typeof tile>[]) => renderToStaticMarkup(<TileMap tiles={tiles} unit="%" current="" says="A map." />)
    expect(draw([tile('N', { x: 0, y: 54 }), tile('Z')])).toContain('Without a place on the map')
    expect(draw([tile('N', { x: 0, y: 54 }), tile('S', { x: 0, y: 51 })])).not.toContain('Without a place')
  })

  test('a series of one point is hatched, not drawn as a line', () => {
    expect(renderToStaticMarkup(<Spark points={[{ date: '2025-01-31', value: 1 }]} limits={null} says="One." />)).toContain('No history to draw')
  })

  test('not beating drift is said plainly', () => {
    const markup = renderToStaticMarkup(
      <SkillRows
        rows={[
          { horizon: 1, skill: 0.12, coverage80: 0.8, n: 9 },
          { horizon: 5, skill: -0.04, coverage80: 0.6, n: 5 },
        ]}
        says="Skill."
      />,
    )
    expect(markup).toContain('12 % better than drift')
    expect(markup).toContain('does not beat drift')
  })

  test('a matrix names its states', () => {
    const markup = renderToStaticMarkup(
      <MonthMatrix
        rows={[
          {
            title: 'Absence',
            periods: [
              { date: '2025-01-31', state: 'present' },
              { date: '2025-02-28', state: 'absent' },
            ],
          },
        ]}
        says="One source."
      />,
    )
    expect(markup).toContain('1 of 2')
    expect(markup).toContain('cdr-cell--missing')
    expect(markup).toContain('[x] lacking')
  })
})
