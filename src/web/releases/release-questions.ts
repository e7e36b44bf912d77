import { queryOptions } from '@tanstack/react-query'
import type { PublishedTable, TableRequest } from '../../contract/published-table.ts'
import type { ReleaseList } from '../../contract/release.ts'
import { addressOf, ask } from '../ask/ask.ts'
import { questionAt } from '../ask/question-at.ts'

/** What was asked to leave the organisation. */
export const releasesQuestion = () => questionAt<ReleaseList>('/api/releases')

/** A table as it may be published. */
export const tableQuestion = ({ by, at, area }: Pick<TableRequest, 'by' | 'at' | 'area'>) => {
  const address = addressOf('/api/tables', { by, at, area })
  return queryOptions({ queryKey: ['/api/tables', address], queryFn: ({ signal }) => ask<PublishedTable>(address, { signal }), retry: false })
}

/** Levels and categories a table may have. */
export const levelChoices = [{ value: 'ics', says: 'Integrated care system' }, { value: 'region', says: 'Region' }, { value: 'nation', says: 'Nation' }, { value: 'organisation', says: 'Organisation' }] as const
export const categoryChoices = [
  { value: 'staff_group', says: 'Staff group' }, { value: '', says: 'Nothing: everybody together' }, { value: 'profession', says: 'Profession' }, { value: 'band', says: 'Pay band' }, { value: 'age_band', says: 'Age band' }, { value: 'sex', says: 'Sex' }, { value: 'nationality', says: 'Nationality' }, { value: 'sector', says: 'Sector' },
] as const

/** Which table was chosen; what was left empty is not asked for. */
export function chosenTable({ level, category, area, at }: Readonly<Record<string, string>>): Pick<TableRequest, 'by' | 'at' | 'area'> {
  return { by: [level, category].filter((one) => one?.trim()).join(','), ...(at?.trim() ? { at: at.trim() } : {}), ...(area?.trim() ? { area: area.trim() } : {}) }
}
