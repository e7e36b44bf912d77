import { bases } from '../basis.ts'
import { adds, areas, ratio } from './dimensions.ts'
import type { Measure } from './measure.ts'

/** What staff cost. */
export const moneyMeasures: readonly Measure[] = [
  { id: 'pay_bill', name: 'Pay bill', unit: 'GBP a year', decimals: 0, kind: 'pay-bill',
    definition: 'What the staff in post on a day cost in a year at the prices of that year: contracted FTE of each band times the pay of one full-time post with the employer’s on-costs.', formula: 'Sum over staff of FTE × pay of one post of the band',
    numerator: 'Contracted FTE × pay of one full-time post with on-costs, of the profession and band', denominator: null, source: 'Staff records, and the cost table of the year: the price of the occupation or profession before that of the band, and of these the one of the own organisation before that of an area it lies in',
    limits: ['Staff as on the day, for a whole year: not what was paid.', 'Overtime, bank and agency are not in it; temporary staffing has a cost of its own.', 'FTE without a price is left out, and the answer says how much it is.', 'In the money of the year of the prices.'],
    needs: ['staff records', 'costs of posts by band, of a year that holds the month-end'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: adds, bases: [bases.recordsFte] },
]

const agreed = { unit: 'FTE', decimals: 0, kind: 'agreed-run', bases: [], dimensions: ['organisation', 'place', 'ics', 'region', 'nation', 'profession', 'period'], source: 'The plan agreed last for the area, run as it was signed off', needs: ['a plan of the area whose run has been agreed'], denominator: null } as const
const ofPlans = 'Only areas and professions (or staff groups) with an agreed plan have a figure, all staff where none is named; plans of parts are not added up.'
const middle = 'The middle of many futures: the range stands with the projection.'

/** What the plan agreed last says of the years ahead. */
export const planMeasures: readonly Measure[] = [
  { ...agreed, id: 'supply', name: 'Supply', definition: 'Staff who will be there in the plan agreed last: the middle of its draws, by year.', formula: 'Stock − leavers − aged out + joiners, month by month', numerator: 'Staff in post at each year end, median over draws', limits: [middle, ofPlans], aggregates: 'Does not add up: the medians of parts are not the median of the whole.' },
  { ...agreed, id: 'demand', name: 'Demand', definition: 'Staff who will be needed in the plan agreed last: the middle of its draws, by year.', formula: 'As the plan states: need by its method ÷ (1 + productivity) each year', numerator: 'Staff needed at each year end, median over draws', limits: [middle, ofPlans], aggregates: 'Does not add up: the medians of parts are not the median of the whole.' },
  { ...agreed, id: 'gap', name: 'Gap', definition: 'Demand less supply in the plan agreed last: above 0 is a shortage.', formula: 'Demand − supply, draw by draw', numerator: 'Staff needed less staff there at each year end, median over draws', limits: [middle, 'The median gap is not the median demand less the median supply.', ofPlans], aggregates: `Does not add up. ${ratio}` },
]
