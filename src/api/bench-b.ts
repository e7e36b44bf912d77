import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cellsOf } from '../ingest/scan/text-records.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import type { CubeSums } from './bench-b-cube.ts'
import { openDesk, type Desk } from './bench-b-desk.ts'
import type { JobReferences } from './bench-b-rules.ts'
import { recordsOf } from './file-records.ts'

/** What job B answers. Units: seconds of this process from its start; MB of memory at its peak. */
export interface JobB {
  readonly job: 'b'
  readonly seconds: number
  readonly rowsPerSecond: number
  readonly peakMb: number
  readonly counts: Readonly<Record<string, number>>
  readonly clean: number
  readonly cube: CubeSums
}

/**
 * Run job B: read, judge and keep every row of a folder made by its generator, and count the cube.
 * Errors: refuses `bench-input-missing` when one of the files of the job is not there.
 */
export async function runJobB(input: string): Promise<JobB | Refusal> {
  const missing = ['staff.csv', 'ref_org.csv', 'ref_occ.csv', 'ref_band.csv'].find((name) => !existsSync(join(input, name)))
  if (missing !== undefined) return refuseInput(input, missing)
  const kept = await mkdtemp(join(tmpdir(), 'cadre-bench-'))
  try {
    return await judgeFolder(input, kept)
  } finally {
    await rm(kept, { recursive: true, force: true })
  }
}

async function judgeFolder(input: string, kept: string): Promise<JobB> {
  const references = await readReferences(input)
  let desk: Desk | null = null
  for (const records of recordsOf(join(input, 'staff.csv'), ',')) {
    const first = desk === null ? 1 : 0
    desk ??= await openDesk(cellsOf(records, 0), references, kept)
    await desk.take(records, first)
  }
  if (!desk) throw new Error(`${input} has an empty staff.csv`)
  const { counts, clean, cube } = await desk.close()
  const seconds = process.uptime()
  const rows = clean + Object.values(counts).reduce((sum, count) => sum + count, 0)
  return { job: 'b', seconds, rowsPerSecond: Math.round(rows / seconds), peakMb: Math.round(process.resourceUsage().maxRSS / 1024), counts, clean, cube }
}

async function readReferences(input: string): Promise<JobReferences> {
  const lines = async (name: string): Promise<string[]> => (await readFile(join(input, name), 'utf8')).trim().split('\n').slice(1)
  const occupations = (await lines('ref_occ.csv')).map((line) => line.split(',', 2) as [string, string])
  return { organisations: await lines('ref_org.csv'), occupations: new Map(occupations), bands: await lines('ref_band.csv') }
}

function refuseInput(input: string, missing: string): Refusal {
  return refuse('bench-input-missing', 'absent', { doing: 'Running reference job B', found: `no ${missing} in ${input}`, need: 'The folder that the generator of job B wrote', next: 'Run the generator, and give its folder with --input' })
}
