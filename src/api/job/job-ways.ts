import type { JobKind } from '../../store/job.ts'
import { everywhereWay } from '../everywhere/everywhere-way.ts'
import type { ImportQueue } from '../import/import-queue.ts'
import { importWay } from '../import/import-way.ts'
import type { JobWay } from './job-hands.ts'
import { scenarioWay } from '../scenario/scenario-way.ts'

/** How each kind of heavy work is done, in a server and in a worker alike. */
export function jobWays(queue: ImportQueue): Readonly<Record<JobKind, JobWay>> {
  return { import: importWay(queue), everywhere: everywhereWay, scenario: scenarioWay }
}
