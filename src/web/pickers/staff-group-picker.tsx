import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StaffGroupNode } from '../../contract/area.ts'
import { staffGroupsQuestion } from '../ask/questions.ts'
import { Combobox } from './combobox.tsx'
import type { Choice } from './filter-choices.ts'

/** Choose a staff group from its tree. One that cannot be projected here stays in the list and says why. */
export function StaffGroupPicker({ area, group, onPick }: { area: string | undefined; group: string | undefined; onPick: (name: string) => void }) {
  const { data } = useQuery(staffGroupsQuestion(area))
  const choices = useMemo(() => groupChoices(data?.groups ?? []), [data])
  return (
    <Combobox
      label="Staff group"
      choices={choices}
      value={group}
      onPick={onPick}
      nothing={data === undefined ? 'The list of staff groups is on its way' : 'No staff group has this name'}
    />
  )
}

/** Walk the tree from its tops down, each group indented under the one it belongs to. */
export function groupChoices(groups: readonly StaffGroupNode[]): Choice[] {
  const names = new Set(groups.map((group) => group.name))
  const below = (parent: string | null, depth: number): Choice[] =>
    groups
      .filter((group) => (parent === null ? group.parent === null || !names.has(group.parent) : group.parent === parent))
      .flatMap((group) => [
        {
          value: group.name,
          label: group.name,
          group: 'Staff groups',
          depth,
          ...(group.projectable ? {} : { why: group.why ?? 'Too little history here to project' }),
        },
        ...below(group.name, depth + 1),
      ])
  return below(null, 0)
}
