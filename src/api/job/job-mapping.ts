import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Viewer } from '../../access/viewer.ts'
import type { SentFileMapping } from '../../contract/import-job.ts'
import type { ReturnTable } from '../../dataset/return-layout.ts'
import { hasHeader, headedTable } from '../../ingest/headed-table.ts'
import { openFile } from '../../ingest/open-file.ts'
import type { House } from '../../store/house.ts'
import { loaderOf } from '../../store/publish-within.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { needsMapping } from '../import/import-job-words.ts'
import type { FoundImport, SentFile } from '../import/import-job.ts'
import { proposeMappingFor } from '../import/mapping-proposal.ts'

/**
 * Propose a mapping for a file of an upload, with the organisations that the waiting files name.
 * Errors: refuses `file-not-sent`, `nothing-to-map`, and what opening a file refuses.
 */
export async function proposeForSent(house: House, viewer: Viewer, job: FoundImport, at: number, asked: { organisation?: string | undefined; table?: ReturnTable | undefined }): Promise<SentFileMapping | Refusal> {
  const file = job.files[at]
  if (!file || ['cancelled', 'published'].includes(job.state.state)) return refuseFile()
  const kept = await house.mappings.list(await loaderOf(house, viewer, new Date().toISOString().slice(0, 10)))
  const proposal = await proposeMappingFor(kept, await sampleOf(file), { table: asked.table ?? null, organisation: asked.organisation ?? null })
  if (isRefusal(proposal)) return proposal
  const heading = proposal.mapping.columns['organisation']
  const senders = heading === undefined ? [] : await sendersOf(job.files.filter((one) => one === file || needsMapping(one)).slice(0, mostLookedAt), heading)
  return { ...proposal, senders }
}

/** Files of an upload that are looked into for who sends them. */
const mostLookedAt = 100

/** Bytes of a text file that are enough to know its columns by; a workbook is opened whole. */
const enough = 4_000_000

/** What a code of an organisation looks like: anything else in its column is not shown. */
const codeShape = /^[A-Z0-9][A-Z0-9-]{0,11}$/

/** The head of a file, cut at the end of a line. */
async function sampleOf(file: SentFile): Promise<{ name: string; bytes: Uint8Array }> {
  const handle = await open(file.path)
  try {
    const head = Buffer.alloc(Math.min(enough, file.bytes))
    await handle.read(head, 0, head.length, 0)
    const isArchive = head[0] === 0x50 && head[1] === 0x4b
    if (isArchive || head.length === file.bytes) return { name: basename(file.name), bytes: head.length === file.bytes ? head : await handle.readFile() }
    return { name: basename(file.name), bytes: head.subarray(0, head.lastIndexOf(0x0a) + 1) }
  } finally {
    await handle.close()
  }
}

async function sendersOf(files: readonly SentFile[], heading: string): Promise<string[]> {
  const codes = new Set<string>()
  for (const file of files) {
    const opened = await openFile(await sampleOf(file))
    if (isRefusal(opened) || !hasHeader(opened, [heading])) continue
    const table = headedTable(opened, [heading])
    const at = table.position.get(heading)
    for (const { cells } of table.body) {
      const code = (cells[at ?? -1] ?? '').trim().toUpperCase()
      if (codeShape.test(code)) codes.add(code)
    }
  }
  return [...codes].sort()
}

function refuseFile(): Refusal {
  return refuse('file-not-sent', 'absent', { doing: 'Looking for a file of an upload', found: 'no such file, or its upload is over', need: 'The place of a file in an upload that is not yet published, from 0', next: 'Ask /api/import-jobs and the id for its files' })
}
