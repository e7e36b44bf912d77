import type { Row } from '../dataset/table.ts'
import { stream } from '../random/stream.ts'
import { professions } from './figures.ts'
import { monthStart, recordMonths } from './months.ts'
import type { Nation } from './nation.ts'
import { roundByChance } from './pick.ts'
import type { Spells } from './posts.ts'

/** Record months that end a quarter. */
const quarterEnds = [3, 6, 9, 12, 15, 18, 21, 24] as const
const weeksInQuarter = 13

/** Write how many learners every trust could host, by profession and quarter. Units: people; weeks in the quarter. */
export function placementRows(seed: number, nation: Nation, spells: Spells, source: string): Row[] {
  const chance = stream(seed, 'demo/placements')
  return quarterEnds.flatMap((month) => {
    const heads = headsAt(nation, spells, month)
    const [from, to] = [monthStart(recordMonths[month - 2]!), recordMonths[month]!]
    return nation.employers.flatMap((employer, index) => professions.flatMap((profession, column) => {
      const inPost = heads[index * professions.length + column]!
      if (!profession.course || inPost < 3) return []
      const supervisors = roundByChance(chance, inPost * (0.18 + 0.08 * chance.next()))
      return [{
        period_from: from, period_to: to, source, at_level: employer.level, at_code: employer.code, profession: profession.name,
        supervisors, learners_at_once: roundByChance(chance, supervisors * (0.5 + 0.3 * chance.next())), weeks_open: weeksInQuarter - 1 - Math.floor(chance.next() * 4),
      }]
    }))
  })
}

/** Main posts at a record month. Shape: employer × profession. */
function headsAt(nation: Nation, spells: Spells, month: number): Int32Array {
  const heads = new Int32Array(nation.employers.length * professions.length)
  for (let at = 0; at < spells.count; at++) {
    if (spells.main[at] && spells.from[at]! <= month && month < spells.to[at]!) heads[spells.employer[at]! * professions.length + spells.profession[at]!]! += 1
  }
  return heads
}
