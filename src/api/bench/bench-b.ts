import { closeSync, existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fewRepeats } from '../../ingest/scan/few-repeats.ts'
import { cellsOf } from '../../ingest/scan/text-records.ts'
import { createParquet } from '../../store/parquet-file.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { sumCubes, type CubeSums } from './bench-b-cube.ts'
import { jobKinds, type JobFile, type JudgedRange } from './bench-b-desk.ts'
import { jobLayout, type JobReferences } from './bench-b-rules.ts'
import { scanInThreads } from './bench-b-threads.ts'
import { openRecords, recordsBetween } from '../import/file-records.ts'

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

/** How the work is shared out; what comes out is the same, to the byte. Units: bytes of the file that a thread takes at a time. */
export interface JobShares { readonly threads: number; readonly rangeBytes: number }

/** Two threads read a file in about half the time; more have not been tried. */
const usual: JobShares = { threads: Math.min(2, availableParallelism()), rangeBytes: 8 << 20 }

/**
 * Run job B: read, judge and keep every row of a folder made by its generator, and count the cube.
 * Errors: refuses `bench-input-missing` when one of the files of the job is not there.
 */
export async function runJobB(input: string, shares = usual): Promise<JobB | Refusal> {
  const missing = ['staff.csv', 'ref_org.csv', 'ref_occ.csv', 'ref_band.csv'].find((name) => !existsSync(join(input, name)))
  if (missing !== undefined) return refuseInput(input, missing)
  const kept = await mkdtemp(join(tmpdir(), 'cadre-bench-'))
  try {
    return await judgeFolder(input, kept, shares)
  } finally {
    await rm(kept, { recursive: true, force: true })
  }
}

/** Run the job on a folder that has its files, and leave in `kept` the rows that passed and those held back. */
export async function judgeFolder(input: string, kept: string, shares: JobShares): Promise<JobB> {
  const path = join(input, 'staff.csv')
  const head = await readHead(path, await readReferences(input))
  const [stored, held] = [await createParquet(join(kept, 'staff.parquet'), jobLayout(head.header, head.unrepeated).declared), await open(join(kept, 'quarantine.jsonl'), 'w')]
  const counts = Object.fromEntries(jobKinds.map((kind) => [kind, 0]))
  let [clean, writing] = [0, Promise.resolve() as Promise<unknown>]
  const keep = (judged: JudgedRange): void => {
    for (const kind of jobKinds) counts[kind]! += judged.counts[kind]!
    clean += judged.group.rows
    stored.append(judged.group)
    writing = writing.then(() => held.write(judged.held))
    writing.catch(() => undefined)
  }
  let cubes: Int32Array[]
  try {
    cubes = await scanInThreads({ ...head, ...shares, path, keep })
    await writing
  } finally {
    await held.close()
    await stored.close()
  }
  const seconds = process.uptime()
  const rows = clean + Object.values(counts).reduce((sum, count) => sum + count, 0)
  return { job: 'b', seconds, rowsPerSecond: Math.round(rows / seconds), peakMb: Math.round(process.resourceUsage().maxRSS / 1024), counts, clean, cube: sumCubes(cubes) }
}

/** Look at the first records of the file: its header, which columns repeat, and about how many rows there are. */
async function readHead(path: string, references: JobReferences): Promise<JobFile & { readonly start: number; readonly rows: number }> {
  const { size } = await stat(path)
  const opened = openRecords(path, ',')
  try {
    const first = recordsBetween(opened, 0, 1)
    const step = first.next()
    if (step.done) throw new Error(`${path} is empty`)
    const header = cellsOf(step.value, 0)
    const start = first.next().value as number
    for (const records of recordsBetween(opened, start, Number.POSITIVE_INFINITY)) {
      const bytes = records.ends[records.firstCell[records.count]! - 1]! - records.starts[0]!
      return { header, unrepeated: fewRepeats(records, header.length), references, start, rows: Math.ceil((size * records.count) / (bytes + 1)) }
    }
    return { header, unrepeated: header.map(() => false), references, start, rows: 1 }
  } finally {
    closeSync(opened.file)
  }
}

async function readReferences(input: string): Promise<JobReferences> {
  const lines = async (name: string): Promise<string[]> => (await readFile(join(input, name), 'utf8')).trim().split('\n').slice(1)
  const occupations = (await lines('ref_occ.csv')).map((line) => line.split(',', 2) as [string, string])
  return { organisations: await lines('ref_org.csv'), occupations: new Map(occupations), bands: await lines('ref_band.csv') }
}

function refuseInput(input: string, missing: string): Refusal {
  return refuse('bench-input-missing', 'absent', { doing: 'Running reference job B', found: `no ${missing} in ${input}`, need: 'The folder that the generator of job B wrote', next: 'Run the generator, and give its folder with --input' })
}
