import { defineConfig } from 'vitest/config'

/** Two projects: quick pieces beside the code, and the long kinds that start servers, browsers and child processes. */
export default defineConfig({
  test: {
    // One for each core we count on; the long kinds take one file at a time whatever this says.
    maxWorkers: 2,
    projects: [
      { test: { name: 'quick', setupFiles: ['tests/house/law-seed.ts'], include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/spec/**/*.test.ts', 'tests/golden/**/*.test.ts', 'tests/house/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'long', setupFiles: ['tests/house/law-seed.ts'], include: ['tests/{hindcast,fault,journeys,real,records}/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } },
    ],
  },
})
