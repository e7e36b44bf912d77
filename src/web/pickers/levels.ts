const order = ['nation', 'state', 'region', 'ics', 'place', 'sub-icb', 'local-authority', 'organisation', 'network', 'pcn', 'practice']

const plural: Readonly<Record<string, string>> = {
  nation: 'Nation',
  state: 'States',
  region: 'Regions',
  ics: 'Integrated care systems',
  place: 'Places',
  'sub-icb': 'Sub-ICB locations',
  'local-authority': 'Local authorities',
  organisation: 'Organisations',
  network: 'Networks, which may overlap',
  pcn: 'Primary care networks',
  practice: 'Practices',
}
const single: Readonly<Record<string, string>> = {
  nation: 'nation',
  state: 'state',
  region: 'region',
  ics: 'integrated care system',
  place: 'place',
  'sub-icb': 'sub-ICB location',
  'local-authority': 'local authority',
  organisation: 'organisation',
  network: 'network',
  pcn: 'primary care network',
  practice: 'practice',
}

/** Put levels of the map in order, widest first, each once; unknown ones last. */
export function levelsInOrder(levels: readonly string[]): string[] {
  return [...new Set(levels)].sort((a, b) => rank(a) - rank(b))
}

/** Name the areas of a level. */
export function sayLevels(level: string): string {
  return plural[level] ?? level
}

/** Name one area’s level, in running text. */
export function sayLevel(level: string): string {
  return single[level] ?? level
}

function rank(level: string): number {
  return order.includes(level) ? order.indexOf(level) : order.length
}
