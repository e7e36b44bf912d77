import { expect, test } from 'vitest'
import { pricedBands } from './scenario-pay-bill.ts'

const row = (band: string, value: number | null) => ({ band, value, status: value === null ? 'not-available' as const : 'ok' as const })
const staff = { rows: [row('5', 60), row('6', 30), row('7', 10)] }

// 10 FTE more: 6, 3 and 1 of them; a post of band 5 costs 2,400,000 ÷ 60 = 40,000, of band 6 1,500,000 ÷ 30 = 50,000, of band 7 60,000. By hand: 240,000 + 150,000 + 60,000.
test('staff who are added are paid as those of today: by the shares of the bands', () => {
  const { byBand, total } = pricedBands(staff, { asOf: '2025-09-30', rows: [row('5', 2_400_000), row('6', 1_500_000), row('7', 600_000)] }, 10)
  expect(byBand).toEqual([{ band: '5', fte: 6, pay: 40_000, amount: 240_000 }, { band: '6', fte: 3, pay: 50_000, amount: 150_000 }, { band: '7', fte: 1, pay: 60_000, amount: 60_000 }])
  expect(total).toBe(450_000)
})

test('a band without a price leaves the whole without one, and is named', () => {
  const { byBand, total, says } = pricedBands(staff, { asOf: '2025-09-30', rows: [row('5', 2_400_000), row('6', null)] }, 10)
  expect([byBand.length, total]).toEqual([1, null])
  expect(says).toContain('band 6, 7')
})
