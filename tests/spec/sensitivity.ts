import { sobolIndices } from '../../src/scenario/sobol-indices.ts'
import { numbers, type Specification } from './specification.ts'

/** Which inputs an answer's uncertainty rests on. */
export const sensitivity: Specification = {
  document: 'sensitivity',
  title: 'Sensitivity: what an answer rests on',
  text: ['A range says how unsure an answer is; sensitivity says why. The first-order index of an input is the share of the answer’s variance that would go if the input were known; the total index counts what it does together with others, too.'],
  sections: [{
    code: 'N1', title: 'First-order and total indices',
    text: ['Two sets of evenly spread points, A and B; C is A with one input taken from B. First order by Saltelli and others (Computer Physics Communications 181, 2010), total by Jansen (Computer Physics Communications 117, 1999).'],
    equation: ['S = mean(f(B) · (f(C) − f(A))) ÷ variance', 'T = mean((f(A) − f(C))²) ÷ 2 ÷ variance'],
    examples: [{
      title: 'Ishigami’s function, whose answer is known',
      source: 'f = sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, each x even between −π and π (T. Ishigami and T. Homma, 1990). The integrals give S = 0.3139, 0.4424, 0 and T = 0.5576, 0.4424, 0.2437; 4,096 points must come within 0.02, and to two decimals here.',
      given: { columns: { input: 'input', first: 'S, exact', total: 'T, exact' }, decimals: { first: 4, total: 4 }, rows: [{ input: 'x1', first: 0.3139, total: 0.5576 }, { input: 'x2', first: 0.4424, total: 0.4424 }, { input: 'x3', first: 0, total: 0.2437 }] },
      expected: { columns: { input: 'input', near: 'both within 0.02' }, rows: [{ input: 'x1', near: 'yes' }, { input: 'x2', near: 'yes' }, { input: 'x3', near: 'yes' }] },
      work: (rows) => {
        const found = sobolIndices(ishigami, 3, { points: 4096, seed: 1 })
        const [first, total] = [numbers(rows, 'first'), numbers(rows, 'total')]
        return rows.map((row, at) => ({ input: row['input']!, near: Math.abs(found.first[at]! - first[at]!) < 0.02 && Math.abs(found.total[at]! - total[at]!) < 0.02 ? 'yes' : 'no' }))
      },
    }],
  }],
}

function ishigami(shares: Float64Array): number {
  const [x1, x2, x3] = shares.map((share) => Math.PI * (2 * share - 1)) as unknown as [number, number, number]
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1)
}
