import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { checkChain, emptyHead, link, type AuditEntry, type ChainedEntry, type ChainFault, type ChainHead } from '../access/audit-chain.ts'
import { nobody, type Viewer } from '../access/viewer.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** What was done and read, by whom, in a chain that nobody can change unseen. */
export interface Audit {
  /**
   * Write an entry down; it is kept when the promise is done. Entries that come while others are being written are written together, in the order they came.
   * Errors: refuses `audit-key-lost` and `audit-key-damaged`; nothing may be answered then.
   */
  add(entry: AuditEntry): Promise<Refusal | null>
  /** Newest first: at most `many`, with numbers below `below` when given, and only those that were looked for. */
  list(viewer: Viewer, many: number, below: number | null, wanted?: AuditWanted): Promise<ChainedEntry[]>
  /** Sign a text with the key of the chain. Errors: refuses `audit-key-lost` and `audit-key-damaged`. */
  sign(text: string): Promise<string | Refusal>
  /** Check the whole chain, against its head and against heads noted outside the records. */
  check(viewer: Viewer, noted: readonly ChainHead[]): Promise<AuditState | Refusal>
}

/** Which entries are looked for: a text that stands in them, and days, both included. */
export interface AuditWanted { readonly contains?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined }

export interface AuditState { readonly entries: number; readonly head: ChainHead; readonly fault: ChainFault | null }

/** Where the key and the last head lie: beside the records, never in them. */
export interface AuditFiles { readonly key: string; readonly head: string }

/** Only the audit writes and reads the chain as this one. */
const scribe: Viewer = { ...nobody, id: 'audit', name: 'The audit', rights: ['audit'] }
const keyBytes = 32

/** Open the audit of the records. */
export function openAudit(records: Records, files: AuditFiles): Audit {
  let waiting: { readonly entry: AuditEntry; readonly done: (refused: Refusal | null) => void; readonly failed: (error: unknown) => void }[] = []
  let writing = false
  const writeAll = async (): Promise<void> => {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const refused = await write(records, files, batch.map(({ entry }) => entry))
        for (const { done } of batch) done(refused)
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    writing = false
  }
  return {
    add: (entry) => new Promise((done, failed) => {
      waiting.push({ entry, done, failed })
      if (!writing) void writeAll()
    }),
    list: (viewer, many, below, { contains = '', from = '', to = '9999' } = {}) => records.transaction(viewer, async (query) => (await query(
      `${entrySql} where number < $1 and left(at, 10) >= $3 and left(at, 10) <= $4 and ($5 = '' or position(lower($5) in lower(concat_ws(' ', name, via, under, what, outcome))) > 0) order by number desc limit $2`,
      [below ?? Number.MAX_SAFE_INTEGER, many, from, to, contains])).map(entryOf)),
    sign: async (text) => {
      const key = readKey(files.key, (await records.transaction(scribe, readChainHead)).number > 0)
      return isRefusal(key) ? key : createHmac('sha256', key).update(text).digest('hex')
    },
    check: async (viewer, noted) => {
      const { entries, head } = await records.transaction(viewer, readChain)
      const key = readKey(files.key, head.number > 0)
      if (isRefusal(key)) return key
      return { entries: entries.length, head, fault: checkChain(key, entries, head, [...readNoted(files.head), ...noted]) }
    },
  }
}

