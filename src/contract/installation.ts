import { z } from 'zod'

const Check = z.object({ name: z.string(), holds: z.boolean(), found: z.string(), next: z.string().nullable().describe('What to do when it does not hold') })

/** What `cadre doctor` looks at, by the server itself. */
export const InstallationAnswer = z.object({ summary: z.string(), checks: z.array(Check) })
export type InstallationAnswer = z.infer<typeof InstallationAnswer>
