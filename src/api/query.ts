import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { MeasureSheet, QueryAnswer, QueryRequest } from '../contract/query.ts'
import { dimensions, type CubeRequest, type Dimension } from '../dataset/cube.ts'
import { answerCube, listMeasures } from '../store/cube.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv, type CsvCell } from './csv.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'

/** Answer any number held: the one function behind the command line, the address and the page. */
export async function answerQuery(house: House, viewer: Viewer, request: QueryRequest): Promise<QueryAnswer | Refusal> {
  const cube = readRequest(request)
  if (isRefusal(cube)) return cube
  const answer = await answerCube(house, viewer, cube)
  return isRefusal(answer) ? answer : (answer as QueryAnswer)
}

/** The rows of an answer as a csv file: one column per dimension and its name, then the value, its unit and its status. */
export function writeQueryCsv(answer: QueryAnswer): CsvFile {
  const keys = [...new Set(answer.rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== 'value' && key !== 'status')
  const header = [...keys, 'value', 'unit', 'status', 'as_of']
  const rows = answer.rows.map((row) => [...keys.map((key): CsvCell => row[key] ?? null), row.value, answer.unit, row.status, answer.asOf])
  return { name: `${answer.measure}-${answer.asOf}.csv`, text: writeCsv(header, rows) }
}

/** Turn the fields of an address or a command line into a cube request. */
export function readRequest(request: QueryRequest): CubeRequest | Refusal {
  const by = request.by.split(',').map((name) => name.trim()).filter((name) => name !== '')
  const unknown = by.find((name) => !isDimension(name))
  if (unknown !== undefined) return refuseDimension(unknown)
  if (request.at !== undefined && (request.from !== undefined || request.to !== undefined)) return refuseDates('both a date and a period')
  if (request.from !== undefined && request.to !== undefined && request.from > request.to) return refuseDates(`a period from ${request.from} that ends before, on ${request.to}`)
  const where = readWhere(typeof request.where === 'string' ? [request.where] : request.where)
  if (isRefusal(where)) return where
  return { measure: request.measure, by: by.filter(isDimension), where, at: request.at ?? null, from: request.from ?? null, to: request.to ?? null, map: request.map ?? null }
}

function readWhere(parts: readonly string[]): CubeRequest['where'] | Refusal {
  const where: Partial<Record<Dimension | 'area', string>> = {}
  for (const part of parts) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(part) ?? []
    if (name === undefined || value === undefined || value.trim() === '') return refuseWhere(part)
    const dimension = name.trim()
    if (dimension !== 'area' && !isDimension(dimension)) return refuseDimension(dimension)
    where[dimension] = value.trim()
  }
  return where
}

function isDimension(name: string): name is Dimension {
  return dimensions.some((dimension) => dimension === name)
}

const doing = 'Reading a question about the dataset'
function refuseDimension(name: string): Refusal {
  return refuse('dimension-not-known', 'usage', { doing, found: `the dimension “${name}”`, need: `One of ${dimensions.join(', ')}; area only as a filter`, next: 'See `cadre measures` for the dimensions of each measure' })
}
function refuseWhere(part: string): Refusal {
  return refuse('filter-not-understood', 'usage', { doing, found: `the filter “${part}”`, need: 'A filter as dimension=value', next: 'Write it like area=England or staff_group="Ambulance staff"' })
}
function refuseDates(found: string): Refusal {
  return refuse('dates-do-not-fit', 'usage', { doing, found, need: 'Either one date (at) or a period (from, to), the earlier day first', next: 'Leave one of them out, or turn them round' })
}

const MeasureList = z.object({ measures: z.array(MeasureSheet) })
const refuses = ['dimension-not-known', 'filter-not-understood', 'dates-do-not-fit']

export const queryRoutes: readonly Route[] = [
  readRoute({
    url: '/api/measures', says: 'Every measure, its definition and formula, and whether what is loaded can answer it', group: 'Numbers', query: z.object({}), answer: MeasureList, refuses: [],
    handle: async ({ house, viewer }) => ({ measures: [...await listMeasures(house, viewer)] as MeasureSheet[] }),
  }),
  readRoute({
    url: '/api/query', says: 'Any number held, split and filtered, with its unit, date, status and provenance', group: 'Numbers', query: QueryRequest, answer: QueryAnswer, refuses,
    handle: ({ house, viewer }, query) => answerQuery(house, viewer, query),
  }),
  fileRoute({
    url: '/api/query.csv', says: 'The same rows as csv', group: 'Numbers', query: QueryRequest, params: z.object({}), refuses,
    handle: async ({ house, viewer }, query) => {
      const answer = await answerQuery(house, viewer, query)
      return isRefusal(answer) ? answer : writeQueryCsv(answer)
    },
  }),
]
