import type { FastifyInstance } from 'fastify'
import type { Folder } from './folder.ts'
import { registerDecisions } from './decisions.ts'
import { registerDemand } from './demand-routes.ts'
import { registerEverywhere } from './everywhere-routes.ts'
import { openEverywhereRuns } from './everywhere-runs.ts'
import { openHands, type HandsOptions } from './job-hands.ts'
import { registerJobs } from './job-routes.ts'
import { jobWays } from './job-ways.ts'
import type { Counted } from './metrics.ts'
import { registerImportJobs } from './import-job-routes.ts'
import { openImportJobs } from './import-jobs.ts'
import { openImportQueue } from './import-queue.ts'
import { registerMappings } from './mapping-changes.ts'
import { registerRetention } from './retention-routes.ts'
import { registerStartReal } from './start-real.ts'
import { registerScenarios } from './scenario-routes.ts'
import { openScenarioRuns } from './scenario-runs.ts'
import { registerUpload } from './upload.ts'
import { registerWhatIf } from './what-if-routes.ts'
import { registerPlans } from './plan-routes.ts'
import { registerPlanWork } from './plan-work-routes.ts'
import { registerProjection } from './projection-routes.ts'
import { registerWisn } from './wisn-routes.ts'

/** Register every address that changes something, and answer what of it can be counted. Each needs the header `x-cadre: 1` (same-origin.ts). */
export function registerChanges(server: FastifyInstance, folder: Folder, log: (line: string) => void, jobs: Pick<HandsOptions, 'hands' | 'lease'>): Counted {
  const queue = openImportQueue()
  const hands = openHands(folder, jobWays(queue), { kind: 'server', log, ...jobs })
  // What is in hand is handed back: it is begun again by another process, or by this one when it is next started.
  server.addHook('onClose', () => hands.close(0))
  registerJobs(server, folder, hands)
  registerUpload(server, folder, queue)
  registerImportJobs(server, openImportJobs(folder, hands), folder)
  registerMappings(server, folder)
  registerDecisions(server, folder)
  registerStartReal(server, folder, log)
  registerEverywhere(server, openEverywhereRuns(folder, hands))
  registerScenarios(server, openScenarioRuns(folder, hands))
  registerWisn(server)
  registerDemand(server)
  registerWhatIf(server, folder)
  registerProjection(server, folder)
  registerPlans(server, folder)
  registerPlanWork(server, folder)
  registerRetention(server, folder)
  return { importsInLine: queue.inLine, jobs: () => folder.borrow((house) => house.jobs.counts()) }
}
