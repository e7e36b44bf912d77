import { z } from 'zod'

export const templateFormats = ['csv', 'xlsx', 'datapackage', 'csvw'] as const

/** Blank returns to fill in. */
export const Templates = z.object({
  templates: z.array(z.object({
    table: z.string(), title: z.string(), imported: z.boolean().describe('Whether a filled return of it can be loaded'),
    columns: z.array(z.object({ name: z.string(), means: z.string(), type: z.string(), required: z.boolean() })),
  })),
})
export type Templates = z.infer<typeof Templates>
