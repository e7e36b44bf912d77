import { levelOfDimension } from '../../store/cube-question.ts'
import { findStaffGroup, leavesUnder } from '../../reference/staff-group-tree.ts'
import type { Dimension } from '../../dataset/cube.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { LensPlace } from '../lens.ts'
import { readRequest } from '../query.ts'

/** A question to the ledger: an area, a day, and the staff groups that count (null: all). */
export interface LedgerPlace { readonly area?: string; readonly at?: string; readonly map?: string; readonly groups: readonly string[] | null }

/** Read the filters of a question as the ledger takes them: one area and one staff group. Errors: refuses `bridge-lacks-figure` for any other filter. */
export function placeOfLedger({ where, at, map }: LensPlace): LedgerPlace | Refusal {
  const asked = readRequest({ measure: 'establishment', by: '', where })
  if (isRefusal(asked)) return asked
  const { staff_group: named, ...rest } = asked.where
  const areas = Object.entries(rest).filter(([name]) => name === 'area' || levelOfDimension[name as Dimension] !== undefined)
  const other = Object.keys(rest).find((name) => !areas.some(([area]) => area === name))
  if (other !== undefined || areas.length > 1) return refuse('bridge-lacks-figure', 'absent', { doing: 'Holding the ledger against the staff record', found: `a filter by ${other ?? areas.map(([name]) => name).join(' and ')}`, need: 'One area and one staff group: by these, ledger and staff record are held against each other', next: 'Leave the other filters out' })
  const group = named === undefined ? null : findStaffGroup(named)
  if (isRefusal(group)) return group
  const area = areas[0]?.[1]
  return { ...(area === undefined ? {} : { area }), ...(at === undefined ? {} : { at }), ...(map === undefined ? {} : { map }), groups: group === null ? null : [group.name, ...leavesUnder(group)] }
}
