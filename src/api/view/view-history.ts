import type { Viewer } from '../../access/viewer.ts'
import type { GroupHistory } from '../../dataset/history.ts'
import type { Shown } from '../../dataset/disclosure/linked-table.ts'
import type { House } from '../../store/house.ts'
import { isWithin } from '../../store/within-reach.ts'
import { calibrationDefaults } from '../../supply/calibrate.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { viewFlows, type FlowFigure } from './view-flows.ts'
import { refuseScopes } from './view-scopes.ts'

/** What a history from views is called beside each rate. */
const viewSource = 'a view of staff records, rounded'

/**
 * Make the history of everybody in an area from the view of its last twelve months, for somebody who may not read its records: a projection of theirs starts from rounded
 * parts. Answers null for whoever may read them, and where the view hides a part or does not hold the area.
 */
export async function historyFromView(house: House, viewer: Viewer, { area, map, snapshot }: Place): Promise<GroupHistory | null> {
  if (isWithin(viewer.reach, area, map.date)) return null
  const view = await viewFlows(house, snapshot, null, null)
  if (isRefusal(view) || await refuseScopes(house, viewer, snapshot, 'history', view.cube, view.judged) !== null) return null
  const figure = view.figures.find(({ level, code, category }) => category === null && level === area.level && code === area.code)
  return figure === undefined || figure.isPartial ? null : historyOf(figure, view.from, view.asOf)
}

function historyOf({ code, opening, closing, left, joined }: FlowFigure, from: string, to: string): GroupHistory | null {
  const amounts = [opening, closing, left, joined].map(({ heads, fte }) => ({ heads: numberOf(heads), fte: numberOf(fte) }))
  const [before, after, leavers, joiners] = amounts
  if (amounts.some(({ heads, fte }) => heads === null || fte === null)) return null
  return {
    area: code, group: calibrationDefaults.wholeGroup, source: viewSource, breaks: [], byAge: null,
    stocks: [{ date: from, ...before! }, { date: to, ...after! }], flows: [{ from, to, leavers: leavers!, joiners: joiners!, joinersBasis: 'records' }],
  }
}

function numberOf(shown: Shown): number | null {
  return shown.as === 'hidden' ? null : shown.heads
}
