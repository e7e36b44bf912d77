import { demandPath } from '../../src/demand/demand-path.ts'
import { droppingProductivity, productivityFactor } from '../../src/demand/productivity.ts'
import { demandMethods } from './demand-methods.ts'
import { number, numbers } from './specification.ts'
import type { Specification } from './specification.ts'

/** Who will be needed: today's requirement, growth in need, and productivity as a named assumption. */
export const demand: Specification = {
  document: 'demand',
  title: 'Demand: who will be needed',
  text: [
    'Demand is the FTE required, whoever is there. It never looks at supply; the two meet only in the gap: gap = demand − supply, so a gap above 0 is a shortage.',
    'Symbols: `D[t]` FTE required in month `t`; `g` growth in need per year before productivity; `n` growth of need per person; `π` productivity, the share by which the same staff do more each year.',
  ],
  sections: [
    {
      code: 'D1',
      title: 'Today\'s requirement',
      text: ['What is required today is what is in post plus the need that is not met: vacancies nobody covers, or a stated gap. Unmet need is an assumption that is always shown; leaving it out would say that today\'s shortage is right.'],
      equation: ['D[0] = FTE in post + unmet need'],
    },
    {
      code: 'D2',
      title: 'Growth in need',
      text: [
        'Need grows by a stated share each year, or with the population: with everybody, or with people of each age times the FTE per head that this age needs; each person may need more every year (`n`). Within a year need grows by the same share each month.',
      ],
      equation: ['stated:             D[t] = D[0] · (1 + g)^(t/12)', 'population:         D[y] = D[0] · people[y] ÷ people[0] · (1 + n)^y', 'population by age:  D[y] = D[0] · Σ_age people[age, y] · rate[age] ÷ Σ_age people[age, 0] · rate[age] · (1 + n)^y'],
      examples: [
        {
          title: 'need grows by a tenth a year',
          source: 'By hand: 900 in post and 100 unmet are 1,000; then 1,100; then 1,210.',
          given: { columns: { inPost: 'FTE in post', unmet: 'unmet need', growth: 'growth a year' }, decimals: { growth: 1 }, rows: [{ inPost: 900, unmet: 100, growth: 0.1 }] },
          expected: { columns: { year: 'year', fte: 'FTE required' }, decimals: { fte: 6 }, rows: [{ year: 0, fte: 1000 }, { year: 1, fte: 1100 }, { year: 2, fte: 1210 }] },
          work: ([row]) => {
            const path = demandPath({ openingFte: number(row, 'inPost'), unmetNeed: number(row, 'unmet'), growth: { by: 'stated', perYear: number(row, 'growth') }, productivity: 0, years: 2 })
            return [0, 1, 2].map((year) => ({ year, fte: path.zeroProductivity[12 * year]! }))
          },
        },
        {
          title: 'fewer young and more old people',
          source: 'By hand: older people need four times the staff. Today 10 · 1 + 10 · 4 = 50, a year later 5 · 1 + 20 · 4 = 85, so 100 FTE become 170.',
          given: { columns: { age: 'people', today: 'today', later: 'after a year', rate: 'FTE per head' }, rows: [{ age: 'younger', today: 10, later: 5, rate: 1 }, { age: 'older', today: 10, later: 20, rate: 4 }] },
          expected: { columns: { fte: 'FTE required after a year, from 100' }, decimals: { fte: 6 }, rows: [{ fte: 170 }] },
          work: (rows) => {
            const growth = { by: 'population-by-age' as const, people: [numbers(rows, 'today'), numbers(rows, 'later')], ftePerHead: numbers(rows, 'rate') }
            return [{ fte: demandPath({ openingFte: 100, unmetNeed: 0, growth, productivity: 0, years: 1 }).zeroProductivity[12]! }]
          },
        },
      ],
    },
    {
      code: 'D3',
      title: 'Productivity, and its zero twin',
      text: ['Productivity divides the need. It is a named assumption with a mechanism, never folded into growth; every path is also given with π = 0, so that the reader sees what rests on it.'],
      equation: ['with productivity: D[t] ÷ (1 + π)^(t/12)', 'zero twin:         D[t]'],
      examples: [{
        title: 'productivity of a quarter a year',
        source: 'By hand: 1,000 ÷ 1.25 = 800; ÷ 1.25 again = 640.',
        given: { columns: { fte: 'FTE required today', productivity: 'productivity a year' }, decimals: { productivity: 2 }, rows: [{ fte: 1000, productivity: 0.25 }] },
        expected: { columns: { year: 'year', with: 'with productivity', zero: 'zero twin' }, decimals: { with: 6, zero: 6 }, rows: [{ year: 1, with: 800, zero: 1000 }, { year: 2, with: 640, zero: 1000 }] },
        work: ([row]) => {
          const path = demandPath({ openingFte: number(row, 'fte'), unmetNeed: 0, growth: { by: 'stated', perYear: 0 }, productivity: number(row, 'productivity'), years: 2 })
          return [1, 2].map((year) => ({ year, with: path.withProductivity[12 * year]!, zero: path.zeroProductivity[12 * year]! }))
        },
      }],
    },
    {
      code: 'D4',
      title: 'What rests on a productivity assumption',
      text: ['If an assumed productivity does not come, the staff required in year y is higher by this factor.'],
      equation: ['factor = (1 + π)^y'],
      examples: [{
        title: 'the productivity assumed for England over fifteen years',
        source: 'The NHS Long Term Workforce Plan (NHS England, 2023) assumes labour productivity of 1.5 to 2 % a year over fifteen years. From 40-digit arithmetic: 1.015^15 = 1.2502320667, 1.02^15 = 1.3458683383.',
        given: { columns: { productivity: 'productivity a year', years: 'years' }, decimals: { productivity: 3 }, rows: [{ productivity: 0.015, years: 15 }, { productivity: 0.02, years: 15 }] },
        expected: { columns: { factor: 'demand without it is multiplied by', back: 'and with it divided back to' }, decimals: { factor: 5, back: 5 }, rows: [{ factor: 1.25023, back: 1 }, { factor: 1.34587, back: 1 }] },
        work: (rows) => rows.map((row) => {
          const factor = droppingProductivity(number(row, 'productivity'), number(row, 'years'))
          return { factor, back: factor * productivityFactor(number(row, 'productivity'), number(row, 'years')) }
        }),
      }],
    },
    ...demandMethods,
  ],
}
