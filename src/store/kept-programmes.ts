import { randomBytes } from 'node:crypto'
import type { Viewer } from '../access/viewer.ts'
import type { Records } from './records.ts'

/** A programme of care that a person saved, as text. */
export interface KeptProgramme {
  /** Nobody can guess it: it stands in the address that is shared. */
  readonly id: string
  readonly name: string
  readonly text: string
  readonly shared: boolean
  /** ISO 8601. */
  readonly savedAt: string
}

/** Programmes that people saved: row security shows everybody their own, and those that others share. */
export interface KeptProgrammes {
  /** Those of whoever asks, newest first. */
  list(viewer: Viewer): Promise<KeptProgramme[]>
  /** One of their own, or one that is shared; null when there is none of that id for them. */
  find(viewer: Viewer, id: string): Promise<(KeptProgramme & { readonly mine: boolean }) | null>
  /** Keep a programme, in the place of one of their own or as a new one; answers its id, or null when that one is not theirs. Only the newest hundred of a person are kept. */
  save(viewer: Viewer, programme: Omit<KeptProgramme, 'id'> & { readonly id: string | null }): Promise<string | null>
  /** Let one of their own go; false when there is none of that id. */
  remove(viewer: Viewer, id: string): Promise<boolean>
}

/** Open the saved programmes of the records. */
export function openKeptProgrammes(records: Records): KeptProgrammes {
  return {
    list: (viewer) => records.transaction(viewer, async (query) => (await query('select id, name, text, shared, saved_at from cadre.programme where person = $1 order by saved_at desc, id', [viewer.id])).map(sayRow)),
    find: async (viewer, id) => {
      const [row] = await records.transaction(viewer, (query) => query('select id, name, text, shared, saved_at, person from cadre.programme where id = $1', [id]))
      return row === undefined ? null : { ...sayRow(row), mine: row.person === viewer.id }
    },
    save: async (viewer, { id, name, text, shared, savedAt }) => {
      const kept = await records.transaction(viewer, async (query) => {
        if (id !== null) return (await query('update cadre.programme set name = $3, text = $4, shared = $5, saved_at = $6 where id = $1 and person = $2 returning id', [id, viewer.id, name, text, shared, savedAt])).length > 0 ? id : null
        const fresh = randomBytes(12).toString('hex')
        await query('insert into cadre.programme (id, person, name, text, shared, saved_at) values ($1, $2, $3, $4, $5, $6)', [fresh, viewer.id, name, text, shared, savedAt])
        await query('delete from cadre.programme where person = $1 and id not in (select id from cadre.programme where person = $1 order by saved_at desc, id limit 100)', [viewer.id])
        return fresh
      })
      await records.flush()
      return kept
    },
    remove: async (viewer, id) => {
      const gone = await records.transaction(viewer, (query) => query('delete from cadre.programme where person = $1 and id = $2 returning id', [viewer.id, id]))
      await records.flush()
      return gone.length > 0
    },
  }
}

function sayRow(row: Readonly<Record<string, unknown>>): KeptProgramme {
  return { id: String(row['id']), name: String(row['name']), text: String(row['text']), shared: row['shared'] === true, savedAt: String(row['saved_at']) }
}
