import { z } from 'zod'

const words = (longest: number) => z.string().trim().min(1).max(longest)

/** What an assumption of the library rests on: somebody else can find it by this. */
const Source = z.strictObject({
  title: words(300), publisher: words(200), date: words(80).describe('Year, month or day it was published'), address: z.url({ protocol: /^https?$/ }).optional(), file: words(300).optional().describe('File it was reckoned from, and how'),
  seen: z.iso.date().describe('Day somebody last held it in hand'),
}).refine(({ address, file }) => address !== undefined || file !== undefined, { error: 'A source needs an address or a file' })

/** One entry: a number that somebody published, with what to know before using it. */
export const LibraryEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{3,80}$/), edition: z.int().min(1).describe('Counts up when the number, its range or its source changes'), group: z.string(), what: words(400), value: z.number(), unit: words(80),
  range: z.strictObject({ low: z.number(), high: z.number(), says: words(300).describe('What the range is of') }).nullable(),
  says: words(900).describe('What the source says, in our words, and how the value follows from it'), source: Source,
  grade: z.enum(['A', 'B', 'C', 'D']).describe('A: counted in full. B: counted in part, or well sampled. C: one study, a survey or a report of it. D: somebody’s judgement or plan'),
  owner: words(200), review: z.iso.date().describe('Day by which it has to be looked at again'), applies: words(500).describe('Whom and what it holds for, and whom not'),
}).refine(({ value, range }) => range === null || (range.low <= value && value <= range.high), { error: 'The value lies outside its range' })
export type LibraryEntry = z.infer<typeof LibraryEntry>

/** A file of the library: entries of one group. */
export const LibraryFile = z.strictObject({ group: words(80), entries: z.array(z.unknown()).min(1) })

const Shown = LibraryEntry.and(z.object({ flags: z.array(z.string()).describe('What to know now: its review date has passed') }))
export const AssumptionLibrary = z.object({ summary: z.string(), grades: z.record(z.string(), z.string()), entries: z.array(Shown) })
export type AssumptionLibrary = z.infer<typeof AssumptionLibrary>

export const AssumptionRequest = z.object({ group: z.string().max(80).optional().describe('Only this group'), find: z.string().max(100).optional().describe('Only entries that hold these words') })
export type AssumptionRequest = z.infer<typeof AssumptionRequest>
