// A reporter for vitest: writes down which test files were at work when a signal ended their process, so that `npm test` can run those once more.
import { writeFileSync } from 'node:fs'

/** Address of the file it writes: `{ files, others }`, where others counts every other error outside tests. */
export const endedWorkersFile = 'CADRE_ENDED_WORKERS'

export default class EndedWorkers {
  onTestRunEnd(modules, errors) {
    const files = errors.map(({ cause }) => /^Worker exited unexpectedly with signal SIG(?:TRAP|SEGV|ABRT|ILL|BUS) .*while running test file (.+)$/.exec(cause?.message ?? '')?.[1])
    writeFileSync(process.env[endedWorkersFile], JSON.stringify({ files: files.filter((file) => file !== undefined), others: files.filter((file) => file === undefined).length }))
  }
}
