import { Worker } from 'node:worker_threads'
import type { backtest, Backtest } from '../../scenario/backtest.ts'
import type { Refusal } from '../../units/refusal.ts'

/** Run a back-test in a thread of its own: it forecasts every series from every year, and the server has others to answer meanwhile. */
export function backtestInThread(histories: Parameters<typeof backtest>[0], settings: Parameters<typeof backtest>[1]): Promise<Backtest | Refusal> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backtest-worker.ts', import.meta.url), { workerData: { histories, settings } })
    worker.once('message', resolve).once('error', reject)
  })
}
