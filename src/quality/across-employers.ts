import type { ReadFile } from '../ingest/source.ts'
import { formatNumber } from '../units/format.ts'
import { faultAt } from './each-row.ts'
import { positionsByPerson } from './positions.ts'
import type { Fault } from './rule.ts'

/** What a person holds at other employers at a month-end. */
interface Elsewhere { readonly organisation: string; readonly fte: number }

/** People of a file whose FTE here and at the other employers held for the month together is above one amount and not above another. Units: FTE. */
export function peopleAcrossEmployers(read: ReadFile, above: number, upTo: number): Fault[] {
  const elsewhere = elsewhereByPerson(read)
  if (elsewhere.size === 0) return []
  return [...positionsByPerson(read)].flatMap(([person, positions]): Fault[] => {
    const here = new Set(positions.map(({ row }) => row.at_code))
    const month = String(positions[0]!.row.period_to)
    const others = (elsewhere.get(`${month}\n${person}`) ?? []).filter(({ organisation }) => !here.has(organisation))
    const fte = positions.reduce((sum, { row }) => sum + Number(row.fte ?? 0), 0) + others.reduce((sum, other) => sum + other.fte, 0)
    if (others.length === 0 || fte <= above + rounding || fte > upTo + rounding) return []
    const places = [...new Set(others.map(({ organisation }) => organisation))]
    return [faultAt(read, positions.at(-1)!.of, { column: 'fte', found: `${formatNumber(fte, 2)} FTE with ${places.slice(0, 3).join(', ')}`, expected: `${above} or less over all employers` })]
  })
}

/** Sums of decimals end a little beside themselves. */
const rounding = 1e-9

function elsewhereByPerson({ postsHeld = [] }: ReadFile): Map<string, Elsewhere[]> {
  const known = new Map<string, Elsewhere[]>()
  for (const { organisation, periodTo, people, fte } of postsHeld) {
    people.forEach((person, at) => {
      const key = `${periodTo}\n${person}`
      const before = known.get(key)
      const own = { organisation, fte: fte[at] ?? 0 }
      if (before) before.push(own)
      else known.set(key, [own])
    })
  }
  return known
}
