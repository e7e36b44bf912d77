import { monthlyRate } from '../../src/supply/monthly-rate.ts'
import { runModelFile } from '../../src/supply/model-file.ts'
import type { ModelRun } from '../../src/supply/model-file.ts'
import { qualify, trainingYield } from '../../src/supply/pipeline.ts'
import { stepSupply } from '../../src/supply/step.ts'
import { moveStaff } from '../../src/supply/transfers.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { number, numbers } from './specification.ts'
import { supplyHiring } from './supply-hiring.ts'
import type { Row, Specification } from './specification.ts'

/** Who will be there: the monthly step, rates, small models from a file, and training. */
export const supply: Specification = {
  document: 'supply',
  title: 'Supply: who will be there',
  text: [
    'Supply follows people month by month. Every person of the opening stock either leaves, moves, ages out or is still there at the close; joiners arrive last. The account of a month always balances: opening − leavers + moved − aged out + joiners = closing.',
    'Symbols: `N[p,x]` people in post of profession `p` (an occupation at a level of practice, in one area) and single year of age `x` at the start of a month; `h[p,x]` share of them who leave in the month, retirement included; `m[p→q]` share who move to profession `q`; `J` joiners; `f[p,x]` participation, FTE per head. Numbers are never rounded inside the computation.',
    'The order of a month is part of the method: leavers and movers are shares of the opening stock, so somebody who joins in a month can neither leave nor move nor age in it.',
  ],
  sections: [
    {
      code: 'S1',
      title: 'Leaving',
      text: ['Leavers are a share of the opening stock. The share is the calibrated hazard times the effects of the year, of levers and of the draw; it is never above 1, whatever is multiplied, so nobody leaves twice.'],
      equation: ['L[x] = N[x] · min(1, h[x])'],
    },
    {
      code: 'S2',
      title: 'Moving',
      text: [
        'Staff move between professions, sectors and areas: upskilling, promotion, a change of employer. Moves are shares of the opening stock, served after leaving, and never more than are left. Whoever leaves one group arrives in another at the same age, so moves conserve people; where a destination is not known, it is a group of its own.',
        'Movers age with the group they join.',
      ],
      equation: ['B[p,x] = N[p,x] − L[p,x] − Σ_q N[p,x] · m[p→q] + Σ_q N[q,x] · m[q→p]'],
      examples: [{
        title: 'seven in ten leave, and the moves that remain possible are served in order',
        source: 'By hand: of 100 people 70 leave and 30 are left; the first move takes 20, the second the last 10 of the 20 it would take.',
        given: { columns: { stock: 'opening stock', hazard: 'share who leave', first: 'share to group 2', second: 'share to group 3' }, decimals: { hazard: 1, first: 1, second: 1 }, rows: [{ stock: 100, hazard: 0.7, first: 0.2, second: 0.2 }] },
        expected: { columns: { first: 'arrive in group 2', second: 'arrive in group 3' }, decimals: { first: 6, second: 6 }, rows: [{ first: 20, second: 10 }] },
        work: ([row]) => {
          const transfers = [{ from: 0, to: 1, share: number(row, 'first') }, { from: 0, to: 2, share: number(row, 'second') }]
          const { movedIn } = moveStaff([[number(row, 'stock')], [0], [0]], [[number(row, 'hazard')], [0], [0]], transfers)
          return [{ first: movedIn[1]![0]!, second: movedIn[2]![0]! }]
        },
      }],
    },
    {
      code: 'S3',
      title: 'Ageing',
      text: [
        'A twelfth of the survivors of each age pass a birthday in a month. Survivors of the oldest age who pass it retire; they are counted as aged out, never dropped.',
        'Where ages are not known, the whole stock is one class and nobody ages out of it: their retirement is then part of the leaving hazard.',
      ],
      equation: ['G[x] = B[x] ÷ 12', 'aged out = G[oldest]'],
    },
    {
      code: 'S4',
      title: 'Joining, and the account of a month',
      text: ['Joiners are the newly qualified, international recruits, returners and recruits from the wider labour market. They arrive last.'],
      equation: ["N'[x] = B[x] − G[x] + G[x − 1] + J[x]", "FTE = Σ_x N'[x] · f[x]"],
      examples: [{
        title: 'one month of a profession with two ages',
        source: 'By hand, in numbers that divide by 12: of 240 younger staff 24 leave and 216 survive, of whom 18 pass a birthday; of 480 older staff 120 leave and 360 survive, of whom 30 age out.',
        given: { columns: { age: 'age', stock: 'opening stock', hazard: 'share who leave', joining: 'joiners' }, decimals: { hazard: 2 }, rows: [{ age: 'younger', stock: 240, hazard: 0.1, joining: 10 }, { age: 'older', stock: 480, hazard: 0.25, joining: 2 }] },
        expected: { columns: { age: 'age', closing: 'closing stock', leavers: 'leavers' }, decimals: { closing: 6, leavers: 6 }, rows: [{ age: 'younger', closing: 208, leavers: 24 }, { age: 'older', closing: 350, leavers: 120 }] },
        work: (rows) => {
          const step = stepSupply({ byAge: numbers(rows, 'stock'), ageing: true }, { hazard: numbers(rows, 'hazard'), joining: numbers(rows, 'joining') })
          return rows.map((row, at) => ({ age: row['age']!, closing: step.closing[at]!, leavers: step.leavers[at]! }))
        },
      }],
    },
    {
      code: 'S5',
      title: 'Annual and monthly rates',
      text: ['Published rates are annual. The monthly rate is the one that leaves the same share in post after twelve months; a twelfth of the annual rate would be too low, because later months draw on a smaller stock.'],
      equation: ['monthly = 1 − (1 − annual)^(1/12)'],
      examples: [{
        title: 'annual leaver rates',
        source: 'From 40-digit arithmetic: 0.9^(1/12) = 0.9912583890453, 0.885^(1/12) = 0.9898710110959.',
        given: { columns: { annual: 'annual rate' }, decimals: { annual: 3 }, rows: [{ annual: 0 }, { annual: 0.1 }, { annual: 0.115 }, { annual: 1 }] },
        expected: { columns: { monthly: 'monthly rate' }, decimals: { monthly: 10 }, rows: [{ monthly: 0 }, { monthly: 0.008741611 }, { monthly: 0.0101289889 }, { monthly: 1 }] },
        work: (rows) => rows.map((row) => ({ monthly: monthlyRate(number(row, 'annual')) })),
      }],
    },
    {
      code: 'S6',
      title: 'A small model from a file',
      text: ['`cadre model run FILE` steps a few named groups by year or month. `leave` and transfers are shares of the opening stock; `ageUp` is a share of everybody who is in the group after leaving and transfers, those who have just arrived included; `join` arrives last, in heads per period. Shares of one group may not add up to more than all of it.'],
      equation: ['after[g]  = N[g] · (1 − leave[g] − Σ share out) + Σ N[other] · share in', "N'[g]     = after[g] · (1 − up[g]) + Σ after[below] · up[below] + join[g]"],
      examples: [ageingCohort()],
    },
    {
      code: 'S7',
      title: 'The steady state',
      text: ['If rates and joiners stay, heads settle where one more period changes nobody\'s number. That level exists when everybody can, in one move or several, reach a group that people leave; otherwise the answer has none.'],
      equation: ['N* = T · N* + join, T[to, from] the share of a group that is in another after one period'],
      examples: [{
        title: 'two grades, the lower left only by promotion',
        source: 'By hand: grade 1 gains 5 a year and loses a fifth, so 5 ÷ 0.2 = 25; grade 2 gains those 5 and 5 more and loses a tenth, so 10 ÷ 0.1 = 100.',
        given: { columns: { id: 'group', stock: 'heads', leave: 'leave', join: 'join', promoted: 'promoted to grade 2' }, decimals: { leave: 1, promoted: 1 }, rows: [{ id: 'grade 1', stock: 40, leave: 0, join: 5, promoted: 0.2 }, { id: 'grade 2', stock: 60, leave: 0.1, join: 5, promoted: 0 }] },
        expected: { columns: { id: 'group', heads: 'settles at' }, decimals: { heads: 6 }, rows: [{ id: 'grade 1', heads: 25 }, { id: 'grade 2', heads: 100 }] },
        work: (rows) => {
          const transfers = [{ from: 'grade 1', to: 'grade 2', share: number(rows[0], 'promoted') }]
          const groups = rows.map((row) => ({ id: row['id']!, stock: number(row, 'stock'), leave: number(row, 'leave'), join: number(row, 'join'), ftePerHead: 1 }))
          return (run({ period: 'year', steps: 1, groups, transfers }).steadyState ?? []).map(({ id, heads }) => ({ id, heads }))
        },
      }],
    },
    {
      code: 'S8',
      title: 'The training pipeline',
      text: ['Each month\'s starters go through the course together. No more can start than placements take on; the rest are turned away and reported, so that adding places which placements cannot serve is seen to change nothing. In each month after the start a share drops out, the last time in the month of qualifying.'],
      equation: ['started[t]   = min(places[t], placements)', 'qualified[t] = started[t − length] · Π_{k = t − length + 1 … t} (1 − min(1, drop-out[k]))'],
      examples: [{
        title: 'a course of two months with placements for 24 a month',
        source: 'By hand: half drop out in each month. Month 1 qualifies 16 · ½ · ½ = 4. Of the 32 who would start next, 24 can: 24 · ½ · ½ = 6.',
        given: { columns: { month: 'month', starts: 'would start' }, rows: [{ month: '−1', starts: 16 }, { month: '0', starts: 32 }, { month: '1', starts: 20 }, { month: '2', starts: 20 }] },
        expected: { columns: { month: 'month', qualified: 'qualify' }, decimals: { qualified: 6 }, rows: [{ month: '1', qualified: 4 }, { month: '2', qualified: 6 }] },
        work: (rows) => Array.from(qualify({ starts: numbers(rows, 'starts'), courseMonths: 2, dropOut: [0.5, 0.5], startCapacity: 24 }).qualified, (qualified, at) => ({ month: String(at + 1), qualified })),
      }],
    },
    {
      code: 'S9',
      title: 'What training places add in the end',
      text: ['A quick check of any plan: places times the share who complete and join, times FTE per head.'],
      equation: ['FTE = places · completion · participation'],
      examples: [{
        title: 'general practice training in England',
        source: 'NHS England\'s modelling for the Long Term Workforce Plan assumes that 70 to 75 % of training places become working GPs at 0.65 FTE, and states 450 to 500 FTE per 1,000 places (released under freedom of information, Health Service Journal, 2024). By hand: 1,000 · 0.70 · 0.65 = 455 and 1,000 · 0.75 · 0.65 = 487.5, both inside the stated range.',
        given: { columns: { places: 'places', completion: 'completion', participation: 'FTE per head' }, decimals: { completion: 2, participation: 2 }, rows: [{ places: 1000, completion: 0.7, participation: 0.65 }, { places: 1000, completion: 0.75, participation: 0.65 }] },
        expected: { columns: { fte: 'FTE', range: 'inside 450 to 500' }, decimals: { fte: 1 }, rows: [{ fte: 455, range: 'yes' }, { fte: 487.5, range: 'yes' }] },
        work: (rows) => rows.map((row) => {
          const fte = trainingYield(number(row, 'places'), number(row, 'completion'), number(row, 'participation'))
          return { fte, range: fte >= 450 && fte <= 500 ? 'yes' : 'no' }
        }),
      }],
    },
    ...supplyHiring,
  ],
}

