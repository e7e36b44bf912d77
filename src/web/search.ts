/** What the address of a page may carry. Kept as text, so that a link with a bad value can be answered in words. */
export interface OverviewSearch {
  area?: string
  map?: string
  /** Measure of the map, and whether it is drawn as tiles or as boundaries; boundaries where they are loaded, when left out. */
  shows?: string
  shape?: string
  /** Peers joined by commas, each as level:code; the measure they are compared by, and the date and source that all have to come from. */
  peers?: string
  peersBy?: string
  peersAt?: string
  peersFrom?: string
  lens?: string
  open?: string
}
export interface ProjectionSearch {
  /** Part that is shown below the answer. */
  part?: string
  area?: string
  profession?: string
  years?: string
  draws?: string
  seed?: string
  unit?: string
  demandGrowth?: string
  productivity?: string
  unmetNeed?: string
  /** Levers moved by hand, as shares of change. */
  leaverChange?: string
  joinerChange?: string
  participationChange?: string
  /** Method of demand in short with its disease register and standard, or a demand file as JSON. */
  demandMethod?: string
  condition?: string
  staffPer?: string
  demand?: string
  /** Levers of supply, as a lever file in JSON or in short. */
  levers?: string
  /** Year the pyramid by age shows, and the age at which people are taken to be due to retire. */
  pyramidYear?: string
  retirementAge?: string
  /** Level of the areas that are projected all at once; not asked for when left out. */
  every?: string
  open?: string
}
export interface DataSearch {
  /** Sub-page; the uploads when left out. */
  view?: string
  /** Upload that is shown. */
  job?: string
  /** File of the upload whose columns are being mapped, from 0. */
  file?: string
  area?: string
  at?: string
  by?: string
  basis?: string
  lens?: string
  open?: string
}
export interface WisnSearch {
  /** The workload file, as JSON; the example when left out. */
  workload?: string
  open?: string
}
export interface AssumptionsSearch {
  /** Only this group, and only entries with these words. */
  group?: string
  find?: string
  open?: string
}
export interface RatesSearch {
  area?: string
  map?: string
  profession?: string
  rate?: string
  open?: string
}
export interface ExploreSearch {
  measure?: string
  rows?: string
  columns?: string
  area?: string
  at?: string
  from?: string
  to?: string
  map?: string
  basis?: string
  /** What the table is drawn as; what fits best when left out. */
  chart?: string
  /** Ways of counting that are shown: `all`, or the one that is bridged to. */
  lens?: string
  /** Order of the rows: `name`, `total` or `c:` and a column, with `-` before it from the largest down. */
  sort?: string
  open?: string
  /** Every other name is a dimension and its value a filter. */
  [filter: string]: string | undefined
}
export interface ProgrammeSearch {
  /** Programme that is shown: the id of one that is held, or `draft`. */
  id?: string
  area?: string
  /** Ways of counting that are shown, and of which role. */
  lens?: string
  role?: string
  open?: string
}
export interface ProgrammesSearch {
  area?: string
  /** Programme that one’s own is made from, or `blank`; the list when left out. */
  make?: string
  open?: string
}
export interface AdminSearch {
  /** Part of the page; the people when left out. */
  view?: string
  /** What is looked for in the account of reads and changes. */
  contains?: string
  from?: string
  to?: string
  below?: string
  open?: string
}
export interface ScenariosSearch {
  area?: string
  open?: string
}
export interface ScenarioSearch {
  /** Scenario that is shown. */
  id?: string
  open?: string
}
export interface CompareSearch {
  /** Scenarios that are compared: from the first to the second, and to a third. */
  a?: string
  b?: string
  more?: string
  open?: string
}
export interface PlainSearch {
  open?: string
}

export const readOverviewSearch = (search: Record<string, unknown>): OverviewSearch => pick(search, ['area', 'map', 'shows', 'shape', 'peers', 'peersBy', 'peersAt', 'peersFrom', 'lens', 'open'])
export const readProjectionSearch = (search: Record<string, unknown>): ProjectionSearch =>
  pick(search, ['part', 'area', 'profession', 'years', 'draws', 'seed', 'unit', 'demandGrowth', 'productivity', 'unmetNeed', 'leaverChange', 'joinerChange', 'participationChange', 'demandMethod', 'condition', 'staffPer', 'demand', 'levers', 'pyramidYear', 'retirementAge', 'every', 'open'])
export const readDataSearch = (search: Record<string, unknown>): DataSearch => pick(search, ['view', 'job', 'file', 'area', 'at', 'by', 'basis', 'lens', 'open'])
export const readWisnSearch = (search: Record<string, unknown>): WisnSearch => pick(search, ['workload', 'open'])
export const readRatesSearch = (search: Record<string, unknown>): RatesSearch => pick(search, ['area', 'map', 'profession', 'rate', 'open'])
export const readExploreSearch = (search: Record<string, unknown>): ExploreSearch => pick(search, Object.keys(search).filter((name) => /^[a-z_]{1,40}$/.test(name)))
export const readProgrammeSearch = (search: Record<string, unknown>): ProgrammeSearch => pick(search, ['id', 'area', 'lens', 'role', 'open'])
export const readProgrammesSearch = (search: Record<string, unknown>): ProgrammesSearch => pick(search, ['area', 'make', 'open'])
export const readAdminSearch = (search: Record<string, unknown>): AdminSearch => pick(search, ['view', 'contains', 'from', 'to', 'below', 'open'])
export const readAssumptionsSearch = (search: Record<string, unknown>): AssumptionsSearch => pick(search, ['group', 'find', 'open'])
export const readScenariosSearch = (search: Record<string, unknown>): ScenariosSearch => pick(search, ['area', 'open'])
export const readScenarioSearch = (search: Record<string, unknown>): ScenarioSearch => pick(search, ['id', 'open'])
export const readCompareSearch = (search: Record<string, unknown>): CompareSearch => pick(search, ['a', 'b', 'more', 'open'])
export const readPlainSearch = (search: Record<string, unknown>): PlainSearch => pick(search, ['open'])

/** Read the part of an address after the question mark; of a repeated name the last one holds. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Write it back; names without a value are left out. */
export function writeSearch(search: Record<string, unknown>): string {
  const written = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (typeof value === 'string' && value !== '') written.set(name, value)
  const text = written.toString()
  return text === '' ? '' : `?${text}`
}

function pick<Name extends string>(search: Record<string, unknown>, names: readonly Name[]): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'string' && value !== '') found[name] = value
  }
  return found
}
