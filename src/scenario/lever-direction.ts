import { formatNumber } from '../units/format.ts'
import type { BridgeYear } from './contributions.ts'
import { nodesNamed, type Lever } from './lever-set.ts'
import type { ScenarioScene } from './scenario-ensemble.ts'
import { anyLeverNamed, demandLeverNamed } from './scenario-lever.ts'
import { openingOf } from './supply-draws.ts'

/** Whom a lever reaches, and whether it goes the way such levers do. */
export interface LeverDirection {
  readonly id: string
  /** Whom it reaches, and how many they are today. */
  readonly affected: string
  /** Whether it moved the gap the way such levers do, pulled by itself; null where it did nothing by itself, or where either way is right. */
  readonly holds: boolean | null
  readonly says: string
}

/**
 * Say of each lever whom it reaches, and whether pulled by itself it moves the gap the way its kind does.
 *
 * Source: docs/method/scenarios.md, C9.
 */
export function leverDirections(levers: readonly { readonly id: string; readonly lever: Lever }[], scene: ScenarioScene, last: BridgeYear, unit: 'fte' | 'headcount'): LeverDirection[] {
  return levers.map(({ id, lever }) => ({ id, affected: affectedBy(lever, scene, unit), ...selfTest(lever, last.parts.find((part) => part.id === id)?.alone ?? 0) }))
}

function affectedBy(lever: Lever, { nodes, names, programmes }: ScenarioScene, unit: 'fte' | 'headcount'): string {
  const who = anyLeverNamed(lever.kind)?.affects ?? lever.kind
  const programme = programmes.find(({ id }) => id === lever.programme)
  if (programme !== undefined) return `${who}: ${programme.id}, ${formatNumber(programme.startsAYear, 0)} start in a year`
  const at = nodesNamed(names)(lever.profession, lever.area)
  const node = at === null ? undefined : nodes[at]
  if (node === undefined) return who
  const inPost = openingOf(node.parameters, unit)
  const reached = lever.reaches === undefined ? '' : `, ${formatNumber(lever.reaches * inPost, 0)} of them reached`
  return `${who}: ${node.parameters.group} in ${node.areaName}, ${formatNumber(inPost, 0)} ${unit === 'fte' ? 'FTE' : 'people'} in post${reached}`
}

// What is less than this of a person is rounding.
const nothing = 1e-6

function selfTest(lever: Lever, alone: number): Pick<LeverDirection, 'holds' | 'says'> {
  const closes = anyLeverNamed(lever.kind)?.closes ?? null
  if (lever.change === 0 && !actAtRest.has(lever.kind)) return { holds: Math.abs(alone) <= nothing, says: Math.abs(alone) <= nothing ? 'No change, and nothing changes' : 'No change, and the gap moves all the same' }
  if (Math.abs(alone) <= nothing) return { holds: null, says: 'By itself it does nothing to this gap: it acts elsewhere, only beside another lever, or something binds' }
  if (closes === null || actAtRest.has(lever.kind)) return { holds: null, says: 'Either way is right for such a lever' }
  const should = (closes === 'more') === lever.change > 0 ? 'close' : 'widen'
  const holds = should === 'close' ? alone < 0 : alone > 0
  const why = demandLeverNamed(lever.kind) === undefined ? 'it acts on staff whom the gap does not count, or takes from them' : 'the work comes back as more than has left'
  return { holds, says: holds ? `Pulled by itself it ${should}s the gap, as such a lever should` : `Pulled by itself it ${alone < 0 ? 'closes' : 'widens'} the gap, and such a lever should ${should} it: ${why}` }
}

/** Funded posts change how joining works even where their number stays. */
const actAtRest = new Set(['posts', 'fill-delay', 'shared-pool'])
