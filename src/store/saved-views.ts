import type { Viewer } from '../access/viewer.ts'
import type { Records } from './records.ts'

/** A view of numbers that a person saved under a name. */
export interface KeptView {
  readonly id: number
  readonly name: string
  /** Path of a page with what it asks. */
  readonly address: string
  /** ISO 8601. */
  readonly savedAt: string
}

/** Views that people saved; row security shows everybody their own. */
export interface SavedViews {
  /** Newest first. */
  list(viewer: Viewer): Promise<KeptView[]>
  /** Keep a view; one of the same name is let go. Only the newest hundred of a person are kept. */
  save(viewer: Viewer, view: Omit<KeptView, 'id'>): Promise<KeptView[]>
  /** Let a view go; false when there is none of that id. */
  remove(viewer: Viewer, id: number): Promise<boolean>
}

/** Open the saved views of the records. */
export function openSavedViews(records: Records): SavedViews {
  const list = (viewer: Viewer): Promise<KeptView[]> => records.transaction(viewer, async (query) => {
    const rows = await query('select id, name, address, saved_at from cadre.saved_view where person = $1 order by id desc', [viewer.id])
    return rows.map((row) => ({ id: Number(row.id), name: String(row.name), address: String(row.address), savedAt: String(row.saved_at) }))
  })
  return {
    list,
    save: async (viewer, { name, address, savedAt }) => {
      await records.transaction(viewer, async (query) => {
        await query('delete from cadre.saved_view where person = $1 and name = $2', [viewer.id, name])
        await query('insert into cadre.saved_view (person, name, address, saved_at) values ($1, $2, $3, $4)', [viewer.id, name, address, savedAt])
        await query('delete from cadre.saved_view where person = $1 and id not in (select id from cadre.saved_view where person = $1 order by id desc limit 100)', [viewer.id])
      })
      await records.flush()
      return list(viewer)
    },
    remove: async (viewer, id) => {
      const gone = await records.transaction(viewer, (query) => query('delete from cadre.saved_view where person = $1 and id = $2 returning id', [viewer.id, id]))
      await records.flush()
      return gone.length > 0
    },
  }
}
