import type { TableName } from './tables.ts'

/**
 * Rows of a fact table put together where they are alike in some columns: what questions over many rows read in place of the rows.
 *
 * Each plan makes one roll-up by place without further columns, one of all columns without places, and one by place for each further column.
 */
export interface RollUpPlan<Name extends string = TableName> {
  readonly table: Name
  /** Columns of every roll-up. */
  readonly always: readonly string[]
  readonly place: readonly string[]
  readonly further: readonly string[]
  /** Columns kept coarser than in the table, as SQL. */
  readonly coarser: Readonly<Record<string, string>>
  /** Columns added up, each with the SQL type that keeps its sums exact. */
  readonly amounts: Readonly<Record<string, string>>
}

/** Ages are kept as the first of their five years: age bands are the only question about age that adds up FTE. */
export const rollUpPlans: readonly RollUpPlan[] = [
  {
    table: 'staff', always: ['period_to', 'source', 'at_level', 'staff_group'], place: ['at_code'],
    further: ['sector', 'profession', 'band', 'sex', 'age', 'nationality', 'host_code', 'assignment_status', 'leave_reason', 'destination'],
    coarser: { age: 'age // 5 * 5' }, amounts: { fte: 'DECIMAL(28, 12)' },
  },
]

/** Columns of each roll-up of a plan, in the order they are tried: the first that has every column asked for answers. */
export function rollUpsOf(plan: RollUpPlan<string>): string[][] {
  return [[...plan.always, ...plan.place], [...plan.always, ...plan.further], ...plan.further.map((column) => [...plan.always, ...plan.place, column])]
}
