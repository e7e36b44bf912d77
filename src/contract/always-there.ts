/** Scenarios that are there for every plan, under names that no plan may take: what it is held against is never left out. */
export const alwaysThere = [
  { id: 'do-nothing', name: 'Do nothing', says: 'The baseline as it was agreed: no lever is moved and no manual change is in force.' },
  { id: 'zero-productivity', name: 'Zero productivity', says: 'The same, and the same staff never do more than today: growth of productivity is 0.' },
  { id: 'history-repeats', name: 'History repeats', says: 'The same, and need grows each year as staff in post did over the years that are held.' },
] as const

export type AlwaysThereId = (typeof alwaysThere)[number]['id']

/** Say whether a name is one of those; capitals and spaces do not matter. */
export function isReservedName(name: string): boolean {
  const plain = name.trim().toLowerCase().replace(/[\s_-]+/g, ' ')
  return alwaysThere.some((one) => one.name.toLowerCase() === plain)
}
