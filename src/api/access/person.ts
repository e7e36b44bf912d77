import type { Viewer } from '../../access/viewer.ts'
import type { Row } from '../../dataset/table.ts'
import { tables, type TableName } from '../../dataset/tables.ts'
import { pseudonymiser, type IdentifierScope } from '../../ingest/pseudonym.ts'
import type { House } from '../../store/house.ts'
import { hasPseudonymKey, pseudonymKey } from '../../store/pseudonym-key.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'

/** Who is meant: by pseudonym, or by the number that the employer knows the person by. */
export type WhoIsMeant = { readonly pseudonym: string } | { readonly identifier: string; readonly organisation: string; readonly scope: IdentifierScope }

/** Everything that is held of one person, table by table, as it is kept. */
export interface HeldOfPerson {
  readonly pseudonym: string
  readonly snapshot: string
  readonly summary: string
  readonly tables: readonly { readonly table: TableName; readonly columns: readonly string[]; readonly rows: readonly Row[] }[]
  readonly files: readonly { readonly name: string; readonly importedAt: string; readonly sha256: string }[]
}

/**
 * Find every row of one pseudonymous person in what is live, with the files they came from.
 *
 * Errors: refuses `nothing-loaded`, `nobody-under-pseudonym`, `no-pseudonym-key`, and what reading the key refuses.
 */
export async function exportPerson(house: House, viewer: Viewer, who: WhoIsMeant): Promise<HeldOfPerson | Refusal> {
  const doing = 'Looking for what is held of one person'
  const snapshot = await house.catalogue.live(viewer)
  if (snapshot === null) return refuse('nothing-loaded', 'absent', { doing, found: 'nothing is loaded', need: 'A dataset with staff records', next: 'Name another data folder with --data' })
  const pseudonym = await pseudonymOf(house, viewer, who, doing)
  if (isRefusal(pseudonym)) return pseudonym
  const held: { table: TableName; columns: string[]; rows: Row[] }[] = []
  for (const { name, columns } of tables) {
    if (!columns.some((column) => column.name === 'person')) continue
    const names = columns.map((column) => column.name)
    const rows = await house.lake.select(viewer, snapshot, `select ${names.map((one) => `"${one}"`).join(', ')}, file_id from ${name} where person = $1 order by period_to, assignment`, [pseudonym])
    if (rows.length > 0) held.push({ table: name, columns: [...names, 'file_id'], rows })
  }
  if (held.length === 0) return refuse('nobody-under-pseudonym', 'absent', {
    doing, found: 'nobody under that pseudonym in what is live', need: 'The number as the employer’s file has it, and the organisation that sent it', next: 'Check both; say --shared when the number is one for a person at every employer',
  })
  const from = new Set(held.flatMap(({ rows }) => rows.map(({ file_id: file }) => String(file))))
  const files = (await house.catalogue.files(viewer, snapshot)).filter(({ id }) => from.has(id)).map(({ name, importedAt, sha256 }) => ({ name, importedAt, sha256 }))
  const count = held.reduce((sum, { rows }) => sum + rows.length, 0)
  return { pseudonym, snapshot, tables: held, files, summary: `${count} ${count === 1 ? 'row' : 'rows'} of one person, from ${files.length} ${files.length === 1 ? 'file' : 'files'}. Names, numbers and addresses are not held; rows that were held back at import and earlier snapshots are not part of this.` }
}

async function pseudonymOf(house: House, viewer: Viewer, who: WhoIsMeant, doing: string): Promise<string | Refusal> {
  if ('pseudonym' in who) return who.pseudonym.trim()
  if (!hasPseudonymKey(house)) return refuse('no-pseudonym-key', 'absent', { doing, found: 'no key in this data folder, so nobody was ever turned into a pseudonym', need: 'A folder into which staff records were imported', next: 'Name another one with --data' })
  const key = await pseudonymKey(house, viewer, false)
  return isRefusal(key) ? key : pseudonymiser(key, who.scope).person(who.identifier, who.organisation)
}
