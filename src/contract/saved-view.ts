import { z } from 'zod'

/** A view of numbers that somebody saved: the address of a page, under a name. */
export const SavedView = z.object({ id: z.number().int(), name: z.string(), address: z.string(), savedAt: z.string() })
export type SavedView = z.infer<typeof SavedView>

export const SavedViews = z.object({ views: z.array(SavedView).describe('Newest first; none where nobody is signed in') })
export type SavedViews = z.infer<typeof SavedViews>

export const ViewToSave = z.object({
  name: z.string().trim().min(1).max(120).describe('Another of the same name takes its place'),
  address: z.string().max(4000).regex(/^\/explore(\?[^\s#]*)?$/).describe('Path of the page with what it asks'),
})
export type ViewToSave = z.infer<typeof ViewToSave>
