import { statedDemand } from '../../src/scenario/demand-assumptions.ts'
import { regretTable } from '../../src/scenario/regret.ts'
import { sensitivityOf } from '../../src/scenario/sensitivity.ts'
import { sobolIndices } from '../../src/scenario/sobol-indices.ts'
import { tornado } from '../../src/scenario/tornado.ts'
import type { SupplyParameters } from '../../src/supply/parameters.ts'
import { number, numbers, type Specification } from './specification.ts'

/** Which inputs an answer's uncertainty rests on. */
export const sensitivity: Specification = {
  document: 'sensitivity',
  title: 'Sensitivity: what an answer rests on',
  text: ['A range says how unsure an answer is; sensitivity says why. The first-order index of an input is the share of the answer’s variance that would go if the input were known; the total index counts what it does together with others, too.'],
  sections: [{
    code: 'N1', title: 'First-order and total indices',
    text: ['Two sets of evenly spread points, A and B; C is A with one input taken from B, or a group of inputs taken as a whole: a path of years, or all inputs of one kind. The mean of f is taken off before, so that a large answer with a small range is no less exact. First order by Saltelli and others (Computer Physics Communications 181, 2010), total by Jansen (Computer Physics Communications 117, 1999).'],
    equation: ['S = mean((f(B) − mean) · (f(C) − f(A))) ÷ variance', 'T = mean((f(A) − f(C))²) ÷ 2 ÷ variance'],
    examples: [{
      title: 'Ishigami’s function, whose answer is known',
      source: 'f = sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, each x even between −π and π (T. Ishigami and T. Homma, 1990). The integrals give S = 0.3139, 0.4424, 0 and T = 0.5576, 0.4424, 0.2437; 4,096 points must come within 0.02, and to two decimals here.',
      given: { columns: { input: 'input', first: 'S, exact', total: 'T, exact' }, decimals: { first: 4, total: 4 }, rows: [{ input: 'x1', first: 0.3139, total: 0.5576 }, { input: 'x2', first: 0.4424, total: 0.4424 }, { input: 'x3', first: 0, total: 0.2437 }] },
      expected: { columns: { input: 'input', near: 'both within 0.02' }, rows: [{ input: 'x1', near: 'yes' }, { input: 'x2', near: 'yes' }, { input: 'x3', near: 'yes' }] },
      work: (rows) => {
        const found = sobolIndices(ishigami, { inputs: 3, groups: [[0], [1], [2]], points: 4096, seed: 1 })
        const [first, total] = [numbers(rows, 'first'), numbers(rows, 'total')]
        return rows.map((row, at) => ({ input: row['input']!, near: Math.abs(found.first[at]! - first[at]!) < 0.02 && Math.abs(found.total[at]! - total[at]!) < 0.02 ? 'yes' : 'no' }))
      },
    }],
  }, {
    code: 'N2', title: 'The tornado: one input at a time',
    text: ['Each input goes from its p10 to its p90 while all others stay at their middle; the widest bar comes first. A path of years has no p10 of its own: it is drawn, and its bar is p10 and p90 of the answers. For an answer that only rises, or only falls, with a number both come to the same.'],
    examples: [{
      title: 'an answer that is a sum', source: 'f = 100 + 10·a − 4·b + 0·c, each normal with middle 0 and standard deviation 1. By hand: p10 and p90 of such a number are ∓1.28155; 100 ∓ 12.8155, 100 ± 5.1262, 100.',
      given: { columns: { input: 'input', weight: 'weight' }, rows: [{ input: 'a', weight: 10 }, { input: 'b', weight: -4 }, { input: 'c', weight: 0 }] },
      expected: { columns: { input: 'input', atP10: 'at its p10', atP90: 'at its p90', width: 'width' }, decimals: { atP10: 3, atP90: 3, width: 3 }, rows: [{ input: 'a', atP10: 87.184, atP90: 112.816, width: 25.631 }, { input: 'b', atP10: 105.126, atP90: 94.874, width: 10.252 }, { input: 'c', atP10: 100, atP90: 100, width: 0 }] },
      work: (rows) => tornado((chance) => weighed(numbers(rows, 'weight'), chance), rows.map((row, at) => ({ id: String(row['input']), columns: [at] })), { width: rows.length, paths: 1, seed: 1 }).bars.map(({ id, atP10, atP90, width }) => ({ input: id, atP10, atP90, width })),
    }],
  }, {
    code: 'N3', title: 'The kinds of doubt, kept apart',
    text: [
      'The gap at the last year of a projection is a function of what it draws. Parameters: where the leaver rate really stands; growth of joining over leaving. Year effects: how years swing, for the nation and for the group, two numbers a year each, taken over as whole paths. Judgement: unmet need today, growth of need, productivity. Indices are found for each of the seven and for each of the three kinds; the points are common to all (`scenario/sensitivity.ts`, proven by `sensitivity.test.ts`).',
      'Process noise, chance from person to person, is not drawn: the model has no binomial chance, and what there was of it in the past is part of how the group swings. Its size is said: 8 years in 10, the leavers of n people at rate q lie within 1.2816 · √(n · q · (1 − q)) of n · q. Structure is not drawn either (N4).',
      'Leavers are replaced in this model (uncertainty.md, the year’s steps), so the leaver rate moves the gap only through ages; without ages, not at all.',
    ],
    examples: [{
      title: 'a year of a thousand people', source: 'A tenth leaves, 11 % join, ages are not known: 1,010 after a year. Need 1,000 × (1 + unmet) × 1.03 ÷ 1.01, unmet need 4 % to 10 % about 7 %. By hand: 1,091.188 − 1,010; 1,060.594 − 1,010; 1,121.782 − 1,010.',
      given: { columns: { heads: 'in post', leave: 'leave, a year', join: 'join, a year' }, decimals: { leave: 2, join: 2 }, rows: [{ heads: 1000, leave: 0.1, join: 0.11 }] },
      expected: { columns: { middle: 'gap, everything at its middle', atP10: 'unmet need at its p10', atP90: 'unmet need at its p90', leaver: 'width of the leaver rate' }, decimals: { middle: 3, atP10: 3, atP90: 3, leaver: 3 }, rows: [{ middle: 81.188, atP10: 50.594, atP90: 111.782, leaver: 0 }] },
      work: ([row]) => {
        const { middle, inputs } = sensitivityOf(withoutAges(number(row, 'heads'), number(row, 'leave'), number(row, 'join')), statedDemand(), { years: 1, draws: 20, seed: 1, unit: 'headcount', points: 16 })
        const input = (id: string) => inputs.find((each) => each.id === id)!
        return [{ middle, atP10: input('unmet-need').gapAtP10, atP90: input('unmet-need').gapAtP90, leaver: input('leaver-rate').width }]
      },
    }],
  }, {
    code: 'N4', title: 'Methods compared',
    text: ['The same gap is reckoned in other ways with the same chance, and shown beside the projection: joining exceeds leaving as of late to the end; leavers are replaced and nobody else joins; need grows by the judged share where a population is loaded; productivity does not grow. They are compared and never averaged: none is said to be as likely as another (`scenario/methods-compared.ts`). How the model did beside six simpler ones: accuracy.md.'],
  }, {
    code: 'N5', title: 'Policies against futures: regret',
    text: ['Regret is what a policy costs in a future beyond what the best policy would have cost there. The choice is the policy whose worst regret is least (L. J. Savage, Journal of the American Statistical Association 46, 1951); no future is called likelier than another. A projection is read this way for six futures: its p10, middle and p90 gap, with productivity and without. A plan adds staff for one of them, or changes nothing; its cost is the people who are then missing or too many at the last year, both alike. What the staff cost is not counted.'],
    equation: ['regret(policy, future) = cost(policy, future) − least cost(any policy, future)'],
    examples: [{
      title: 'three policies, three futures', source: 'By hand: the best cost 2, 1 and 3. Regrets are (0, 6, 1), (3, 0, 5) and (2, 3, 0), at worst 6, 5 and 3: the third is chosen, though it is best in one future only.',
      given: { columns: { policy: 'policy', x: 'cost in x', y: 'in y', z: 'in z' }, rows: [{ policy: 'a', x: 2, y: 7, z: 4 }, { policy: 'b', x: 5, y: 1, z: 8 }, { policy: 'c', x: 4, y: 4, z: 3 }] },
      expected: { columns: { policy: 'policy', x: 'regret in x', y: 'in y', z: 'in z', worst: 'worst', choice: 'choice' }, rows: [{ policy: 'a', x: 0, y: 6, z: 1, worst: 6, choice: '' }, { policy: 'b', x: 3, y: 0, z: 5, worst: 5, choice: '' }, { policy: 'c', x: 2, y: 3, z: 0, worst: 3, choice: 'least regretted' }] },
      work: (rows) => {
        const { policies, regret, worst, choice } = regretTable(rows.map((row) => String(row['policy'])), ['x', 'y', 'z'], rows.map((row) => [number(row, 'x'), number(row, 'y'), number(row, 'z')]))
        return policies.map((policy, at) => ({ policy, x: regret[at]![0]!, y: regret[at]![1]!, z: regret[at]![2]!, worst: worst[at]!, choice: at === choice ? 'least regretted' : '' }))
      },
    }],
  }],
}