function ageingCohort(): NonNullable<Specification['sections'][number]['examples']>[number] {
  return {
    title: 'an ageing cohort over five years',
    source: 'Worked for this method with exact fractions, and redone on paper for year 1: 1,000 − 120 leave = 880, of whom 88 move up; 2,000 − 160 = 1,840, of whom 122.67 move up; 1,500 − 90 = 1,410, of whom 141 move up; 800 − 120 = 680; then joiners.',
    given: {
      columns: { id: 'group', stock: 'heads', leave: 'leave a year', up: 'move up, one in', join: 'join a year', ftePerHead: 'FTE per head' },
      decimals: { leave: 2, ftePerHead: 2 },
      rows: [
        { id: 'under 35', stock: 1000, leave: 0.12, up: 10, join: 180, ftePerHead: 0.95 },
        { id: '35 to 49', stock: 2000, leave: 0.08, up: 15, join: 90, ftePerHead: 0.85 },
        { id: '50 to 59', stock: 1500, leave: 0.06, up: 10, join: 30, ftePerHead: 0.88 },
        { id: '60 and over', stock: 800, leave: 0.15, up: 'never', join: 10, ftePerHead: 0.75 },
      ],
    },
    expected: {
      columns: { step: 'year', heads: 'heads', fte: 'FTE', leavers: 'leavers' },
      decimals: { heads: 4, fte: 4, leavers: 4 },
      rows: [{ step: 1, heads: 5120, fte: 4408.75, leavers: 490 }, { step: 5, heads: 4515.1404, fte: 3877.8598, leavers: 444.573 }],
    },
    work: (rows) => {
      const groups = rows.map((row, at) => ({ id: row['id']!, stock: row['stock']!, leave: row['leave']!, join: row['join']!, ftePerHead: row['ftePerHead']!, ...climb(row, rows[at + 1]) }))
      return run({ period: 'year', steps: 5, groups }).steps.filter(({ step }) => step === 1 || step === 5).map(({ step, heads, fte, leavers }) => ({ step, heads, fte, leavers }))
    },
  }
}

function climb(row: Row, next: Row | undefined): object {
  return typeof row['up'] === 'number' && next ? { ageUp: { to: next['id']!, share: 1 / row['up'] } } : {}
}

function run(file: unknown): ModelRun {
  const answer = runModelFile(file)
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer
}
