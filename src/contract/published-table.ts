import { z } from 'zod'
import { ValueStatus } from './query.ts'

/** Which table: one level of area with the levels above it, by one category or none. */
export const TableRequest = z.object({
  measure: z.literal('headcount').default('headcount').describe('Only people are counted in published tables: the proof is about people'),
  by: z.string().default('ics').describe('A level of area (nation, region, ics, organisation) and, after a comma, a category (staff_group, profession, band, age_band, sex, nationality, sector)'),
  at: z.iso.date().optional().describe('Month-end; the latest when left out'),
  area: z.string().trim().min(1).max(200).optional().describe('Area the table is of, code or name; all of the data when left out'),
})
export type TableRequest = z.output<typeof TableRequest>

const TableCertificate = z.object({
  policy: z.object({ id: z.string(), from: z.string().describe('Day from which the rule holds'), says: z.string() }),
  figures: z.number().describe('Figures of the table, those hidden included'),
  hidden: z.object({ small: z.number().describe('Hidden for what they hold'), others: z.number().describe('Hidden to protect those') }),
  ranges: z.array(z.object({ least: z.number(), most: z.number(), figures: z.number() })).describe('What somebody from outside must still think possible of the small figures, in people'),
  insiders: z.number().describe('Organisations and areas against whose own knowledge it was proven'),
  proofs: z.number().describe('Pairs of possible tables, each checked without the solver'),
  sha256: z.string().describe('Of the table as csv'),
})

export const TableFigure = z.object({ value: z.number().nullable(), status: ValueStatus })
export type TableFigure = z.infer<typeof TableFigure>

export const PublishedTable = z.object({
  title: z.string(),
  summary: z.string(),
  measure: z.literal('headcount'),
  unit: z.literal('people'),
  asOf: z.string(),
  area: z.string().nullable().describe('Code of the area it is of; null for all of the data'),
  by: z.string(),
  category: z.string().nullable(),
  columns: z.array(z.object({ code: z.string(), name: z.string() })).describe('Everybody first, with the code `all`'),
  rows: z.array(z.object({ level: z.string(), code: z.string(), name: z.string(), figures: z.array(TableFigure).describe('One per column') })).describe('Each area before its parts'),
  snapshot: z.string(),
  map: z.string(),
  demonstration: z.boolean().describe('The numbers are invented'),
  notes: z.array(z.string()),
  certificate: TableCertificate,
})
export type PublishedTable = z.infer<typeof PublishedTable>
