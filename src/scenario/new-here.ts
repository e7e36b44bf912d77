import { leavingKinds } from './lever-rate.ts'
import type { LeverSet, OriginShares } from './lever-set.ts'
import type { ScenarioLever } from './scenario-lever.ts'

/** Of those whom a lever gains: who is new here, and who is drawn from a neighbour. What nobody states is not known; the three add up to 1. */
export interface NewHere {
  readonly id: string
  readonly newHere: number
  readonly fromNeighbours: number
  readonly notKnown: number
}

/**
 * Say whom each lever draws from neighbours: other areas, sectors and professions.
 *
 * Those who are trained, come from abroad, come back, or work more hours are new here; a transfer, another sector and a larger share of those who settle are taken from
 * somebody, and work that moves is done by others. Those who stay would have gone somewhere: to neighbours as far as records of leavers say so. Posts are filled from where recent joiners come, as far as it is stated.
 *
 * Source: docs/method/scenarios.md, C4.
 */
export function newHere(levers: readonly ScenarioLever[], { origins }: Pick<LeverSet, 'origins'>, leaversToNeighbours: number | null): NewHere[] {
  return levers.map(({ id, lever }) => {
    const of = (fresh: number, drawn: number): NewHere => ({ id, newHere: fresh, fromNeighbours: drawn, notKnown: Math.max(0, 1 - fresh - drawn) })
    if (leavingKinds.has(lever.kind)) return leaversToNeighbours === null ? of(0, 0) : of(1 - leaversToNeighbours, leaversToNeighbours)
    if (takenFromOthers.has(lever.kind)) return of(0, 1)
    if (lever.kind === 'reimbursed-roles') return of(0, 0)
    if (filledFromAnywhere.has(lever.kind)) {
      const stated = origins.find(({ profession, area }) => profession === lever.profession && area === lever.area)
      return stated === undefined ? of(0, 0) : of(freshOf(stated), (stated.otherSector ?? 0) + (stated.otherArea ?? 0))
    }
    return of(1, 0)
  })
}

const takenFromOthers = new Set(['transfer', 'other-sector', 'settlement', 'substitution', 'setting-shift', 'network-posts'])
const filledFromAnywhere = new Set(['posts', 'fill-delay', 'shared-pool'])

function freshOf({ training = 0, abroad = 0, returners = 0, widerMarket = 0 }: OriginShares): number {
  return training + abroad + returners + widerMarket
}
