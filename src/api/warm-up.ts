import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { localViewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Folder } from './folder.ts'
import { watchLive } from './live/live-watch.ts'
import { findPlace } from './map/find-place.ts'
import { shippedProgrammes } from './programme/shipped-programmes.ts'
import { answerQuery } from './query.ts'
import { startReading, threadBeside, type ReadingThread } from './reading/reading-thread.ts'
import { routes } from './routes.ts'

/** Columns by which people are counted most: with each of these questions a roll-up is made, and kept with the data. */
const counted = ['profession', 'band', 'sex', 'age_band', 'sector', 'nationality']

/** What is asked before anybody does, in order: what the first page shows, then what quick counts of people read. */
const first = ['/api/overview', '/api/overview/changes', '/api/overview/map', '/api/overview/future', '/api/projection', ...counted.map((by) => `/api/query?measure=headcount&by=${by}`)]
/** What the other pages of the nation show: asked while nobody else asks. */
const ofNation = [
  '/api/explore?measure=fte&rows=staff_group', '/api/explore/catalogue', '/api/overview/measures', ...['region', 'ics', 'organisation'].map((level) => `/api/overview/measures?level=${level}`), '/api/areas', '/api/staff-groups', '/api/holdings', '/api/coverage', '/api/gap-matrix', '/api/quality', '/api/quality/scores', '/api/establishment', '/api/establishment/bridge', '/api/board', '/api/rates',
  '/api/flows', '/api/flows?by=period', '/api/comings', '/api/spill-over', '/api/pyramid', ...['fte', 'headcount', 'leaver_rate', 'joiner_rate', 'vacancy_rate'].flatMap((measure) => ['ics', 'staff_group', 'region', 'period', 'ics,staff_group'].map((by) => `/api/query?measure=${measure}&by=${by}`)),
]
/** What the pages of a place open with; what takes longest comes last, when all have the rest. Regions and systems have all of it before organisations have any. */
const ofArea = [['/api/overview', '/api/overview/changes', '/api/peers', '/api/staff-groups', '/api/coverage'], ['/api/projection', '/api/rates', '/api/board', '/api/comings', '/api/spill-over'], ['/api/overview/future']]
/** Of a region or system besides. */
const ofLargeArea = [...ofArea, ['/api/sensitivity']]

/** Milliseconds between two looks whether other data are live; how long nobody must have asked before more is asked; and between two looks whether that is so. */
const [lookEvery, restFor, waitFor] = [2000, 3000, 500]

/** From so many rows on a thread is worth its memory: what fewer are asked takes no time. */
const manyRows = 200_000

/** From so many rows on every organisation is got ready; of fewer the first, which learns for all of them what takes long: each further one then takes moments when it is asked for. */
const manyRowsOfOrganisations = 5_000_000

/** Says how long ago somebody last asked something of the server. Units: milliseconds. */
export interface Readers { quietFor(): number }

/** `stop`: nothing more is asked beforehand; `end`: the thread ends too, when nobody waits for answers any more. */
interface Warming { stop(): void; end(): Promise<void> }

/**
 * Keep answers ready, when the server starts and whenever other data go live, whoever published them: at once those of the first page; those of other pages and areas while nobody asks and the
 * machine has little else to do. Heavy work goes to a thread beside the server.
 */
