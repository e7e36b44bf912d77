import { z } from 'zod'

/** An error as problem details (RFC 9457), with a stable code. */
export const Problem = z.object({
  type: z.string().describe('Address of the code’s explanation'),
  title: z.string(),
  status: z.number().int(),
  code: z.string().describe('Stable code, listed in docs/generated/codes.md'),
  detail: z.string().describe('What we were doing, what we found, what we need, what to do next'),
  found: z.string().optional(),
  need: z.string().optional(),
  next: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
