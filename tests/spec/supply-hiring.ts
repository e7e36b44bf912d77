import { balancingIntake, ftePerYearlyPlace } from '../../src/supply/balancing-intake.ts'
import { demandPath } from '../../src/demand/demand-path.ts'
import { stepSupply } from '../../src/supply/step.ts'
import { frictionalVacancies, vacancyChain } from '../../src/supply/vacancy-chain.ts'
import { sharePool } from '../../src/supply/water-filling.ts'
import { number, numbers, type Row, type Section } from './specification.ts'

/** How vacancies are filled, and what intake balances supply with demand. */
export const supplyHiring: readonly Section[] = [
  {
    code: 'S10', title: 'One pool, several employers',
    text: ['Employers that draw on one pool share it in proportion to attractiveness times vacancies. Nobody gets more than their vacancies; what is over goes round again among the others, as water fills vessels.'],
    equation: ['share = pool · attractiveness · vacancies ÷ Σ attractiveness · vacancies, capped at vacancies, until nothing is left over'],
    examples: [60, 110].map((pool) => ({
      title: `a pool of ${pool} for 120 vacancies`,
      source: pool === 60 ? 'By hand: weights 40, 100 and 30 of 170; 60 · 40 ÷ 170 = 14.1176, and so on.' : 'By hand: the second would get 110 · 100 ÷ 170 = 64.7 and has 50 vacancies; the other 60 go 40 : 30.',
      given: { columns: { employer: 'employer', vacancies: 'vacancies', attractiveness: 'attractiveness' }, rows: [{ employer: 'A', vacancies: 40, attractiveness: 1 }, { employer: 'B', vacancies: 50, attractiveness: 2 }, { employer: 'C', vacancies: 30, attractiveness: 1 }] },
      expected: { columns: { employer: 'employer', filled: 'filled' }, decimals: { filled: 4 }, rows: pool === 60 ? [{ employer: 'A', filled: 14.1176 }, { employer: 'B', filled: 35.2941 }, { employer: 'C', filled: 10.5882 }] : [{ employer: 'A', filled: 34.2857 }, { employer: 'B', filled: 50 }, { employer: 'C', filled: 25.7143 }] },
      work: (rows: readonly Row[]) => {
        const { filled } = sharePool(pool, rows.map((row) => ({ vacancies: number(row, 'vacancies'), attractiveness: number(row, 'attractiveness') })))
        return rows.map((row, at) => ({ employer: row['employer']!, filled: filled[at]! }))
      },
    })),
  },
  {
    code: 'S11', title: 'A chain of vacancies',
    text: ['Where posts are fixed, a vacancy in a high grade is partly filled from the grade below, which opens another there. The chain ends with people hired from outside; over all grades they equal leavers.'],
    equation: ['vacancies[g] = leavers[g] + promoted out of g;   promoted out of g − 1 = vacancies[g] · internal share[g];   hired[g] = vacancies[g] · (1 − internal share[g])'],
    examples: [{
      title: 'three grades',
      source: 'By hand: grade 3: 12 vacancies, 9.6 from grade 2, 2.4 hired. Grade 2: 27 + 9.6 = 36.6, 25.62 from grade 1, 10.98 hired. Grade 1: 50 + 25.62 = 75.62 hired. Together 89.0, as many as leave.',
      given: { columns: { grade: 'grade', establishment: 'posts', leaving: 'leave', internal: 'filled from below' }, decimals: { leaving: 2, internal: 1 }, rows: [{ grade: '1', establishment: 500, leaving: 0.1, internal: 0 }, { grade: '2', establishment: 300, leaving: 0.09, internal: 0.7 }, { grade: '3', establishment: 100, leaving: 0.12, internal: 0.8 }] },
      expected: { columns: { grade: 'grade', hired: 'hired from outside' }, decimals: { hired: 2 }, rows: [{ grade: '1', hired: 75.62 }, { grade: '2', hired: 10.98 }, { grade: '3', hired: 2.4 }, { grade: 'all', hired: 89 }] },
      work: (rows) => {
        const { hired } = vacancyChain(rows.map((row) => ({ establishment: number(row, 'establishment'), leaving: number(row, 'leaving'), internalShare: number(row, 'internal') })))
        return [...rows.map((row, at) => ({ grade: row['grade']!, hired: hired[at]! })), { grade: 'all', hired: hired.reduce((sum, people) => sum + people, 0) }]
      },
    }],
  },
  {
    code: 'S12', title: 'Posts empty while they are filled',
    text: ['Filling a post takes time, so some stand empty even when everybody who is wanted comes. A vacancy rate below this cannot last.'],
    equation: ['posts empty = leavers a year · delay in months ÷ 12'],
    examples: [{
      title: 'ninety leavers a year, filled after four months', source: 'By hand: 90 · 4 ÷ 12 = 30.',
      given: { columns: { leavers: 'leavers a year', delay: 'months' }, rows: [{ leavers: 90, delay: 4 }] },
      expected: { columns: { posts: 'posts empty' }, rows: [{ posts: 30 }] },
      work: ([row]) => [{ posts: frictionalVacancies(number(row, 'leavers'), number(row, 'delay')) }],
    }],
  },
  dutchPlan(),
]

