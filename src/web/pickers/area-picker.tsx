import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AreaNode } from '../../contract/area.ts'
import { areasQuestion } from '../ask/questions.ts'
import { Combobox } from './combobox.tsx'
import type { Choice } from './filter-choices.ts'
import { levelsInOrder, sayLevels } from './levels.ts'

/** Choose any area or organisation on the map, by name or code. */
export function AreaPicker({ area, map, onPick }: { area: string | undefined; map?: string | undefined; onPick: (code: string) => void }) {
  const { data } = useQuery(areasQuestion(map))
  const choices = useMemo(() => areaChoices(data?.areas ?? []), [data])
  return (
    <Combobox
      label="Place"
      choices={choices}
      value={area}
      onPick={onPick}
      nothing={data === undefined ? 'The list of places is on its way' : 'No place has this name or code'}
    />
  )
}

/** Group the areas by level, widest first; each says what it belongs to. */
export function areaChoices(areas: readonly AreaNode[]): Choice[] {
  const names = new Map(areas.map((area) => [area.code, area.name]))
  const levels = levelsInOrder(areas.map((area) => area.level))
  return levels.flatMap((level) =>
    areas
      .filter((area) => area.level === level)
      .map((area) => {
        const parent = area.parent === null ? undefined : names.get(area.parent)
        return {
          value: area.code,
          label: area.name,
          group: sayLevels(level),
          depth: 0,
          ...(parent === undefined || level === 'region' ? {} : { note: parent }),
        }
      }),
  )
}
