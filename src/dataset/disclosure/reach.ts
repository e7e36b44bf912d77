import { layOut, range } from './attack.ts'
import { knownBounds, nameReader } from './known.ts'
import type { LinkedTable, Shown } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import type { OpenProgramme } from './programme.ts'
import type { Protection } from './protection.ts'

/**
 * Keep of each protection what hiding can give at all: a whole of three places that each have somebody is three at least, whatever is hidden,
 * for nought is always shown as nought. The range is that of the table with every figure hidden but the noughts and the totals decided elsewhere.
 *
 * Errors: throws AttackUnfinished when a programme is not solved to its best.
 */
export function withinReach(table: LinkedTable, policy: DisclosurePolicy, protections: readonly Protection[], open: OpenProgramme): Protection[] {
  const shown = table.cells.map(({ heads, decided }): Shown => decided ?? (heads === 0 ? { as: 'number', heads: 0 } : { as: 'hidden' }))
  return [...Map.groupBy(protections, ({ reader }) => nameReader(reader)).values()].flatMap((mine) => {
    const programme = open(layOut(table, knownBounds(table, shown, policy, mine[0]!.reader)))
    try {
      return mine.map((protection): Protection => {
        const [least, most] = range(programme, protection.cell)
        return { ...protection, least: Math.max(protection.least, least), most: Math.min(protection.most, most) }
      })
    } finally {
      programme.close()
    }
  })
}
