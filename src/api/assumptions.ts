import { z } from 'zod'
import { AssumptionLibrary, AssumptionRequest } from '../contract/assumption.ts'
import { flagsOf, readLibrary } from './assumption-library.ts'
import { writeCsv } from './csv.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'
import { sayCount } from './say.ts'

/** What the grades of evidence mean. */
const grades = { A: 'counted in full', B: 'counted in part, or well sampled', C: 'one study, a survey, or a report of it', D: 'somebody’s judgement or plan' } as const

/** The shared library of assumptions: each with its source, range, grade, owner and review date; those past it are flagged. */
export async function listAssumptions({ group, find }: AssumptionRequest, today: string): Promise<AssumptionLibrary> {
  const all = await readLibrary()
  const wanted = (find ?? '').trim().toLowerCase()
  const entries = all.filter((entry) => (group === undefined || entry.group === group) && `${entry.id} ${entry.what} ${entry.says} ${entry.applies} ${entry.source.title}`.toLowerCase().includes(wanted)).map((entry) => ({ ...entry, flags: flagsOf(entry, entry.edition, today) }))
  const due = entries.filter(({ flags }) => flags.length > 0).length
  return { summary: `${entries.length === all.length ? sayCount(all.length, 'assumption') : `${sayCount(entries.length)} of ${sayCount(all.length, 'assumption')}`}, each with its published source; ${due === 0 ? 'none is past its review date' : `${sayCount(due)} past ${due === 1 ? 'its' : 'their'} review date`}.`, grades: { ...grades }, entries }
}

/** One line for each entry. */
export function writeAssumptionsCsv({ entries }: AssumptionLibrary): CsvFile {
  const header = ['id', 'edition', 'group', 'what', 'value', 'unit', 'low', 'high', 'range_is', 'grade', 'applies', 'says', 'source', 'publisher', 'published', 'address', 'file', 'seen', 'owner', 'review', 'flags']
  const rows = entries.map(({ id, edition, group, what, value, unit, range, grade, applies, says, source, owner, review, flags }) => [id, edition, group, what, value, unit, range?.low ?? null, range?.high ?? null, range?.says ?? '', grade, applies, says, source.title, source.publisher, source.date, source.address ?? '', source.file ?? '', source.seen, owner, review, flags.join(' ')])
  return { name: 'assumptions.csv', text: writeCsv(header, rows) }
}

const today = (): string => new Date().toISOString().slice(0, 10)

export const assumptionRoutes: readonly Route[] = [
  readRoute({ url: '/api/assumptions', policy: 'signed-in', says: 'The assumption library: published numbers with source, range, grade, owner and review date', group: 'Projection', query: AssumptionRequest, answer: AssumptionLibrary, refuses: [], handle: (_desk, query) => listAssumptions(query, today()) }),
  fileRoute({ url: '/api/assumptions.csv', policy: 'signed-in', says: 'The same as csv', group: 'Projection', query: AssumptionRequest, params: z.object({}), refuses: [], handle: async (_desk, query) => writeAssumptionsCsv(await listAssumptions(query, today())) }),
]
