import { groups, professions } from '../../src/demo/figures.ts'
import { isTraining, leavingByAge, leavingBySeason, leavingByTenure } from '../../src/demo/leaving.ts'
import { firstMonthNumber, lastMonth, monthOfYear, recordMonths } from '../../src/demo/months.ts'
import { makeNation } from '../../src/demo/nation.ts'
import { openWorkforce } from '../../src/demo/opening.ts'
import { makeTargets } from '../../src/demo/targets.ts'
import { makeSpells } from '../../src/demo/workforce.ts'

/** One person in post at a month-end (`month`, counted from the first of the records) and what became of them by the next, beside the chance of leaving that the recipe gave them. */
export interface LivedMonth { readonly group: string; readonly profession: string; readonly system: string; readonly ageFrom: number; readonly year: string; readonly month: number; readonly left: boolean; readonly chance: number }

/** Go through the demonstration nation person by person and month by month, from the recipe and without the product's own counting. */
export function livedMonths(seed: number, show: (month: LivedMonth) => void): void {
  const nation = makeNation(seed)
  const { leavingBase } = openWorkforce(seed, nation, makeTargets(seed, nation))
  const spells = makeSpells(seed, nation)
  const present = new Set<number>()
  for (let at = 0; at < spells.count; at++) if (spells.main[at]) for (let month = spells.from[at]!; month < spells.to[at]!; month++) present.add(spells.person[at]! * 100 + month)
  for (let at = 0; at < spells.count; at++) {
    if (!spells.main[at]) continue
    for (let month = spells.from[at]!; month < Math.min(spells.to[at]!, lastMonth); month++) {
      const profession = spells.profession[at]!
      const [group, training] = [professions[profession]!.group, isTraining[profession]!]
      const now = firstMonthNumber + month + 1
      const merged = month + 1 >= nation.merger.month && nation.merger.from.includes(spells.employer[at]!)
      const employer = nation.employers[merged ? nation.merger.to : spells.employer[at]!]!
      const tenure = training ? 1 : leavingByTenure(now - monthOfDay(spells.startDay[at]!))
      const chance = leavingBase[group]! * leavingByAge(Math.floor((now - spells.birthMonth[at]!) / 12), training) * tenure
        * employer.leaving * nation.systems[employer.system]!.leaving * leavingBySeason(monthOfYear(month + 1), training)
      const age = Math.floor((now - 1 - spells.birthMonth[at]!) / 12)
      show({ group: groups[group]!.name, profession: professions[profession]!.name, system: nation.systems[employer.system]!.code, ageFrom: Math.floor(age / 5) * 5, year: month < 12 ? recordMonths[12]! : recordMonths[24]!, month, left: !present.has(spells.person[at]! * 100 + month + 1), chance })
    }
  }
}

/** Calendar month, counted as year × 12 + month − 1, of a day counted from 1970. */
function monthOfDay(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