export function keepWarm(folder: Folder, readers: Readers, what: 'first' | 'all'): Warming {
  let warmed: string | null = null
  const over = new AbortController()
  let turn = Promise.resolve()
  let thread: ReadingThread | null = null
  const ownLoad = watchOwnLoad()
  const live = (): Promise<string | null> => folder.borrow((house) => house.catalogue.live(localViewer)).catch(() => null)
  const rowsOf = (snapshot: string): Promise<number> => folder.borrow(async (house) => (await house.catalogue.snapshots(localViewer)).find(({ id }) => id === snapshot)?.rows ?? 0)
  const beside = (rows: number): Promise<void> => folder.borrow(async (house) => {
    if (threadBeside(house) !== null || over.signal.aborted || rows < manyRows) return
    // Another folder was opened in place of the one before, or its thread has ended.
    void thread?.end()
    thread = startReading(house)
  })
  const warm = async (): Promise<void> => {
    const snapshot = await live()
    if (snapshot === null || snapshot === warmed || over.signal.aborted) return
    warmed = snapshot
    const rows = await rowsOf(snapshot).catch(() => 0)
    await beside(rows).catch(() => undefined)
    for (const address of first) if (!over.signal.aborted) await ask(folder, address)
    for (const address of what === 'first' ? [] : await laterOf(folder, rows)) {
      while (!over.signal.aborted && !mayGoOn(readers, ownLoad)) await pause(waitFor, undefined, { ref: false })
      if (over.signal.aborted || await live() !== snapshot) return
      await ask(folder, address)
    }
  }
  const warmNext = (): void => { turn = turn.then(warm, warm) }
  const watch = watchLive(folder, lookEvery)
  watch.hear(warmNext)
  warmNext()
  const stop = (): void => {
    over.abort()
    watch.end()
  }
  return { stop, end: async () => { stop(); await thread?.end() } }
}

/** Others come first: readers of this server, and what else the machine has to do, which is its load less the server's own. */
function mayGoOn(readers: Readers, ownLoad: () => number): boolean {
  return readers.quietFor() >= restFor && loadavg()[0]! - ownLoad() < availableParallelism() * 2
}

/** Processors that this process keeps busy, averaged as the load of the machine is: over about a minute. */
function watchOwnLoad(): () => number {
  let [at, used, load] = [performance.now(), process.cpuUsage(), 0]
  return () => {
    const [seconds, { user, system }] = [(performance.now() - at) / 1000, process.cpuUsage(used)]
    if (seconds > 0) load += ((user + system) / 1e6 / seconds - load) * (1 - Math.exp(-seconds / 60))
    ;[at, used] = [performance.now(), process.cpuUsage()]
    return load
  }
}

/** Ask an address as a page does. What cannot be answered is left for the page to say. */
async function ask(folder: Folder, address: string): Promise<void> {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const route = routes.find(({ url }) => url === pathname)
  if (route === undefined) throw new Error(`no route answers ${address}`)
  const query = route.query?.parse(Object.fromEntries(searchParams))
  await folder.borrow((house) => route.handle({ house, viewer: localViewer }, { query, params: {} })).catch(() => undefined)
}

/** Addresses of the other pages: of the nation, of every programme, of every region and system, then of organisations. */
async function laterOf(folder: Folder, rows: number): Promise<string[]> {
  const { large, organisations } = await folder.borrow(placesOf).catch(() => ({ large: [], organisations: [] }))
  const programmes = shippedProgrammes().flatMap(({ id }) => [`/api/programme?id=${id}`, `/api/programme/gaps?id=${id}`])
  return [...ofNation, ...programmes, ...inRounds(ofLargeArea, large), ...inRounds(ofArea, rows < manyRowsOfOrganisations ? organisations.slice(0, 1) : organisations)]
}

/** The addresses of a round for every area, then those of the next. */
function inRounds(rounds: readonly (readonly string[])[], areas: readonly string[]): string[] {
  return rounds.flatMap((addresses) => areas.flatMap((area) => addresses.map((address) => `${address}?area=${area}`)))
}

/** Regions and systems, then organisations that staff in post are known of; each in the order of the map. */
async function placesOf(house: House): Promise<{ readonly large: readonly string[]; readonly organisations: readonly string[] }> {
  const [place, staffed] = await Promise.all([findPlace(house, localViewer, undefined), answerQuery(house, localViewer, { measure: 'fte', by: 'organisation', where: [] })])
  if (isRefusal(place)) return { large: [], organisations: [] }
  const known = new Set(isRefusal(staffed) ? [] : staffed.rows.flatMap((row) => (row.value === null ? [] : [String(row['organisation'])])))
  const codesOf = (level: string): string[] => [...place.map.nodes.values()].filter((node) => node.level === level).map(({ code }) => code)
  return { large: [...codesOf('region'), ...codesOf('ics')], organisations: codesOf('organisation').filter((code) => known.has(code)) }
}
