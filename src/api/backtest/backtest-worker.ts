import { parentPort, workerData } from 'node:worker_threads'
import { backtest } from '../../scenario/backtest.ts'

/** The other side of backtest-thread.ts: one back-test, then the thread ends. */
const { histories, settings } = workerData as { histories: Parameters<typeof backtest>[0]; settings: Parameters<typeof backtest>[1] }
parentPort?.postMessage(backtest(histories, settings), [])
