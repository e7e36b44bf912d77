import { z } from 'zod'
import { MeasureSheet, QueryAnswer, QueryRequest } from '../../contract/query.ts'
import { isRefusal } from '../../units/refusal.ts'
import { answerFigure, figureRefuses, listFigures } from './any-figure.ts'
import { describeCsv } from '../data-package.ts'
import { writeQueryCsv } from '../query.ts'
import { fileRoute, readRoute, type Route } from '../route.ts'

const MeasureList = z.object({ measures: z.array(MeasureSheet) })

export const queryRoutes: readonly Route[] = [
  readRoute({
    url: '/api/measures', policy: 'figures', says: 'Every measure, its definition and formula, and whether what is loaded can answer it', group: 'Numbers', query: z.object({}), answer: MeasureList, refuses: [],
    handle: async ({ house, viewer }) => ({ measures: [...await listFigures(house, viewer)] as MeasureSheet[] }),
  }),
  readRoute({
    url: '/api/query', policy: 'figures', says: 'Any number held, split and filtered, with its unit, date, status and provenance', group: 'Numbers', query: QueryRequest, answer: QueryAnswer, refuses: figureRefuses,
    handle: ({ house, viewer }, query) => answerFigure(house, viewer, query),
  }),
  fileRoute({
    url: '/api/query.csv', policy: 'figures', says: 'The same rows as csv', group: 'Numbers', query: QueryRequest, params: z.object({}), refuses: figureRefuses,
    handle: async ({ house, viewer }, query) => {
      const answer = await answerFigure(house, viewer, query)
      return isRefusal(answer) ? answer : { ...writeQueryCsv(answer), described: true }
    },
  }),
  readRoute({
    url: '/api/query.csv-metadata.json', policy: 'figures', says: 'What the columns of the same csv mean, as CSV on the Web metadata; the csv names this address in its header Link', group: 'Numbers', query: QueryRequest, answer: z.record(z.string(), z.unknown()), refuses: figureRefuses,
    handle: async ({ house, viewer }, query) => {
      const answer = await answerFigure(house, viewer, query)
      return isRefusal(answer) ? answer : { ...describeCsv(answer, `query.csv?${searchOf(query)}`) }
    },
  }),
]

/** The question as it stands in an address. */
function searchOf({ where, by, ...asked }: QueryRequest): string {
  const search = new URLSearchParams(by === '' ? {} : { by })
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) search.append(name, value)
  for (const part of typeof where === 'string' ? [where] : where) search.append('where', part)
  return search.toString()
}
