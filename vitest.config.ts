import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
// @ts-expect-error plain JavaScript: it runs before TypeScript is installed
import { engineFlags } from './scripts/pinned-node.mjs'

/** Faults that are tried inside one process, and disturb nobody who runs beside them. */
const gentle = ['tests/fault/hostile/**/*.test.ts', 'tests/fault/{every-operation,flipped-byte,kill-migrations,withdraw}.test.ts']

/** Files that take a minute or more, the longest first: begun late, one of them alone would keep everybody waiting. */
const longest = [
  'house/access-canary', 'journeys/demonstration', 'journeys/explore', 'journeys/figures', 'journeys/scenario', 'journeys/compare', 'fault/every-operation', 'journeys/peers', 'journeys/programme', 'journeys/board', 'real/done-when', 'hindcast/turnover',
].map((name) => `tests/${name}.test.ts`)

/** As vitest sorts, by the time each took here before or else by size; but what is known to be long comes before all else. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

/** Place among the longest; behind them all for any other. */
function place({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.endsWith(name))
  return at < 0 ? longest.length : at
}

/** What every project has: the same seed for laws, the flags of the engine that the product runs with, and patience with what comes by itself: a machine that is busy is late by seconds. */
const shared = { setupFiles: ['tests/house/law-seed.ts'], execArgv: engineFlags, expect: { poll: { timeout: 20_000 } } }

/** Three projects: quick pieces beside the code; the long kinds that start servers, browsers and child processes; and those that kill them, which stand alone. */
export default defineConfig({
  test: {
    // One for each core we count on; those that kill take one file at a time whatever this says.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'quick', ...shared, include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/spec/**/*.test.ts', 'tests/golden/**/*.test.ts', 'tests/house/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'long', globalSetup: 'tests/journeys/shared-demonstration.ts', ...shared, include: ['tests/{hindcast,journeys,real,records}/**/*.test.ts', ...gentle], testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: 'fault', ...shared, include: ['tests/fault/**/*.test.ts'], exclude: gentle, testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
})
