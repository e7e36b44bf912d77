import type { FastifyInstance } from 'fastify'
import type { Folder } from './folder.ts'
import { registerDecisions } from './decisions.ts'
import { registerDemand } from './demand/demand-routes.ts'
import { registerEverywhere } from './everywhere/everywhere-routes.ts'
import { openEverywhereRuns } from './everywhere/everywhere-runs.ts'
import { openHands, type HandsOptions } from './job/job-hands.ts'
import { registerJobs } from './job/job-routes.ts'
import { jobWays } from './job/job-ways.ts'
import type { Counted } from './metrics.ts'
import { registerImportJobs } from './import/import-job-routes.ts'
import { openImportJobs } from './import/import-jobs.ts'
import { openImportQueue } from './import/import-queue.ts'
import { registerMappings } from './import/mapping-changes.ts'
import { registerRetention } from './retention/retention-routes.ts'
import { registerStartReal } from './import/start-real.ts'
import { registerCentralScene } from './scenario/scenario-central-routes.ts'
import { registerScenarioFiles } from './scenario/scenario-report-files.ts'
import { registerScenarios } from './scenario/scenario-routes.ts'
import { openScenarioRuns } from './scenario/scenario-runs.ts'
import { registerUpload } from './import/upload.ts'
import { registerWhatIf } from './projection/what-if-routes.ts'
import { registerPlans } from './plan/plan-routes.ts'
import { registerPlanWork } from './plan/plan-work-routes.ts'
import { registerProjection } from './projection/projection-routes.ts'
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
  const scenarios = openScenarioRuns(folder, hands)
  registerScenarios(server, scenarios)
  registerCentralScene(server, folder)
  registerScenarioFiles(server, folder, scenarios)
  registerWisn(server)
  registerDemand(server)
  registerWhatIf(server, folder)
  registerProjection(server, folder)
  registerPlans(server, folder)
  registerPlanWork(server, folder)
  registerRetention(server, folder)
  return { importsInLine: queue.inLine, jobs: () => folder.borrow((house) => house.jobs.counts()) }
}
