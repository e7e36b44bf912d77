/**
 * Levels of the map, widest first. A node's parent is its nearest level above that the sources name.
 * Networks stand beside the others: what belongs to one also belongs to its place and system.
 */
export const levels = ['nation', 'region', 'network', 'ics', 'place', 'sub-icb', 'local-authority', 'state', 'pcn', 'practice', 'organisation'] as const
export type Level = (typeof levels)[number]

/** Words for one place of a level, for messages and page titles. */
export const levelWords: Readonly<Record<Level, { readonly one: string; readonly many: string }>> = {
  nation: { one: 'nation', many: 'nations' },
  region: { one: 'region', many: 'regions' },
  ics: { one: 'integrated care system', many: 'integrated care systems' },
  place: { one: 'place', many: 'places' },
  network: { one: 'network', many: 'networks' },
  'sub-icb': { one: 'sub-ICB location', many: 'sub-ICB locations' },
  'local-authority': { one: 'local authority', many: 'local authorities' },
  state: { one: 'state', many: 'states' },
  pcn: { one: 'primary care network', many: 'primary care networks' },
  practice: { one: 'practice', many: 'practices' },
  organisation: { one: 'organisation', many: 'organisations' },
}

/** Place of a level in the order, 0 the widest. A level nobody declared comes last. */
export function rankOf(level: string): number {
  const found = levels.findIndex((known) => known === level)
  return found < 0 ? levels.length : found
}
