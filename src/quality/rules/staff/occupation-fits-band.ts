import { occupationOf } from '../../../reference/code-list.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** The occupation code does not go with the pay band. */
export const occupationFitsBand: Rule = {
  id: 'occupation-fits-band', severity: 'warn',
  says: 'The occupation code does not go with the pay band',
  because: 'A registered nurse on band 3 or a support worker on band 7 is a slip in one of the two. People on protected pay are legitimate.',
  check: eachRow(['staff'], (row) => {
    const [code, band] = [textOf(row, 'occupation_code'), textOf(row, 'band')]
    const bands = occupationOf(code)?.bands ?? []
    return bands.length === 0 || band === '' || bands.includes(band) ? null : { column: 'band', found: `${band} for ${code}`, expected: `${bands[0]} to ${bands.at(-1)}` }
  }),
  tell: tellRows('row has a pay band that does not go with its occupation', 'rows have a pay band that does not go with their occupation'),
}
