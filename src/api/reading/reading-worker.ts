import { parentPort, workerData } from 'node:worker_threads'
import { localViewer } from '../../access/viewer.ts'
import { speakPlainly } from '../../contract/say-misfit.ts'
import type { House } from '../../store/house.ts'
import { openLakeBeside } from '../../store/lake-beside.ts'
import type { AskedNoun, FromReader, ToReader } from './reading-messages.ts'
import { workOut } from './reading-works.ts'

/** What the records hold is asked of the server: the thread has the lake only. */
const nounsAsked: readonly AskedNoun[] = ['catalogue', 'accepted', 'history', 'calibrations', 'backtests', 'mappings', 'programmes']

/** The other side of reading-thread.ts. Readings go on beside one another where they wait for the engine. */
speakPlainly()
const port = parentPort!
const about = workerData as Pick<House, 'directory' | 'arriving'>
const asking = new Map<number, { readonly resolve: (found: unknown) => void; readonly reject: (fault: unknown) => void }>()
let asked = 0

function askHouse(noun: AskedNoun, verb: string, of: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ask = ++asked
    asking.set(ask, { resolve, reject })
    port.postMessage({ ask, noun, verb, of } satisfies FromReader, [])
  })
}

/** A noun of the house whose every verb is asked of the server. */
function asksHouse<Noun extends AskedNoun>(noun: Noun): House[Noun] {
  return new Proxy({}, { get: (_of, verb) => (...of: readonly unknown[]) => askHouse(noun, String(verb), of) }) as House[Noun]
}

const records = Object.fromEntries(nounsAsked.map((noun) => [noun, asksHouse(noun)])) as unknown as Pick<House, AskedNoun>
/** Files of a snapshot never change: the server is asked for them once. */
const filesKnown = new Map<string, ReturnType<House['catalogue']['files']>>()
const files: House['catalogue']['files'] = (viewer, snapshot) => {
  const key = `${snapshot} ${viewer.id === localViewer.id ? '' : JSON.stringify([viewer.reach, viewer.rights])}`
  const found = filesKnown.get(key) ?? records.catalogue.files(viewer, snapshot)
  filesKnown.set(key, found)
  found.catch(() => filesKnown.delete(key))
  const [oldest] = filesKnown.keys()
  if (filesKnown.size > 20 && oldest !== undefined) filesKnown.delete(oldest)
  return found
}
const lake = await openLakeBeside(about, files)

/** The house as it is while a snapshot is live. One for each of the last two, so that what was worked out is kept. */
const houses = new Map<string, House>()
function houseAt(snapshot: string, mode: House['mode']): House {
  const found = houses.get(snapshot)
  if (found) return found
  const { snapshots, findingRows, quarantine, publish, withdraw } = records.catalogue
  const catalogue: House['catalogue'] = { live: () => Promise.resolve(snapshot), files, snapshots, findingRows, quarantine, publish, withdraw }
  const made = { ...about, ...records, mode, lake, catalogue } as unknown as House
  houses.set(snapshot, made)
  const [oldest] = houses.keys()
  if (houses.size > 2 && oldest !== undefined) houses.delete(oldest)
  return made
}

async function read({ number, viewer, snapshot, mode, reading }: Extract<ToReader, { number: number }>): Promise<void> {
  try {
    port.postMessage({ done: number, found: await workOut(houseAt(snapshot, mode), viewer, reading) } satisfies FromReader, [])
  } catch (fault) {
    port.postMessage({ done: number, fault: fault instanceof Error ? fault.stack ?? fault.message : String(fault) } satisfies FromReader, [])
  }
}

port.on('message', (message: ToReader) => {
  if ('number' in message) void read(message)
  else if ('answered' in message) {
    const one = asking.get(message.answered)
    asking.delete(message.answered)
    if ('fault' in message) one?.reject(new Error(message.fault))
    else one?.resolve(message.found)
  } else {
    port.close()
    void lake.close()
  }
})