/** Stock, outflow and inflow over ten years, for men and for women, then the intake that balances. */
function dutchPlan(): Section {
  return {
    code: 'S13', title: 'The intake that balances: the Dutch plan for general practitioners, 2009 to 2019',
    text: [
      'A published plan worked through with the steps of this model: stock less outflow plus those who join by the last year, times FTE per head, against a demand that grows with the population from today’s requirement. The yearly intake then moves by the surplus over what a place a year adds.',
      'Source of all numbers: Van Greuningen, Batenburg and Van der Velden, Ten years of health workforce planning in the Netherlands, Human Resources for Health 10:21 (2012). The paper prints 8,187 FTE of supply and 7,807 required, from factors it does not print in full; with the factors it prints they are 8,184 and 7,804. The surplus is 380 either way.',
    ],
    equation: ['supply 2019 = Σ_sex (stock − outflow + joining) · FTE per head;   required 2019 = FTE 2009 · (1 + unmet) · growth', 'intake = today’s − surplus ÷ (cohorts · working share · FTE per head)'],
    examples: [
      {
        title: 'people in 2019',
        source: 'Joining: 93 from abroad, 1,320 of those in training, 1,054 of the starters of 2009–10 and 2,690 of those of 2011–16 make 5,157, of whom 1,513 men and 3,644 women.',
        given: { columns: { sex: 'sex', stock: 'people 2009', out: 'leave by 2019', join: 'join by 2019', fte: 'FTE per head' }, decimals: { fte: 3 }, rows: [{ sex: 'men', stock: 6129, out: 2341, join: 1513, fte: 0.822 }, { sex: 'women', stock: 4086, out: 785, join: 3644, fte: 0.551 }] },
        expected: { columns: { sex: 'sex', heads: 'people 2019' }, rows: [{ sex: 'men', heads: 5301 }, { sex: 'women', heads: 6945 }, { sex: 'all', heads: 12246 }] },
        work: (rows) => {
          const heads = rows.map(peopleAfter)
          return [...rows.map((row, at) => ({ sex: row['sex']!, heads: heads[at]! })), { sex: 'all', heads: heads[0]! + heads[1]! }]
        },
      },
      {
        title: 'supply, requirement and the intake that closes the surplus',
        source: 'By hand with the printed factors: 5,301 · 0.822 + 6,945 · 0.551 = 8,184; (6,129 · 0.822 + 4,086 · 0.551) · 1.01 · 1.06 = 7,804; a place a year adds 5 · 2,690 ÷ 3,070 · (0.71 · 0.551 + 0.29 · 0.822) = 2.7583; 614 − 380 ÷ 2.7583 = 476.',
        given: { columns: { sex: 'sex', stock: 'people 2009', out: 'leave by 2019', join: 'join by 2019', fte: 'FTE per head', share: 'of new cohorts' }, decimals: { fte: 3, share: 2 }, rows: [{ sex: 'men', stock: 6129, out: 2341, join: 1513, fte: 0.822, share: 0.29 }, { sex: 'women', stock: 4086, out: 785, join: 3644, fte: 0.551, share: 0.71 }] },
        expected: { columns: { supply: 'supply 2019, FTE', required: 'required, FTE', surplus: 'surplus', perPlace: 'a place a year adds', intake: 'yearly intake' }, decimals: { perPlace: 4 }, rows: [{ supply: 8184, required: 7804, surplus: 380, perPlace: 2.7583, intake: 476 }] },
        work: (rows) => {
          const fte = numbers(rows, 'fte')
          const supply = rows.reduce((sum, row, at) => sum + peopleAfter(row) * fte[at]!, 0)
          const today = rows.reduce((sum, row, at) => sum + number(row, 'stock') * fte[at]!, 0)
          const required = demandPath({ openingFte: today, unmetNeed: 0.01 * today, growth: { by: 'population', people: [100, 106] }, productivity: 0, years: 1 }).zeroProductivity[12]!
          const perPlace = ftePerYearlyPlace({ cohorts: 5, working: 2690 / 3070, ftePerHead: rows.reduce((sum, row, at) => sum + number(row, 'share') * fte[at]!, 0) })
          return [{ supply, required, surplus: supply - required, perPlace, intake: Math.round(balancingIntake(3070 / 5, supply - required, perPlace)) }]
        },
      },
    ],
  }
}

/** One step of ten years: who leaves, and who joins by its end. */
function peopleAfter(row: Row): number {
  const stock = number(row, 'stock')
  return stepSupply({ byAge: [stock], ageing: false }, { hazard: [number(row, 'out') / stock], joining: [number(row, 'join')] }).account.closing
}