function ishigami(shares: Float64Array): Float64Array {
  const angle = (at: number): number => Math.PI * (2 * shares[at]! - 1)
  return Float64Array.from({ length: shares.length / 3 }, (_, row) => {
    const [x1, x2, x3] = [angle(3 * row), angle(3 * row + 1), angle(3 * row + 2)]
    return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1)
  })
}

/** 100 plus the weighted sum of each row. */
function weighed(weights: readonly number[], chance: Float64Array): Float64Array {
  return Float64Array.from({ length: chance.length / weights.length }, (_, row) => weights.reduce((sum, weight, at) => sum + weight * chance[row * weights.length + at]!, 100))
}

const rate = (value: number) => ({ value, standardError: 0.01, unit: 'share of the stock a year', years: '3', source: 'example', grade: 'B' as const })

function withoutAges(heads: number, leave: number, join: number): SupplyParameters {
  const swing = { persistence: 0.5, nationalSd: 0.02, groupSd: 0.01 }
  return {
    area: 'A', group: 'G', openingDate: '2025-09-30', ages: [0], ageing: false, openingHeads: [heads], participation: [1], leave: rate(leave), leaveByAge: [1], join: rate(join),
    joinersBasis: 'net-of-moves', joinAges: [1], damping: 1, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
  }
}
