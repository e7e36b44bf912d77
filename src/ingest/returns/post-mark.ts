import type { Row } from '../../dataset/table.ts'

/**
 * What two employers would both write of one post, where their person numbers differ: month of birth, sex, start in post and staff group.
 * Null when birth or start is not known. Shape: one text in a list.
 */
export function postMark(row: Row): [string] | null {
  const { birth_month: born, start_in_post: start, sex, staff_group: group } = row
  return born === null || born === undefined || start === null || start === undefined ? null : [`${String(born)}|${String(sex ?? '')}|${String(start)}|${String(group)}`]
}
