import { expect, test } from 'vitest'
import { localViewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { titleOfSeries } from './backtest-title.ts'
import type { Place } from '../map/find-place.ts'

const files = [{ source: 'own-history', title: 'Staff by group and year (own)', parts: [{ table: 'staff_count' }] }, { source: 'own-staff', title: 'Staff in post, record level', parts: [{ table: 'staff' }] }]
const house = { catalogue: { files: async () => files } } as unknown as House
const place = { snapshot: 's', area: { name: 'Made-up nation' }, nation: null } as unknown as Place

test.each([
  ['us-nurses', 'United States, registered nurses by state'],
  ['own-staff', 'Made-up nation, staff groups: staff records'],
  ['own-history to 2023-09-30, then own-staff', 'Made-up nation, staff groups: staff by group and year to 30 September 2023, then staff records'],
])('the series %s is called “%s”', async (source, title) => {
  expect(await titleOfSeries(house, localViewer, place, source)).toBe(title)
})
