import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EverywhereAnswer, EverywhereRequest } from '../../contract/everywhere.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerEverywhere, type Everywhere } from '../everywhere.ts'
import type { Doing, JobWay } from '../job/job-hands.ts'
import { reachMark, writeWhole, type RunDoc } from '../job/job-runs.ts'
import { ourFault } from '../problem.ts'

/** How a run of every area is done. */
export const everywhereWay: JobWay = { policy: 'figures', run: runEverywhere, broken: (_error, id) => ourFault(id) }

async function runEverywhere({ house, viewer, taken, directory, signal, doc, tell }: Doing): Promise<'done' | Refusal | null> {
  const began = performance.now()
  const found = await answerEverywhere(house, viewer, (taken.work.question as { request: EverywhereRequest }).request, { step: tell, stop: signal })
  if (found === null || signal.aborted) return null
  if (isRefusal(found)) return found
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeWhole(join(directory, answerName), JSON.stringify(found.answer), taken.job.attempt)
  await writeWhole(join(directory, csvName), found.csv.text, taken.job.attempt)
  Object.assign(doc as RunDoc, { reach: reachMark(viewer.reach), summary: found.answer.summary, seconds: (performance.now() - began) / 1000 })
  return 'done'
}

const [answerName, csvName] = ['answer.json', 'projection-every-area.csv']

/** The answer of a run that is done; null when its files are gone. */
export async function readEverywhere(directory: string): Promise<Everywhere | null> {
  const [answer, csv] = await Promise.all([answerName, csvName].map((name) => readFile(join(directory, name), 'utf8').catch(() => null)))
  return answer == null || csv == null ? null : { answer: JSON.parse(answer) as EverywhereAnswer, csv: { name: csvName!, text: csv } }
}
