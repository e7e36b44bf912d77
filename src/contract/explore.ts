import { z } from 'zod'
import { Provenance, QueryRequest, ValueStatus } from './query.ts'

/** What a table of numbers may be drawn as. */
const chartKinds = ['line', 'multiples', 'spc', 'bar', 'dots', 'funnel', 'map', 'box', 'pyramid', 'heat'] as const
const ChartKind = z.enum(chartKinds)
export type ChartKind = z.infer<typeof ChartKind>

/** A question for a table: as `QueryRequest`, with its dimensions as rows and columns. */
export const ExploreRequest = QueryRequest.omit({ by: true }).extend({
  rows: z.string().default('').describe('Dimension of the rows; one figure when left out'),
  columns: z.string().default('').describe('Dimension of the columns'),
})
export type ExploreRequest = z.infer<typeof ExploreRequest>

const Figure = z.object({ value: z.number().nullable(), status: ValueStatus, declared: z.number().nullable().optional().describe('Of a share: of how many of the people the answer is known, in per cent') })
export type ExploreFigure = z.infer<typeof Figure>

const Axis = z.object({
  dimension: z.string().describe('Empty when the table is not split this way; two joined by a comma where a further one takes the columns'),
  name: z.string(),
  items: z.array(z.object({ key: z.string(), name: z.string() })),
})
export type ExploreAxis = z.infer<typeof Axis>

/** Limits of chance alone about the mean, in the unit of the measure. */
const Limits = z.object({ low95: z.number(), high95: z.number(), low998: z.number(), high998: z.number() })

const Peers = z.object({
  size: z.object({
    name: z.string(), unit: z.string(), mean: z.number().describe('All places together'),
    places: z.array(z.object({ value: z.number(), limits: Limits.nullable() }).nullable()).describe('Row by row'),
  }).nullable().describe('How large each place is, for a rate that has a size behind it'),
  spots: z.array(z.object({ x: z.number(), y: z.number() }).nullable()).nullable().describe('Where each place lies, x eastwards and y northwards in degrees of latitude; null when no outlines are loaded'),
})

export const ExploreAnswer = z.object({
  measure: z.object({ id: z.string(), name: z.string(), unit: z.string(), decimals: z.number(), aggregates: z.string().describe('Whether parts add up, in words') }),
  asOf: z.string(),
  summary: z.string().describe('The answer in one sentence, as /api/query says it'),
  rows: Axis,
  columns: Axis,
  cells: z.array(z.array(Figure.nullable())).describe('Row by row, column by column; null where no row of the data has the combination'),
  totals: z.object({
    rows: z.array(Figure.nullable()).nullable().describe('All columns together, row by row'),
    columns: z.array(Figure.nullable()).nullable().describe('All rows together, column by column'),
    whole: Figure.nullable(),
  }).describe('Each asked for as a question of its own from the same source, never added up from the parts; null when it cannot be asked'),
  sums: z.array(z.string()).describe('Whether the parts add up to the totals, and why not'),
  charts: z.array(ChartKind).describe('What it may be drawn as; the first fits the question best'),
  peers: Peers.nullable().describe('Where the rows are places and nothing else splits them'),
  source: z.string().nullable().describe('Named in a question for one figure, so that it rests on the same files'),
  provenance: Provenance,
  csv: z.string().describe('Address of the same rows as csv'),
})
export type ExploreAnswer = z.infer<typeof ExploreAnswer>

const DimensionSheet = z.object({ id: z.string(), name: z.string(), kind: z.enum(['place', 'group', 'time']) })
export const ExploreCatalogue = z.object({
  dimensions: z.array(DimensionSheet),
  groups: z.array(z.object({
    name: z.string(),
    measures: z.array(z.object({
      id: z.string(), name: z.string(), unit: z.string(), definition: z.string(), formula: z.string(), aggregates: z.string(), dimensions: z.array(z.string()),
      why: z.string().nullable().describe('Why it cannot be had from what is loaded; null when it can'), periods: z.object({ from: z.string(), to: z.string() }).nullable(),
    })),
  })),
})
export type ExploreCatalogue = z.infer<typeof ExploreCatalogue>

/** Questions near one that is refused, each of which has an answer. */
export const NearestQuestions = z.object({
  why: z.string().nullable().describe('Why the question itself has no answer; null when it has one'),
  nearest: z.array(z.object({ says: z.string(), measure: z.string(), rows: z.string(), columns: z.string(), keepsFilters: z.boolean(), keepsDates: z.boolean(), keepsBasis: z.boolean() })),
})
export type NearestQuestions = z.infer<typeof NearestQuestions>
