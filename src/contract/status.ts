import { z } from 'zod'

/** What this installation holds: shown in every page's header and footer. */
export const Status = z.object({
  version: z.string(),
  mode: z.enum(['empty', 'demonstration', 'real']).describe('A data folder is demonstration or real, never both'),
  folder: z.string().describe('Name of the data folder, without its path'),
  snapshot: z.string().nullable().describe('Id of the live snapshot'),
  publishedAt: z.string().nullable().describe('When the live snapshot went live, ISO 8601'),
  files: z.number().int(),
  nation: z.string().nullable().describe('Code of the nation the data describes'),
})
/** The folder for real data that was opened in place of the demonstration. Who it lets in is said in the console of the server. */
export const RealFolder = z.object({ folder: z.string(), mode: z.enum(['empty', 'real']) })
export type RealFolder = z.infer<typeof RealFolder>

export type Status = z.infer<typeof Status>
