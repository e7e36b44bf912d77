import { canonicalGroup, findStaffGroup, groupsUnder, professionNamed, staffGroupNamed } from '../reference/staff-group-tree.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import type { Condition } from './cube-holdings.ts'
import type { PostKind } from './flow-posts.ts'

/** A staff group with the groups under it, or a profession. `values` are canonical words. */
export interface FlowGroup { readonly dimension: 'staff_group' | 'profession'; readonly name: string; readonly values: ReadonlySet<string> }

/** Find the group that flows are asked of. Errors: refusal `unknown-staff-group`. */
export function groupNamed(text: string): FlowGroup | Refusal {
  const group = staffGroupNamed(text)
  const profession = group === null ? professionNamed(text) : null
  if (profession) return { dimension: 'profession', name: profession.profession, values: new Set([profession.profession]) }
  const found = group ?? findStaffGroup(text)
  return isRefusal(found) ? found : { dimension: 'staff_group', name: found.name, values: new Set(groupsUnder(found)) }
}

/** Say whether a post is in the group asked; every post is where none is. */
export function isInGroup(group: FlowGroup | null, kind: PostKind): boolean {
  if (group === null) return true
  return group.values.has(group.dimension === 'profession' ? professionNamed(kind.profession)?.profession ?? kind.profession : canonicalGroup(kind.staff_group))
}

/** The same as a condition on the records of a source, in the words that stand there. Kept per snapshot. */
export async function groupCondition(context: CubeContext, source: string, group: FlowGroup | null): Promise<Condition[]> {
  if (group === null) return []
  const words = await context.once(`flow groups ${source}`, () => context.select('SELECT DISTINCT staff_group, profession FROM staff WHERE source = $1 ORDER BY ALL', [source]))
  const values = words.filter((row) => isInGroup(group, { staff_group: String(row.staff_group), profession: String(row.profession) } as PostKind)).map((row) => String(row[group.dimension]))
  return [{ dimension: group.dimension, values: [...new Set(values)] }]
}
