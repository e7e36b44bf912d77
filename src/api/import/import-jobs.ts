import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import type { KeptJob } from '../../store/job.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import { foundImport, newImport, refuseNotReady, refusePublished, withCheckAgain, withPublishing, type FoundImport } from './import-job.ts'
import type { JobHands } from '../job/job-hands.ts'
import type { ImportDoc } from '../job/job-state.ts'
import { problemOfJob } from '../job/job-words.ts'
import { drain, receiveFiles } from './receive-files.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { sayCount } from '../say.ts'

/** Uploads, newest first: each is known to every server of an installation, and only to whoever sent it. */
export interface ImportJobs {
  receive(request: FastifyRequest, straightAway: boolean): Promise<FoundImport | Refusal>
  find(viewer: Viewer, id: string): Promise<FoundImport | Refusal>
  list(viewer: Viewer): Promise<FoundImport[]>
  /** Publish what was checked. Errors: refuses `import-not-ready`. */
  publish(viewer: Viewer, found: FoundImport): Promise<FoundImport | Refusal>
  /** End it, whatever it is doing; what is kept of its files goes. Errors: refuses `import-already-published`. */
  cancel(viewer: Viewer, found: FoundImport): Promise<FoundImport | Refusal>
  /** Check a file again for the organisation that sends it, and with it all that waited for a mapping. Errors: refuses `import-not-ready`. */
  checkAgain(viewer: Viewer, found: FoundImport, at: number, organisation: string | null): Promise<FoundImport | Refusal>
}

/** Uploads that a list names. */
const mostListed = 50

export function openImportJobs(folder: Folder, hands: JobHands): ImportJobs {
  const changed = (viewer: Viewer, found: FoundImport, change: (doc: ImportDoc) => ImportDoc): Promise<FoundImport | Refusal> => folder.borrow(async (house) => {
    const job = await house.jobs.again(viewer, found.job.id, ['asking'], new Date().toISOString(), (doc) => change(doc as ImportDoc))
    return job === null ? refuseNotReady(found.state.state) : readImport(house, viewer, job, hands)
  })
  return {
    receive: (request, straightAway) => receive(folder, hands, request, straightAway),
    find: (viewer, id) => folder.borrow(async (house) => {
      const job = await house.jobs.find(viewer, id)
      return job === null || job.kind !== 'import' || job.person !== viewer.id ? refuseJob(id) : readImport(house, viewer, job, hands)
    }),
    list: (viewer) => folder.borrow(async (house) => {
      const found: FoundImport[] = []
      for (const job of (await house.jobs.list(viewer, 'import')).filter(({ person }) => person === viewer.id).slice(0, mostListed)) found.push(await readImport(house, viewer, job, hands))
      return found
    }),
    publish: (viewer, found) => changed(viewer, found, withPublishing),
    cancel: (viewer, found) => folder.borrow(async (house) => {
      if (found.job.state === 'cancelled') return found
      const job = await hands.cancel(house, viewer, found.job)
      return job === null ? refusePublished() : readImport(house, viewer, job, hands)
    }),
    checkAgain: async (viewer, found, at, organisation) => (found.files[at] === undefined ? refuseNotReady(found.state.state) : changed(viewer, found, (doc) => withCheckAgain(doc, at, organisation))),
  }
}

/** Order matters: the files are whole and in their place before anybody can take the job up. */
async function receive(folder: Folder, hands: JobHands, request: FastifyRequest, straightAway: boolean): Promise<FoundImport | Refusal> {
  const id = randomUUID()
  const arriving = await folder.borrow(async (house) => (house.mode === 'demonstration' ? refuseDemonstration() : join(house.arriving, id)))
  if (isRefusal(arriving)) {
    drain(request)
    return arriving
  }
  const received = await receiveFiles(request, arriving)
  if (isRefusal(received)) return received
  return folder.borrow(async (house) => {
    const directory = house.jobs.folderOf(id)
    try {
      await mkdir(dirname(directory), { recursive: true, mode: 0o700 })
      await rename(arriving, directory)
      const viewer = requestViewer(request)
      const job = await house.jobs.ask(viewer, { id, kind: 'import', title: `Import of ${sayCount(received.length, 'file')}`, key: null, question: { straightAway }, doc: newImport(received, straightAway), at: new Date().toISOString() })
      return await readImport(house, viewer, job, hands)
    } catch (error) {
      await Promise.all([arriving, directory].map((path) => rm(path, { recursive: true, force: true })))
      throw error
    }
  })
}

/** What this process has in hand it knows better than the records. */
async function readImport(house: House, viewer: Viewer, kept: KeptJob, hands: JobHands): Promise<FoundImport> {
  const work = await house.jobs.workOf(viewer, kept.id)
  if (work === null) throw new Error(`the job ${kept.id} has no work`)
  const live = kept.state === 'running' ? hands.live(kept.id) : null
  const [job, doc] = live === null ? [kept, work.doc as ImportDoc] : [live.job, live.doc as ImportDoc]
  return foundImport(job, doc, house.jobs.folderOf(kept.id), problemOfJob(job, work), kept.state === 'waiting' ? await house.jobs.ahead(kept) : 0)
}

function refuseDemonstration(): Refusal {
  return refuse('folder-is-demonstration', 'conflict', {
    doing: 'Receiving files', found: 'this data folder holds demonstration data, and a folder is demonstration or real, never both', need: 'A folder for real data', next: 'Choose “Start with real data” on the Data page, or name another folder with --data',
  })
}

function refuseJob(id: string): Refusal {
  return refuse('import-not-found', 'absent', { doing: 'Looking for an upload', found: `none with the id “${id.slice(0, 60)}” that you sent`, need: 'The id of an upload', next: 'See the Data page for what is loaded, or send the files again' })
}
