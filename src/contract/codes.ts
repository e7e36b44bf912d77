import { z } from 'zod'

const day = z.string().nullable()

/** One code of a list with the days it holds. */
export const CodeSheet = z.object({ list: z.string(), code: z.string(), name: z.string(), parent: day.describe('Code of the same list that it is part of, or the staff group of a job role'), valid_from: day, valid_to: day, source: z.string().describe('Where the list was published, or which imported edition it is of') })
export type CodeSheet = z.infer<typeof CodeSheet>

/** Code lists, and the codes of those asked for. */
export const CodesAnswer = z.object({
  at: day.describe('Day the codes hold; null for every code of the newest edition'),
  lists: z.array(z.object({
    list: z.string(), edition: day.describe('First day of the imported edition that is shown; null for the list that comes with Cadre'), editions: z.array(z.string()).describe('First days of every imported edition'),
    count: z.number().describe('Codes shown'), closed: z.number().describe('Codes with a last day'),
  })),
  codes: z.array(CodeSheet),
})
export type CodesAnswer = z.infer<typeof CodesAnswer>

/** What an import of code lists changed. */
export interface CodesImported {
  readonly file: string
  readonly snapshot: string | null
  readonly changed: boolean
  readonly lists: readonly { readonly list: string; readonly edition: string; readonly codes: number; readonly closed: number; readonly outcome: 'loaded' | 'unchanged' }[]
}
