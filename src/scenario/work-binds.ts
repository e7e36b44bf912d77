import { addMonths } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { middleOf } from './contributions.ts'
import { timesOf } from './lever-plan.ts'
import { ceilingYears } from './moved-work.ts'
import type { DrawnGap } from './scenario-ensemble.ts'
import { demandLeverNamed, movesWork, type ScenarioLever } from './scenario-lever.ts'
import type { Bind } from './what-binds.ts'

/** Where a ceiling keeps work from moving, at the middle of the futures. */
export function workBinds(levers: readonly ScenarioLever[], { work }: DrawnGap, opening: string): (Bind & { readonly id: string })[] {
  const moving = levers.filter(({ lever }) => movesWork(lever))
  const middle = work.map(middleOf)
  return ceilingYears(middle, moving.map(({ lever }) => ({ lever, times: timesOf(lever, opening) }))).map(({ ahead, lever }) => {
    const { id, lever: { ceiling = 1, kind } } = moving[lever]!
    return { id, lever, year: Number(addMonths(opening, 12 * ahead).slice(0, 4)), constraint: 'ceiling' as const, says: `${demandLeverNamed(kind)!.title}: no more than ${formatNumber(100 * ceiling, 0)} % of the work may move` }
  })
}
