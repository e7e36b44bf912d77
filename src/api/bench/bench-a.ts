import { existsSync, statSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { jobA, readJobA, type ProfessionAnswer } from './job-a.ts'

/** The answer and cost of reference job A. Units: seconds from the reading of inputs to the last percentile; FTE; people a year. */
export interface BenchA {
  readonly job: 'a'
  readonly draws: number
  readonly workers: number
  readonly kernel: 'fast' | 'plain'
  /** True with levers and moves between pairs of professions: then the figures are not those of the job. */
  readonly levers: boolean
  readonly seconds: number
  readonly nsPerCellStep: number
  readonly peakMb: number
  readonly checksum: { readonly mean: number; readonly p10: number; readonly p90: number }
  /** Shape: one entry per year. */
  readonly nationalFte: readonly number[]
  readonly leavers: readonly number[]
  readonly joiners: readonly number[]
}

export interface BenchASettings { readonly draws: number; readonly workers: number; readonly plain: boolean; readonly levers?: boolean }

/**
 * Run reference job A through the product's kernel: worker threads take professions from one counter; the answer is added up by profession, so it
 * is the same whoever worked on what.
 *
 * Errors: refuses `bench-input-missing` where the folder has no inputs, or inputs of fewer draws.
 */
export async function benchA(folder: string, settings: BenchASettings): Promise<BenchA | Refusal> {
  const missing = refuseMissing(folder, settings.draws)
  if (missing) return missing
  const started = performance.now()
  const answers = await inWorkers(folder, settings)
  const summed = addUp(answers)
  const seconds = (performance.now() - started) / 1000
  const cellSteps = jobA.areas * jobA.professions * jobA.ages * 12 * jobA.years * settings.draws
  return {
    job: 'a', draws: settings.draws, workers: settings.workers, kernel: settings.plain ? 'plain' : 'fast', levers: settings.levers === true, seconds, nsPerCellStep: (seconds * 1e9) / cellSteps,
    peakMb: process.resourceUsage().maxRSS / 1024, ...summed,
  }
}

function refuseMissing(folder: string, draws: number): Refusal | null {
  const file = join(folder, 'draws.f64')
  const held = existsSync(file) ? statSync(file).size / (8 * 3 * jobA.years * jobA.professions) : 0
  if (held >= draws) return null
  return refuse('bench-input-missing', 'absent', {
    doing: 'Running reference job A', found: held === 0 ? `no inputs in ${folder}` : `inputs of ${held} draws, and ${draws} are asked for`,
    need: 'The folder that the generator of job A wrote', next: `Run the generator for ${draws} draws, and give its folder with --input`,
  })
}

async function inWorkers(folder: string, { draws, workers, plain, levers = false }: BenchASettings): Promise<ProfessionAnswer[]> {
  const answers: ProfessionAnswer[] = []
  const [counter, inputs] = [new SharedArrayBuffer(4), readJobA(folder)]
  await keepCompiled()
  await Promise.all(Array.from({ length: workers }, () => new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL('./job-a-worker.ts', import.meta.url), { workerData: { inputs, draws, plain, levers, counter }, resourceLimits: { maxYoungGenerationSizeMb: 4 } })
    worker.on('message', ({ profession, answer }: { profession: number; answer: ProfessionAnswer }) => { answers[profession] = answer })
    worker.once('error', reject).once('exit', () => resolve())
  })))
  return answers
}

/** Let threads find what they run in its compiled form, also at the first start: each would otherwise load a compiler of its own, of 18 MB. */
async function keepCompiled(): Promise<void> {
  await import('./job-a-worker.ts')
  flushCompileCache()
}

/** Add up in the order of professions. The checksum weighs each figure by its place in [year][area][profession]. */
function addUp(answers: readonly ProfessionAnswer[]): Pick<BenchA, 'checksum' | 'nationalFte' | 'leavers' | 'joiners'> {
  const perYear = (of: (answer: ProfessionAnswer, year: number) => number): number[] => Array.from({ length: jobA.years }, (_, year) => answers.reduce((sum, answer) => sum + of(answer, year), 0))
  const checksum = (name: 'mean' | 'p10' | 'p90'): number => answers.reduce((sum, answer, profession) => sum + answer[name].reduce((own, value, at) => own + value * (((at * jobA.professions + profession) % 97) + 1), 0), 0)
  return {
    checksum: { mean: checksum('mean'), p10: checksum('p10'), p90: checksum('p90') },
    nationalFte: perYear(national), leavers: perYear((answer, year) => answer.leavers[year]!), joiners: perYear((answer, year) => answer.joiners[year]!),
  }
}

function national(answer: ProfessionAnswer, year: number): number {
  return answer.mean.subarray(year * jobA.areas, (year + 1) * jobA.areas).reduce((sum, fte) => sum + fte, 0)
}
