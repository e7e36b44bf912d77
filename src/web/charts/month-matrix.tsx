import { groupPeriods } from './group-periods.ts'
import type { Held } from './group-periods.ts'
import { MonthRows } from './month-rows.tsx'

/** The words of the key. */
const looks = [
  { look: 'seen', says: 'held' },
  { look: 'part', says: 'part of the year' },
  { look: 'missing', says: '[x] lacking' },
  { look: 'empty', says: 'not due' },
] as const

/** Draw which source is held for which month or year: solid, half, hatched when it is lacking, empty when it is not due. */
export function MonthMatrix({ rows, says }: { rows: readonly Held[]; says: string }) {
  const { heads, lines } = groupPeriods(rows)
  const years = heads.map((head) => ({ key: head.key, label: head.year }))
  const months = heads.map((head) => ({ key: head.key, label: head.month }))
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <MonthRows
        heads={months.some(({ label }) => label !== '') ? [years, months] : [years]}
        rows={lines.map((line) => ({ key: line.title, name: line.title, cells: line.cells.map((look, at) => ({ key: heads[at]!.key, look })), count: line.count }))}
        looks={looks}
      />
    </div>
  )
}
