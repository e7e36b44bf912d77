import { exactExp } from '../random/exp.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import type { FutureRates } from './uncertainty.ts'

/**
 * Work out the stock of a group without ages at the end of each year of each future, the opening first.
 *
 * Without ages the monthly steps of a year come to exactly opening · exp(growth), so they need not be walked one by one.
 *
 * Shape:  one array per future, one entry more than its years.
 * Units:  people, or FTE at the FTE per head of the opening.
 * Errors: throws for a group with ages (a bug: nobody's ages of years past are known).
 * Source: docs/method/uncertainty.md, the year's steps.
 */
export function stocksAhead(parameters: SupplyParameters, futures: readonly Pick<FutureRates, 'growth'>[], unit: 'fte' | 'headcount'): Float64Array[] {
  if (parameters.ageing) throw new Error(`Back-testing ${parameters.group} in ${parameters.area}: the ages of years past are not known`)
  const opening = parameters.openingHeads[0]! * (unit === 'fte' ? parameters.participation[0]! : 1)
  return futures.map(({ growth }) => {
    const stock = new Float64Array(growth.length + 1)
    stock[0] = opening
    let grown = 0
    growth.forEach((year, at) => {
      grown += year
      stock[at + 1] = opening * exactExp(grown)
    })
    return stock
  })
}