/** One transaction for the batch; the head is locked, so that servers that share the records write one after the other. */
async function write(records: Records, files: AuditFiles, batch: readonly AuditEntry[]): Promise<Refusal | null> {
  const head = await records.transaction(scribe, async (query) => {
    let last = await readHead(query)
    const key = readKey(files.key, last.number > 0)
    if (isRefusal(key)) return key
    for (const entry of batch) {
      const made = link(key, last, entry)
      await query('insert into cadre.audit_entry (number, at, who, name, via, under, what, outcome, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [made.number, made.at, made.who, made.name, made.via, made.under, made.what, made.outcome, made.hash])
      last = { number: made.number, hash: made.hash }
    }
    await query('update cadre.audit_head set number = $1, hash = $2', [last.number, last.hash])
    return last
  })
  if (isRefusal(head)) return head
  // Order matters: a head that is noted stands for entries that would survive a power cut.
  await records.flush()
  note(files.head, head)
  return null
}

const entrySql = 'select number, at, who, name, via, under, what, outcome, hash from cadre.audit_entry'

function entryOf(row: Record<string, unknown>): ChainedEntry {
  return {
    number: Number(row.number), at: String(row.at), who: String(row.who), name: String(row.name), via: row.via as ChainedEntry['via'], under: String(row.under), what: String(row.what), outcome: String(row.outcome), hash: String(row.hash),
  }
}

/** Head and entries by one statement: between two, another server may write. */
async function readChain(query: Query): Promise<{ entries: ChainedEntry[]; head: ChainHead }> {
  const rows = await query(`select entry.*, head.number as head_number, head.hash as head_hash from cadre.audit_head as head left join (${entrySql}) as entry on true order by entry.number`)
  const [first] = rows
  return { entries: rows.filter(({ number }) => number !== null).map(entryOf), head: first === undefined ? emptyHead : { number: Number(first.head_number), hash: String(first.head_hash) } }
}

/** Locked until the end of the transaction. */
const readHead = (query: Query): Promise<ChainHead> => readChainHead(query, 'for update')

async function readChainHead(query: Query, lock: '' | 'for update' = ''): Promise<ChainHead> {
  const [row] = await query(`select number, hash from cadre.audit_head ${lock}`)
  return row === undefined ? emptyHead : { number: Number(row.number), hash: String(row.hash) }
}

/** The head of the moment, beside the records: whoever cuts the records short has to find it too. Another server may have noted a later one meanwhile. */
function note(path: string, head: ChainHead): void {
  if (readNoted(path).some(({ number, hash }) => number > head.number && hash !== 'unreadable')) return
  const unfinished = `${path}.${randomUUID()}.new`
  writeFileSync(unfinished, `${JSON.stringify(head)}\n`, { mode: 0o600 })
  renameSync(unfinished, path)
}

/** The head as it was last noted beside the records, none when nothing was written down. A file that cannot be read counts as a head that no chain has. */
export function readNoted(path: string): ChainHead[] {
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8')
  const [, number, hash] = /^\{"number":(\d+),"hash":"(\w+)"\}\n$/.exec(text) ?? []
  return [number === undefined || hash === undefined ? { number: 1, hash: 'unreadable' } : { number: Number(number), hash }]
}

/** Read the key, and make it when nothing was ever signed with one. */
function readKey(path: string, signed: boolean): Uint8Array | Refusal {
  if (!existsSync(path)) return signed ? refuseLost(path) : makeKey(path)
  const text = readFileSync(path, 'utf8').trim()
  return new RegExp(`^[0-9a-f]{${keyBytes * 2}}$`).test(text) ? Buffer.from(text, 'hex') : refuse('audit-key-damaged', 'conflict', {
    doing: 'Writing down who asked for what', found: `the key at ${path} is not ${keyBytes * 2} hexadecimal digits`, need: 'The key that signed the entries so far', next: 'Restore the file from a backup; nothing is answered until then',
  })
}

/** Order matters: the key is whole and on the disk before it gets its name. */
function makeKey(path: string): Uint8Array {
  const made = randomBytes(keyBytes)
  rmSync(`${path}.new`, { force: true })
  writeFileSync(`${path}.new`, `${made.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  renameSync(`${path}.new`, path)
  return made
}

function refuseLost(path: string): Refusal {
  return refuse('audit-key-lost', 'conflict', {
    doing: 'Writing down who asked for what', found: `the key is not at ${path}, and entries are signed with it`, need: 'That key: entries signed with another one could not be checked', next: 'Restore the file from a backup; nothing is answered until then',
  })
}
