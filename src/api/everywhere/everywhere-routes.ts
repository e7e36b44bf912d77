import type { FastifyInstance } from 'fastify'
import { EverywhereAnswer, EverywhereRequest, EverywhereRun } from '../../contract/everywhere.ts'
import { registerRuns } from '../job/run-routes.ts'
import type { EverywhereRuns } from './everywhere-runs.ts'

/** Register the addresses of runs of every area: start, look, take the answer, cancel. */
export function registerEverywhere(server: FastifyInstance, runs: EverywhereRuns): void {
  registerRuns(server, {
    url: '/api/everywhere', startsWith: '', runs, shapes: { request: EverywhereRequest, run: EverywhereRun, answer: EverywhereAnswer }, refuses: { find: 'run-not-found', answer: 'run-not-done' }, json: ({ answer }) => answer, csv: ({ csv }) => csv,
    says: { start: 'Start a projection of every staff group in every area of a level', find: 'How a run of every area stands', cancel: 'Cancel a run of every area', answer: 'The answer of a run of every area', csv: 'Every year of every group and area as csv' },
  })
}
