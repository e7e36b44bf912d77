import type { Viewer } from '../../access/viewer.ts'
import type { PastRuns } from '../../contract/projection.ts'
import { backtestDefaults } from '../../scenario/backtest.ts'
import { pastRuns } from '../../scenario/past-runs.ts'
import type { House } from '../../store/house.ts'
import { keepAnswer } from '../kept.ts'
import type { Place } from '../map/find-place.ts'
import type { Calibrated } from '../rates/calibrated.ts'

/** What runs of the last three years expected of today, for a group of an area. Kept per snapshot: an Overview and a projection show the same. */
export function pastRunsOf(house: House, viewer: Viewer, { area, mapAsked, snapshot }: Place, groups: readonly Calibrated[], { history: { group, source } }: Calibrated, unit: 'fte' | 'headcount'): Promise<PastRuns | null> {
  return keepAnswer(house, viewer, snapshot, `past runs ${area.level}:${area.code} ${mapAsked ?? ''} ${group} ${unit}`, async () => {
    const same = groups.map(({ history }) => history).filter((history) => history.source === source)
    const found = pastRuns(same, group, { unit, draws: backtestDefaults.draws, seed: backtestDefaults.seed })
    return found === null ? null : { ...found, runs: [...found.runs] }
  })
}
