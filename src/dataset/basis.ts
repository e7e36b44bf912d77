import type { ValueStatus } from '../units/status.ts'
import type { Dimension } from './cube.ts'
import type { TableName } from './tables.ts'
import { awayStatuses } from './vacancy-basis.ts'

/** One way of answering a measure from one table, declared once; store/cube turns it into SQL. */
export interface Basis {
  readonly id: string
  readonly table: TableName
  /** What the figure rests on, in words. */
  readonly says: string
  /** Number columns added up, in the order `combine` takes them. */
  readonly amounts: readonly string[]
  /** sum: the first amount. per-cent: first ÷ second × 100. per-day: first ÷ days of the period. people: persons counted once. posts: rows, each a position. as-published: never added up. */
  readonly combine: 'sum' | 'per-cent' | 'per-day' | 'people' | 'posts' | 'as-published'
  /** Rows read in place of the table, as SQL; the table itself when left out. */
  readonly rows?: string
  /** Rows of the table it may use, as SQL; null for all. */
  readonly only: string | null
  /** Columns behind the dimensions this basis can split or filter by, area levels apart. */
  readonly columns: Readonly<Partial<Record<Dimension, string>>>
  /** Further such columns, asked for seldom: whether a source has values of them is looked up only then (withSeldom). */
  readonly seldom?: Readonly<Partial<Record<Dimension, string>>>
  /** True when roll-ups keep a column too coarse for it: the table itself is read. */
  readonly exact?: boolean
  /** True when rows of all levels can be added: records, of which none covers another. */
  readonly records: boolean
  /** True when adding up rows counts some people more than once. */
  readonly overlaps: boolean
  readonly status: Extract<ValueStatus, 'ok' | 'estimated'>
  /** Caveats shown with every answer on this basis. */
  readonly notes: readonly string[]
}

const fiveYears = (age: string) => `(${age} // 5 * 5)::VARCHAR || '–' || (${age} // 5 * 5 + 4)::VARCHAR`
const recordColumns = { staff_group: 'staff_group', profession: 'profession', band: 'band', sector: 'sector', nationality: 'nationality', sex: 'sex', age_band: fiveYears('age'), reason: 'leave_reason', destination: 'destination' } as const
const seldom = { ethnicity: 'ethnicity', disability: 'disability', country_of_training: 'country_of_training', level_of_practice: 'level_of_practice', contract_type: 'contract_type', job_role: 'job_role', area_of_work: 'area_of_work', occupation_code: 'occupation_code' } as const
const countColumns = { staff_group: 'staff_group', profession: 'profession', nationality: 'nationality', sector: 'sector' } as const
const plain = { only: null, records: false, overlaps: false, status: 'ok', notes: [] } as const

/** The indicator that says how deprived an area is beside others: per cent of residents. */
export const deprivationIndicator = 'Residents in the most deprived fifth'

