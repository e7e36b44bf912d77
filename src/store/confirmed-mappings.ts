import { createHash } from 'node:crypto'
import type { Viewer } from '../access/viewer.ts'
import type { TableName } from '../dataset/tables.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { addChange } from './history.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A mapping that a person confirmed for one organisation and table. Versions count from 1; the latest is used. */
export interface KeptMapping {
  readonly organisation: string
  readonly table: TableName
  readonly version: number
  /** YAML, without organisation and version: what it says, whoever it is for. */
  readonly text: string
  /** SHA-256 of the text, as hex. */
  readonly hash: string
  readonly confirmedBy: string
  readonly confirmedAt: string
}

/** What a person confirms. `after` is the latest version they saw (0: none), null when they did not look. */
export interface Confirmation extends Pick<KeptMapping, 'table' | 'text' | 'confirmedBy' | 'confirmedAt'> {
  readonly organisations: readonly string[]
  readonly after: number | null
}

export interface Mappings {
  /** Every version there has been, in the order of organisation, table and version. */
  list(viewer: Viewer): Promise<KeptMapping[]>
  /** Keep a mapping for each organisation, all or none. One that says what the latest says makes no new version. */
  confirm(viewer: Viewer, given: Confirmation): Promise<{ readonly kept: KeptMapping; readonly changed: boolean }[] | Refusal>
}

/** Open the mappings of the records. Errors: confirming refuses `mapping-confirmed-meanwhile`. */
export function openMappings(records: Records): Mappings {
  return {
    list: (viewer) => records.transaction(viewer, listMappings),
    confirm: async (viewer, given) => {
      const answer = await records.transaction(viewer, (query) => confirmAll(query, given))
      await records.flush()
      return answer
    },
  }
}

async function listMappings(query: Query): Promise<KeptMapping[]> {
  return (await query('select * from cadre.mapping order by organisation collate "C", table_name collate "C", version')).map(mappingOf)
}

/** Two who confirm at once take turns: the second sees the version of the first. */
async function confirmAll(query: Query, given: Confirmation): Promise<{ kept: KeptMapping; changed: boolean }[] | Refusal> {
  await query(`select pg_advisory_xact_lock(hashtext('cadre.mapping'))`)
  const latest = new Map((await listMappings(query)).filter(({ table }) => table === given.table).map((kept) => [kept.organisation, kept]))
  const late = given.organisations.map((organisation) => latest.get(organisation)).find((kept) => given.after !== null && (kept?.version ?? 0) > given.after)
  if (late) return refuseLate(late)
  const answers: { kept: KeptMapping; changed: boolean }[] = []
  for (const organisation of new Set(given.organisations)) answers.push(await confirmOne(query, given, organisation, latest.get(organisation) ?? null))
  return answers
}

async function confirmOne(query: Query, { table, text, confirmedBy, confirmedAt }: Confirmation, organisation: string, latest: KeptMapping | null): Promise<{ kept: KeptMapping; changed: boolean }> {
  const hash = createHash('sha256').update(text).digest('hex')
  if (latest?.hash === hash) return { kept: latest, changed: false }
  const kept: KeptMapping = { organisation, table, version: (latest?.version ?? 0) + 1, text, hash, confirmedBy, confirmedAt }
  await query('insert into cadre.mapping (organisation, table_name, version, text, hash, confirmed_by, confirmed_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [organisation, table, kept.version, text, hash, confirmedBy, confirmedAt])
  await addChange(query, { kind: 'mapping-confirmed', at: confirmedAt, by: confirmedBy, organisations: [organisation], says: `Mapping of ${organisation} for ${table}, version ${kept.version}`, from: null, to: null })
  return { kept, changed: true }
}

function mappingOf(row: Readonly<Record<string, unknown>>): KeptMapping {
  return {
    organisation: String(row.organisation), table: row.table_name as TableName, version: Number(row.version), text: String(row.text), hash: String(row.hash),
    confirmedBy: String(row.confirmed_by), confirmedAt: String(row.confirmed_at),
  }
}

function refuseLate({ organisation, table, version, confirmedBy, confirmedAt }: KeptMapping): Refusal {
  return refuse('mapping-confirmed-meanwhile', 'conflict', {
    doing: `Confirming the mapping of ${organisation} for ${table}`, found: `version ${version} was confirmed by ${confirmedBy} at ${confirmedAt}`, need: 'A decision that knows the latest version', next: 'Propose again, look at what changed, and confirm that',
  })
}
