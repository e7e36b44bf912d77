import type { Viewer } from '../../access/viewer.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { staffGroupNamed } from '../../reference/staff-group-tree.ts'
import type { ScenarioFound } from '../../scenario/scenario.ts'
import type { House } from '../../store/house.ts'
import { calibrationDefaults } from '../../supply/calibrate.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerQuery } from '../query.ts'
import type { GatheredScenario } from './scenario-inputs.ts'
import { sayMoney } from '../../units/money.ts'

type PayBill = ScenarioAnswer['payBill']

/**
 * What the staff whom a scenario adds by its last year would be paid in a year, by band: today's shares of the bands, at the prices held.
 * Where it cannot be said, what is missing is; never nothing in its place.
 */
export async function payBillOf(house: House, viewer: Viewer, { projected, map, settings }: GatheredScenario, { rows }: ScenarioFound): Promise<PayBill> {
  if (settings.unit !== 'fte') return without('it is reckoned in FTE, and people are counted here')
  const { area, profession } = projected.answer
  const group = profession === calibrationDefaults.wholeGroup ? [] : [`${staffGroupNamed(profession) === null ? 'profession' : 'staff_group'}=${profession}`]
  const ask = (measure: string): Promise<QueryAnswer | Refusal> => answerQuery(house, viewer, { measure, by: 'band', where: [`area=${area}`, ...group], ...(map === null ? {} : { map }) })
  const pay = await ask('pay_bill')
  const staff = isRefusal(pay) ? pay : await ask('fte')
  if (isRefusal(pay) || isRefusal(staff)) return without(isRefusal(pay) ? pay.found : isRefusal(staff) ? staff.found : '')
  return pricedBands(staff, pay, rows.at(-1)!.difference.supply.p50)
}

/** Share the FTE added among bands as they are today; a band without a price leaves the whole without one. */
export function pricedBands(staff: Pick<QueryAnswer, 'rows'>, pay: Pick<QueryAnswer, 'rows' | 'asOf'>, added: number): PayBill {
  const known = staff.rows.filter(({ value }) => value !== null && value > 0)
  const all = known.reduce((sum, { value }) => sum + value!, 0)
  const bands = known.map((row) => ({ band: String(row['band'] ?? ''), fte: (added * row.value!) / all, today: row.value!, bill: pay.rows.find((each) => each['band'] === row['band'])?.value ?? null }))
  const byBand = bands.flatMap(({ band, fte, today, bill }) => (bill === null ? [] : [{ band, fte, pay: bill / today, amount: (fte * bill) / today }]))
  const unpriced = bands.filter(({ bill }) => bill === null).map(({ band }) => band)
  if (unpriced.length > 0 || byBand.length === 0) return { byBand, total: null, says: `Pay bill not available as a whole: no price is held for ${unpriced.length === 0 ? 'any band' : `band ${unpriced.join(', ')}`}.` }
  const total = byBand.reduce((sum, { amount }) => sum + amount, 0)
  return { byBand, total, says: `The staff it adds would be paid ${sayMoney(total)} a year with on-costs, at the prices of ${pay.asOf.slice(0, 4)} and today’s shares of bands; recruitment and training are not in it.` }
}

function without(why: string): PayBill {
  return { byBand: [], total: null, says: `Pay bill not available: ${why}.` }
}