export const bases = {
  recordsFte: { ...plain, id: 'staff-records', table: 'staff', says: 'contracted FTE of staff records at the month-end', amounts: ['fte'], combine: 'sum', columns: recordColumns, seldom, records: true },
  recordsWorkingFte: { ...plain, id: 'staff-records-working', table: 'staff', says: 'contracted FTE of staff records at the month-end, without those away on long leave, seconded out, suspended or not worked', amounts: ['fte'], combine: 'sum',
    only: `coalesce(assignment_status, '') NOT IN (${awayStatuses.map((status) => `'${status}'`).join(', ')})`, columns: recordColumns, records: true },
  recordsPeople: { ...plain, id: 'staff-records', table: 'staff', says: 'people in staff records at the month-end, each counted once', amounts: ['fte'], combine: 'people', columns: recordColumns, seldom, records: true, overlaps: true },
  recordsPosts: { ...plain, id: 'staff-records', table: 'staff', says: 'posts held in staff records at the month-end, each counted whatever its hours', amounts: ['fte'], combine: 'posts', columns: recordColumns, seldom, records: true },
  countsFte: { ...plain, id: 'staff-counts', table: 'staff_count', says: 'FTE as published', amounts: ['fte'], combine: 'sum', columns: countColumns },
  countsFteByNationality: { ...plain, id: 'staff-counts-by-nationality', table: 'staff_count', says: 'FTE by nationality as published', amounts: ['fte'], combine: 'sum', only: 'nationality IS NOT NULL', columns: countColumns },
  countsHeads: { ...plain, id: 'staff-counts', table: 'staff_count', says: 'headcount as published', amounts: ['headcount'], combine: 'sum', columns: countColumns, overlaps: true },
  sicknessFte: { ...plain, id: 'sickness-days', table: 'sickness', says: 'FTE days available ÷ days in the month', amounts: ['fte_days_available'], combine: 'per-day', columns: {}, status: 'estimated',
    notes: ['FTE is estimated from sickness absence returns (FTE days available ÷ days in the month); in England this is about 3 % above the published stock.'] },
  sicknessRate: { ...plain, id: 'sickness-days', table: 'sickness', says: 'FTE days lost ÷ FTE days available', amounts: ['fte_days_lost', 'fte_days_available'], combine: 'per-cent', columns: { staff_group: 'staff_group' } },
  sicknessLost: { ...plain, id: 'sickness-days', table: 'sickness', says: 'FTE days lost as published or returned', amounts: ['fte_days_lost'], combine: 'sum', columns: { staff_group: 'staff_group' } },
  sicknessAvailable: { ...plain, id: 'sickness-days', table: 'sickness', says: 'FTE days available as published or returned', amounts: ['fte_days_available'], combine: 'sum', columns: { staff_group: 'staff_group' } },
  temporaryFte: { ...plain, id: 'temporary-work', table: 'temporary', says: 'bank, agency and overtime worked in the month', amounts: ['worked_fte'], combine: 'sum', columns: { staff_group: 'staff_group', kind: 'kind' } },
  temporaryCost: { ...plain, id: 'temporary-work', table: 'temporary', says: 'cost of bank, agency and overtime in the month', amounts: ['cost'], combine: 'sum', columns: { staff_group: 'staff_group', kind: 'kind' } },
  learnerStarts: { ...plain, id: 'learner-cohorts', table: 'learner', says: 'learners who started in the intake', amounts: ['starts'], combine: 'sum', columns: { profession: 'profession' } },
  learnerCompletion: { ...plain, id: 'learner-cohorts', table: 'learner', says: 'completions ÷ starts of cohorts whose completions are known', amounts: ['completions', 'starts'], combine: 'per-cent', only: 'completions IS NOT NULL AND starts IS NOT NULL', columns: { profession: 'profession' } },
  learnerRegistration: { ...plain, id: 'learner-cohorts', table: 'learner', says: 'registrations ÷ starts of cohorts whose registrations are known', amounts: ['registrations', 'starts'], combine: 'per-cent', only: 'registrations IS NOT NULL AND starts IS NOT NULL', columns: { profession: 'profession' } },
  learnerFirstPost: { ...plain, id: 'learner-cohorts', table: 'learner', says: 'first posts ÷ starts of cohorts of which first posts are known', amounts: ['first_posts', 'starts'], combine: 'per-cent', only: 'first_posts IS NOT NULL AND starts IS NOT NULL', columns: { profession: 'profession' } },
  placementCapacity: { ...plain, id: 'placement-capacity', table: 'placement', says: 'most learners at once, over the sites that host', amounts: ['learners_at_once'], combine: 'sum', only: "quality_status IS DISTINCT FROM 'Suspended'", columns: { profession: 'profession' } },
  establishment: { ...plain, id: 'establishment', table: 'establishment', says: 'funded posts in the ledger', amounts: ['funded_fte'], combine: 'sum', columns: { staff_group: 'staff_group', profession: 'profession', band: 'band' }, records: true },
  temporaryCover: { ...plain, id: 'temporary-cover', table: 'temporary', says: 'bank and agency work of the month', amounts: ['worked_fte'], combine: 'sum', only: "kind IN ('bank', 'agency')", columns: { staff_group: 'staff_group' }, records: true },
  leavers: { ...plain, id: 'flow-counts', table: 'flow_count', says: 'leavers as published', amounts: ['headcount'], combine: 'sum', only: "flow = 'leavers'", columns: { staff_group: 'staff_group' }, overlaps: true },
  joiners: { ...plain, id: 'flow-counts', table: 'flow_count', says: 'joiners as published', amounts: ['headcount'], combine: 'sum', only: "flow = 'joiners' AND basis = 'published'", columns: { staff_group: 'staff_group' }, overlaps: true },
  population: { ...plain, id: 'population', table: 'population', says: 'resident population as published', amounts: ['people'], combine: 'sum',
    columns: { sex: 'sex', age_band: `CASE WHEN age_to IS NULL THEN age_from::VARCHAR || '+' WHEN age_from = age_to THEN ${fiveYears('age_from')} ELSE age_from::VARCHAR || '–' || age_to::VARCHAR END` } },
  activity: { ...plain, id: 'activity', table: 'activity', says: 'attendances as published', amounts: ['amount'], combine: 'sum', only: "service ILIKE '%attendances%' AND service NOT ILIKE '%over 4%'", columns: { service: 'service' } },
  prevalence: { ...plain, id: 'prevalence', table: 'prevalence', says: 'indicator as published', amounts: ['amount'], combine: 'as-published', only: "indicator ILIKE '%prevalence%'", columns: { indicator: 'indicator' },
    notes: ['A prevalence cannot be added up or averaged over areas: only published areas have a value.'] },
  registers: { ...plain, id: 'disease-registers', table: 'prevalence', says: 'prevalence of disease registers as published', amounts: ['amount'], combine: 'as-published', only: "indicator ILIKE '%: %prevalence%' AND indicator NOT LIKE '% | %'", columns: { indicator: 'indicator' } },
  deprivation: { ...plain, id: 'deprivation', table: 'prevalence', says: 'share of residents in the most deprived fifth as sent', amounts: ['amount'], combine: 'as-published', only: `lower(indicator) = '${deprivationIndicator.toLowerCase()}'`, columns: {},
    notes: ['A share of residents cannot be added up or averaged over areas: only areas with a figure of their own have a value.'] },
  listed: { ...plain, id: 'registered-patients', table: 'prevalence', says: 'registered patients as published', amounts: ['amount'], combine: 'sum', only: "lower(indicator) = 'registered patients'", columns: {} },
  beds: { ...plain, id: 'beds-available', table: 'prevalence', says: 'beds available as published', amounts: ['amount'], combine: 'sum', only: "lower(indicator) = 'beds available'", columns: {} },
} as const satisfies Record<string, Basis>

/** A basis with those of its seldom columns that are asked for. */
export function withSeldom(basis: Basis, asked: readonly Dimension[]): Basis {
  const found = Object.entries(basis.seldom ?? {}).filter(([dimension]) => asked.includes(dimension as Dimension))
  return found.length === 0 ? basis : { ...basis, columns: { ...basis.columns, ...Object.fromEntries(found) } }
}

/** A basis of fewer of the rows: those for which the SQL holds as well. */
export function narrowed(basis: Basis, only: string | null, exact = false): Basis {
  return only === null ? basis : { ...basis, only: basis.only === null ? `(${only})` : `${basis.only} AND (${only})`, exact }
}

/** Read staff records by the organisation where people work in place of the one that employs them; each record still counts once. */
export function byHost(basis: Basis): Basis {
  return { ...basis, says: `${basis.says}, by the organisation where they work`, rows: hostRows }
}

const hostRows = `(SELECT * REPLACE (CASE WHEN host_code IS NULL THEN at_level ELSE 'organisation' END AS at_level, coalesce(host_code, at_code) AS at_code) FROM staff)`
