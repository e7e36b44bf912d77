import { defineConfig } from 'vitest/config'

/** Faults that are tried inside one process, and disturb nobody who runs beside them. */
const gentle = ['tests/fault/hostile/**/*.test.ts', 'tests/fault/{every-operation,flipped-byte,kill-migrations,withdraw}.test.ts']

/** Three projects: quick pieces beside the code; the long kinds that start servers, browsers and child processes; and those that kill them, which stand alone. */
export default defineConfig({
  test: {
    // One for each core we count on; those that kill take one file at a time whatever this says.
    maxWorkers: 2,
    projects: [
      { test: { name: 'quick', setupFiles: ['tests/house/law-seed.ts'], include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/spec/**/*.test.ts', 'tests/golden/**/*.test.ts', 'tests/house/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'long', globalSetup: 'tests/journeys/shared-demonstration.ts', setupFiles: ['tests/house/law-seed.ts'], include: ['tests/{hindcast,journeys,real,records}/**/*.test.ts', ...gentle], testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: 'fault', setupFiles: ['tests/house/law-seed.ts'], include: ['tests/fault/**/*.test.ts'], exclude: gentle, testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
})
