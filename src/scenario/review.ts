import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { Convergence } from './convergence.ts'
import { firstDifference } from './first-difference.ts'
import { project } from './run.ts'
import type { ScenarioFound, ScenarioInputs, ScenarioSettings } from './scenario.ts'

/** Something that has to be true of a scenario whatever it says, with what was found. */
export interface ReviewCheck { readonly id: string; readonly must: string; readonly found: string; readonly holds: boolean }

/** What a reviewer asks of a run beside its answer: whether there were draws enough, and whether it keeps its own laws. */
export interface ScenarioReview { readonly convergence: Convergence; readonly checks: readonly ReviewCheck[] }

type Reviewed = Pick<ScenarioFound, 'rows' | 'contributions' | 'costs' | 'people'>

/**
 * Review a scenario that was run: a function of its inputs and of what was found, so that it is repeated with the run. Convergence is that of doing nothing.
 *
 * Errors: refused as `project`.
 */
export function reviewScenario({ nodes: [node] }: Pick<ScenarioInputs, 'nodes'>, settings: ScenarioSettings, found: Reviewed): ScenarioReview | Refusal {
  const baseline = project(node!.parameters, node!.demand!, settings)
  if (isRefusal(baseline)) return baseline
  const { rows } = baseline
  return { convergence: baseline.convergence, checks: [addsUp(found), startsThere(found), isProjection(rows, found), balances(found), staysAboveNone(found), costsAddUp(found)] }
}

function addsUp({ contributions: { years } }: Pick<Reviewed, 'contributions'>): ReviewCheck {
  const off = Math.max(0, ...years.map(({ from, to, parts }) => Math.abs(parts.reduce((sum, { gap }) => sum + gap, from) - to)))
  return { id: 'contributions', must: 'Contributions of levers lead from the gap of doing nothing to that of the scenario, to a billionth', found: `off by ${off} at most`, holds: off <= 1e-9 }
}

function startsThere({ contributions: { years }, rows }: Pick<Reviewed, 'contributions' | 'rows'>): ReviewCheck {
  const off = Math.max(0, ...years.map(({ from, to, ahead }) => Math.max(Math.abs(from - rows[ahead]!.baseline.gap.p50), Math.abs(to - rows[ahead]!.scenario.gap.p50))))
  return { id: 'bridge', must: 'The bridge begins and ends at the middles that the table shows', found: `off by ${off} at most`, holds: off <= 1e-9 }
}

/** Opening − leavers − aged out + joiners = closing, as a share of whoever is there. */
function balances({ people }: Pick<Reviewed, 'people'>): ReviewCheck {
  const off = Math.max(0, ...people.baseline.map(({ residual, opening, closing, joiners }) => Math.abs(residual) / Math.max(1, opening, closing, joiners)))
  return { id: 'account', must: 'Everybody is accounted for: opening, less leavers and those aged out, and joiners, is the closing', found: `off by ${off} of staff at most`, holds: off <= 1e-9 }
}

function isProjection(projected: readonly Pick<ScenarioFound['rows'][number]['baseline'], 'supply' | 'gap'>[], { rows }: Pick<Reviewed, 'rows'>): ReviewCheck {
  const differs = firstDifference('rows', rows.map(({ baseline: { supply, gap } }) => ({ supply, gap })), projected.map(({ supply, gap }) => ({ supply, gap })))
  return { id: 'baseline', must: 'Doing nothing is the projection to the last bit', found: differs === null || differs.identical ? 'the same' : `${differs.cell} is ${differs.recorded} here and ${differs.repeated} there`, holds: differs === null }
}

function staysAboveNone({ rows }: Pick<Reviewed, 'rows'>): ReviewCheck {
  const least = Math.min(...rows.flatMap(({ baseline, scenario }) => [baseline.supply.p2_5, scenario.supply.p2_5]))
  return { id: 'staff', must: 'Nobody is negative: staff of the lowest futures are none or more', found: `${least} at least`, holds: least >= 0 }
}

function costsAddUp({ costs: { years } }: Pick<Reviewed, 'costs'>): ReviewCheck {
  const off = Math.max(0, ...(years ?? []).map(({ amount, byPayer }) => Math.abs(byPayer.reduce((sum, payer) => sum + payer.amount, 0) - amount) / Math.max(1, Math.abs(amount))))
  return { id: 'costs', must: 'What payers pay adds up to the cost of each year', found: years === null ? 'no cost can be added up' : `off by ${off} at most`, holds: off <= 1e-9 }
}
