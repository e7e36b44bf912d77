import { z } from 'zod'

export const AreaNode = z.object({
  level: z.string(), code: z.string(), name: z.string(),
  parent: z.string().nullable().describe('Code of the area it belongs to on this map'),
  validFrom: z.string().nullable(), validTo: z.string().nullable(),
})
export type AreaNode = z.infer<typeof AreaNode>

/** The map on one date, nation first, parents before children. */
export const AreaMap = z.object({ map: z.string(), areas: z.array(AreaNode) })
export type AreaMap = z.infer<typeof AreaMap>

export const StaffGroupNode = z.object({
  name: z.string().describe('The published words; also the identifier'),
  parent: z.string().nullable(),
  level: z.enum(['total', 'subtotal', 'group', 'profession']),
  projectable: z.boolean().describe('Enough history here to project'),
  why: z.string().nullable().describe('Why it cannot be projected here'),
})
export type StaffGroupNode = z.infer<typeof StaffGroupNode>
export const StaffGroups = z.object({ area: z.string(), groups: z.array(StaffGroupNode) })
export type StaffGroups = z.infer<typeof StaffGroups>
