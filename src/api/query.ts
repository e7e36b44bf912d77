import type { Viewer } from '../access/viewer.ts'
import { figureKeys, type QueryAnswer, type QueryRequest } from '../contract/query.ts'
import type { CubeRequest, Dimension } from '../dataset/cube.ts'
import { measureNamed } from '../dataset/measures.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv, type CsvCell } from './csv.ts'
import { keepAnswer, keepReading } from './kept.ts'
import { answerInScope } from './query/query-scope.ts'
import type { CsvFile } from './route.ts'

/** Answer any number held: the one function behind every figure; what is agreed in plans is besides in answerFigure. Kept per snapshot. */
export async function answerQuery(house: House, viewer: Viewer, request: QueryRequest): Promise<QueryAnswer | Refusal> {
  const cube = readRequest(request)
  if (isRefusal(cube)) return cube
  return answerCubeRequest(house, viewer, cube)
}

/** Answer a question that was read already. Kept per snapshot; people are followed where nobody waits for it. */
export async function answerCubeRequest(house: House, viewer: Viewer, cube: CubeRequest): Promise<QueryAnswer | Refusal> {
  const ask = (): Promise<QueryAnswer | Refusal> => answerInScope(house, viewer, cube)
  const snapshot = await house.catalogue.live(viewer)
  if (snapshot === null) return ask()
  return followed.has(measureNamed(cube.measure)?.kind ?? '') ? keepReading(house, viewer, snapshot, { work: 'query', asked: cube }, ask) : keepAnswer(house, viewer, snapshot, `query ${JSON.stringify(cube)}`, ask)
}

/** Kinds of measures for which people are followed, or rows read that no roll-up has. */
const followed: ReadonlySet<string> = new Set(['leaver-rate', 'joiner-rate', 'stability', 'turnover', 'leavers', 'joiners', 'moves', 'vacancy', 'share', 'pay-bill'])

/** The rows of an answer as a csv file: one column per dimension and its name, then the value, its unit and its status. */
export function writeQueryCsv(answer: QueryAnswer): CsvFile {
  const keys = dimensionsIn(answer)
  const isShare = sharesIn(answer)
  const header = [...keys, 'value', 'unit', ...(isShare ? ['declared'] : []), 'status', 'as_of']
  const rows = answer.rows.map((row) => [...keys.map((key): CsvCell => row[key] ?? null), row.value, answer.unit, ...(isShare ? [row.declared ?? null] : []), row.status, answer.asOf])
  return { name: `${answer.measure}-${answer.asOf}.csv`, text: writeCsv(header, rows) }
}

/** Columns of the rows that say what a value is of: each dimension, and its name where it has codes. */
export function dimensionsIn({ rows }: QueryAnswer): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => !figureKeys.includes(key))
}

/** Whether the rows say of how many people an answer is known. */
export function sharesIn({ rows }: QueryAnswer): boolean {
  return rows.some(({ declared }) => declared !== undefined)
}

/** Turn the fields of an address or a command line into a cube request; the cube says whether their words mean anything. */
export function readRequest(request: QueryRequest): CubeRequest | Refusal {
  const by = request.by.split(',').map((name) => name.trim()).filter((name) => name !== '') as Dimension[]
  const filters: [string, string][] = []
  for (const part of typeof request.where === 'string' ? [request.where] : request.where) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(part) ?? []
    if (name.trim() === '' || value.trim() === '') return refuseFilter(part)
    filters.push([name.trim(), value.trim()])
  }
  const { at, from, to } = request
  if (at !== undefined && (from !== undefined || to !== undefined)) return refuseDates('both a date and a period')
  if (from !== undefined && to !== undefined && from > to) return refuseDates(`a period from ${from} that ends before, on ${to}`)
  return { measure: request.measure, by, where: Object.fromEntries(filters), at: at ?? null, from: from ?? null, to: to ?? null, map: request.map ?? null, ...(request.basis === undefined ? {} : { basis: request.basis }) }
}

function refuseFilter(part: string): Refusal {
  return refuse('filter-not-understood', 'usage', { doing: 'Reading a question about the dataset', found: `the filter “${part}”`, need: 'A filter as dimension=value', next: 'Write it like area=England or staff_group="Ambulance staff"' })
}

function refuseDates(found: string): Refusal {
  return refuse('dates-do-not-fit', 'usage', { doing: 'Reading a question about the dataset', found, need: 'Either one date (at) or a period (from, to), the earlier day first', next: 'Leave one of them out, or turn them round' })
}

/** Codes of the refusals of a question about the dataset. */
export const queryRefuses = ['filter-not-understood', 'dates-do-not-fit', 'nothing-loaded', 'unknown-measure', 'dimension-not-held', 'unknown-area', 'unknown-staff-group', 'unknown-value', 'area-not-held', 'staff-group-not-held', 'source-not-held', 'date-out-of-range', 'measure-not-available', 'no-run-agreed', 'host-not-held', 'outside-your-scope', 'table-not-safe']
