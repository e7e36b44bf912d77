import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localViewer } from '../../access/viewer.ts'
import type { Row } from '../../dataset/table.ts'
import { realDisk } from '../../store/disk.ts'
import { folderAt } from '../../store/folder.ts'
import type { StagedPart } from '../../store/house.ts'
import { openLakeOf, type Keeps } from '../../store/lake.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'

/** What job D answers. Units: milliseconds, the median of five runs of each query; `loadMs` is what keeping the facts and their roll-ups took before. */
export interface JobD {
  readonly job: 'd'
  /** `md5` is the first 8 hex digits of the rows' MD5: columns joined by `|`, one row a line. */
  readonly queries: readonly { readonly id: string; readonly ms: number; readonly md5: string }[]
  readonly totalMs: number
  readonly loadMs: number
}

/**
 * Run job D: keep its facts in a lake as parts, one for each month, and ask the twelve queries through the lake's roll-ups; `plain` reads every fact.
 *
 * Errors: refuses `bench-input-missing` where the folder has no queries.sql.
 */
export async function runJobD(input: string, { plain }: { readonly plain: boolean }): Promise<JobD | Refusal> {
  const file = join(input, 'queries.sql')
  if (!existsSync(file)) return refuseMissing(input)
  const kept = mkdtempSync(join(tmpdir(), 'cadre-bench-'))
  try {
    return await askAll(kept, readFileSync(file, 'utf8').trim().split('\n'), plain)
  } finally {
    await rm(kept, { recursive: true, force: true })
  }
}

function refuseMissing(input: string): Refusal {
  return refuse('bench-input-missing', 'absent', {
    doing: 'Running reference job D', found: `no queries.sql in ${input}`, need: 'The folder of job D with its queries', next: 'Give the folder that holds queries.sql with --input',
  })
}

const dimension = (name: string, means: string) => ({ name, type: 'integer', means, required: true } as const)

/** The facts of the job, and how they are rolled up: as staff records are, by place, month and group, and by each further column. */
const keeps: Keeps<'fact'> = {
  tables: [{
    name: 'fact', kind: 'fact', grain: 'month × organisation × staff group × band × age band × gender', means: 'Facts of reference job D', columns: [
      dimension('m', 'Month'), dimension('o', 'Organisation'), dimension('g', 'Staff group'), dimension('b', 'Band'), dimension('a', 'Age band'), dimension('s', 'Gender'),
      dimension('h', 'Heads'), dimension('f', 'Hundredths of FTE'),
    ],
  }],
  rollUps: [{ table: 'fact', always: ['m', 'g'], place: ['o'], further: ['b', 'a', 's'], coarser: {}, amounts: { h: 'BIGINT', f: 'BIGINT' } }],
}
const months = 36

async function askAll(kept: string, queries: readonly string[], plain: boolean): Promise<JobD> {
  const folder = folderAt(kept)
  mkdirSync(folder.unfinished, { recursive: true })
  const parts: StagedPart<'fact'>[] = []
  const lake = await openLakeOf(keeps, folder, realDisk, async () => parts)
  try {
    const started = performance.now()
    for (let month = 0; month < months; month += 1) {
      parts.push(...await lake.stageStatement(localViewer, 'fact', { source: 'job-d', fileId: 'job-d', period: monthName(month), byPeriod: false, prepare: [] }, factsOf(month)))
    }
    const ask = (query: string): Promise<Row[]> => (plain ? lake.select(localViewer, 'job-d', query) : lake.selectRolledUp(localViewer, 'job-d', 'fact', query))
    for (const query of queries) await ask(query)
    const loadMs = performance.now() - started
    const answers = []
    for (const [at, query] of queries.entries()) answers.push({ id: `q${at + 1}`, ...await timeQuery(() => ask(query)) })
    return { job: 'd', queries: answers, totalMs: answers.reduce((sum, { ms }) => sum + ms, 0), loadMs }
  } finally {
    await lake.close()
  }
}

/** The month of a number: 0 is January 2023. */
function monthName(month: number): string {
  return `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** Source: the formula of JOB_D.md. */
function factsOf(month: number): string {
  return `select ${month} as m, o, g, b, a, s, h, h * (60 + (o + g + b + a + ${month}) % 40) as f
    from (select *, (7 * o + 13 * g + 17 * b + 19 * a + 23 * s + 29 * ${month}) % 11 as h from range(240) x(o), range(9) y(g), range(14) z(b), range(10) p(a), range(2) q(s))`
}

async function timeQuery(ask: () => Promise<Row[]>): Promise<{ ms: number; md5: string }> {
  const times: number[] = []
  let rows: Row[] = []
  for (let run = 0; run < 5; run += 1) {
    const started = performance.now()
    rows = await ask()
    times.push(performance.now() - started)
  }
  const text = `${rows.map((row) => Object.values(row).map(String).join('|')).join('\n')}\n`
  return { ms: times.toSorted((a, b) => a - b)[2]!, md5: createHash('md5').update(text).digest('hex').slice(0, 8) }
}
