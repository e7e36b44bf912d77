/** Wait for a signal to stop. */
export function untilStopped(): Promise<void> {
  return new Promise((done) => { for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done()) })
}
