import type { TableName } from './tables.ts'

/**
 * Rows of a fact table put together where they are alike in some columns: what questions over many rows read in place of the rows.
 *
 * Each plan makes one roll-up by place without further columns, one of all columns without places, one by place for each further column, and one by place for each set of columns asked together.
 * Where people are counted, those who stand in one line only are counted together, and the others keep a row for each of their lines, with who they are:
 * so that everybody can be counted once, whatever lines are put together. Then there is none of all columns: it would be as long as the table.
 */
export interface RollUpPlan<Name extends string = TableName> {
  readonly table: Name
  /** Columns of every roll-up. */
  readonly always: readonly string[]
  readonly place: readonly string[]
  readonly further: readonly string[]
  /** Columns asked together, or seldom: none of them makes the others longer, and each is made when it is first asked for. */
  readonly together?: readonly (readonly string[])[]
  /** Columns kept coarser than in the table, as SQL. */
  readonly coarser: Readonly<Record<string, string>>
  /** Columns added up, each with the SQL type that keeps its sums exact. */
  readonly amounts: Readonly<Record<string, string>>
  /** Column of who is counted once, and SQL of an amount in whole numbers added up beside; the roll-up has them as the column itself, `heads` and `units`, with how many rows there were as `posts`. */
  readonly counted?: { readonly who: string; readonly units: string }
}

/** Ages are kept as the first of their five years: age bands are the only question about age that adds up FTE or counts people. */
const staff = { table: 'staff', always: ['period_to', 'source', 'at_level', 'staff_group'], place: ['at_code'], coarser: { age: 'age // 5 * 5' } } as const satisfies Partial<RollUpPlan>
const described = ['sector', 'profession', 'band', 'sex', 'age', 'nationality']
/** Who the staff are, by band: what shares of people ask. */
const together = [['band', 'sex'], ['band', 'age'], ['band', 'ethnicity'], ['band', 'disability'], ['band', 'nationality'], ['profession', 'country_of_training'], ['profession', 'level_of_practice'], ['contract_type'], ['job_role']] as const

/** FTE of people is added in billionths, as flows add it. */
export const rollUpPlans: readonly RollUpPlan[] = [
  { ...staff, further: [...described, 'host_code', 'assignment_status', 'leave_reason', 'destination'], amounts: { fte: 'DECIMAL(28, 12)' }, together: [['profession', 'band'], ...together, ['sector', 'profession', 'job_role', 'area_of_work', 'occupation_code']] },
  { ...staff, further: [...described, 'host_code', 'assignment_status'], together, amounts: {}, counted: { who: 'person', units: 'round(fte * 1000000000)' } },
]

/** Columns of each roll-up of a plan, in the order they are tried: the first that has every column asked for answers. */
export function rollUpsOf(plan: RollUpPlan<string>): string[][] {
  const wide = plan.counted === undefined ? [[...plan.always, ...plan.further]] : []
  return [[...plan.always, ...plan.place], ...wide, ...[...plan.further.map((column) => [column]), ...plan.together ?? []].map((columns) => [...plan.always, ...plan.place, ...columns])]
}
