import type { FastifyInstance } from 'fastify'
import { ScenarioRequest, ScenarioResult, ScenarioRun } from '../../contract/scenario.ts'
import { registerRuns } from '../job/run-routes.ts'
import { scenarioRefuses } from '../scenario.ts'
import { writeScenarioCsv } from './scenario-csv.ts'
import { goalRefuses } from './scenario-goal.ts'
import type { ScenarioRuns } from './scenario-runs.ts'

const refusedWith = [...scenarioRefuses, 'scenarios-not-comparable', ...goalRefuses, 'plan-not-found', 'plan-not-as-run']

/** Register the addresses of questions asked of scenarios: ask, look, take the answer, cancel. */
export function registerScenarios(server: FastifyInstance, runs: ScenarioRuns): void {
  registerRuns(server, {
    url: '/api/scenario', startsWith: ` A run may fail with: ${refusedWith.join(', ')}.`, runs, shapes: { request: ScenarioRequest, run: ScenarioRun, answer: ScenarioResult }, refuses: { find: 'scenario-run-not-found', answer: 'scenario-run-not-done' }, json: (answer) => answer, csv: writeScenarioCsv,
    says: { start: 'Run a scenario, compare two, seek a goal with one, or have one made as a bundle', find: 'How a question asked of scenarios stands', cancel: 'Cancel a question asked of scenarios', answer: 'The answer to a question asked of scenarios', csv: 'The same answer as csv' },
  })
}
