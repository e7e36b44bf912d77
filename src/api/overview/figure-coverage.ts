import type { Viewer } from '../../access/viewer.ts'
import type { GapMatrix } from '../../contract/coverage.ts'
import type { FigureCoverage } from '../../contract/overview.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerGapMatrix } from '../gap-matrix.ts'
import { sayCount } from '../say.ts'

/** Months, and lines, that are asked for: all of an area. */
const [months, most] = [24, 5000]

/** Which organisation of an area sent what for which month; refused to whoever may not read the records of all of them. */
export function readMonthsHeld(house: House, viewer: Viewer, area: { readonly level: string; readonly code: string }, map: string | null): Promise<GapMatrix | Refusal> {
  return answerGapMatrix(house, viewer, { area: `${area.level}:${area.code}`, months, most, ...(map === null ? {} : { map }) })
}

/** Say how many of the employers that owe data for a figure are in it: those who sent every table that it rests on, for its month. */
export async function coverageOf(house: House, viewer: Viewer, answer: QueryAnswer, matrix: GapMatrix | Refusal): Promise<{ coverage: FigureCoverage | null; coverageWhy: string | null }> {
  if (isRefusal(matrix)) return { coverage: null, coverageWhy: 'Coverage is told to those who may read the records of the whole area' }
  if (answer.provenance.sources.length === 0) return { coverage: null, coverageWhy: 'Organisations behind a view are not named' }
  const sources = new Set(answer.provenance.sources.map(({ id }) => id))
  const tables = new Set((await house.catalogue.files(viewer, answer.provenance.snapshot)).filter(({ source }) => sources.has(source)).map(({ table }) => table as string))
  const at = matrix.months.indexOf(answer.asOf)
  const due = at < 0 ? [] : matrix.rows.filter(({ table, organisation, cells }) => tables.has(table) && isEmployer(organisation.code) && cells[at]!.state !== 'not-due')
  if (due.length === 0) return { coverage: null, coverageWhy: 'Counted whole by whoever published it, not employer by employer' }
  const byEmployer = Map.groupBy(due, ({ organisation }) => organisation.code)
  const held = [...byEmployer.values()].filter((lines) => lines.every(({ cells }) => cells[at]!.state !== 'absent')).length
  return { coverage: { held, expected: byEmployer.size, says: `${held} of ${sayCount(byEmployer.size, 'employer')}` }, coverageWhy: null }
}

/** Networks and practices add up to one line of their own, which is nobody's. */
export function isEmployer(code: string): boolean {
  return !code.startsWith('networks of ')
}
