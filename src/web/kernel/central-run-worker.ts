import { unpackCentralRun } from '../../scenario/central-run-bytes.ts'
import { openCentralRun, type CentralPath } from '../../scenario/central-run.ts'
import type { SimpleLevers } from '../../supply/parameters.ts'
import { kernelHere } from '../../supply/kernel/kernel-here.ts'
import { askResponse, problemOf } from '../ask/ask.ts'
import type { FromWorker, ToWorker } from './central-run-messages.ts'

/** The kernel in a thread of the page: fetches the inputs of central runs, keeps the newest few, and walks them as often as a slider moves. */
interface Held {
  readonly tag: string | null
  readonly without: number
  readonly walk: (levers: SimpleLevers) => CentralPath[]
}
const runs = new Map<string, Promise<Held>>()
const mostKept = 4

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  void answer(data).catch((error: unknown): FromWorker => ({ by: data.by, say: 'failed', problem: problemOf(error) })).then((said) => postMessage(said, { transfer: [] }))
})

async function answer(asked: ToWorker): Promise<FromWorker> {
  const { without, walk } = await (asked.ask === 'open' ? open(asked.run) : (runs.get(asked.run) ?? open(asked.run)))
  const levers = asked.ask === 'open' ? { leaving: 0, joining: 0, participation: 0 } : asked.levers
  const paths = walk(levers)
  return asked.ask === 'open' ? { by: asked.by, say: 'opened', kernel: kernelHere().kind, without, paths } : { by: asked.by, say: 'walked', levers, paths }
}

/** Get the inputs; those at hand stay where the server says that nothing changed. What could not be had is forgotten, to be asked for again. */
function open(address: string): Promise<Held> {
  const known = runs.get(address)
  const opened = (known?.catch(() => undefined) ?? Promise.resolve(undefined)).then((held) => fetchRun(address, held))
  runs.delete(address)
  runs.set(address, opened)
  opened.catch(() => {
    if (runs.get(address) === opened) runs.delete(address)
  })
  for (const old of [...runs.keys()].slice(0, -mostKept)) runs.delete(old)
  return opened
}

async function fetchRun(address: string, held: Held | undefined): Promise<Held> {
  const response = await askResponse(address, { headers: { accept: 'application/octet-stream, application/problem+json', ...(held?.tag == null ? {} : { 'if-none-match': held.tag }) } })
  if (response.status === 304 && held !== undefined) return held
  const run = unpackCentralRun(new Uint8Array(await response.arrayBuffer()))
  return { tag: response.headers.get('etag'), without: run.without, walk: openCentralRun(run, kernelHere()) }
}
