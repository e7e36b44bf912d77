import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { refuse, type Refusal } from '../units/refusal.ts'
import { keyBytes, makeKeyFile } from './key-file.ts'
import { desk, kept } from './people.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** Secrets of second factors, sealed under a key that lies beside the records and never in them: who copies the records alone has none of them. */
export interface SealedFactors {
  /** Seal a secret for its person: it opens for nobody else. */
  seal(person: string, secret: string): string
  /** Open what was sealed. Errors: refuses `factor-key-lost`. */
  open(person: string, sealed: string): string | Refusal
  /** Seal what lies open in the records since before there was a key. Answers how many. */
  sealOpenOnes(): Promise<number>
  /** Seal everything anew under a new key. The old one opens until all of it is done. Answers how many. Errors: refuses `factor-key-lost`, and changes nothing then. */
  changeKey(): Promise<number | Refusal>
}

/** Open the seals of a folder. The key file has one key a line, the one in use first; it is read at every use, for another server may have changed it. */
export function openSealedFactors(records: Records, path: string): SealedFactors {
  const seal = (person: string, secret: string): string => sealWith(keyInUse(path), person, secret)
  const open = (person: string, sealed: string): string | Refusal => openWith(readKeys(path), person, sealed)
  return {
    seal, open,
    sealOpenOnes: async () => {
      // Asked at every opening: nothing is written, and nothing waits for the disk, when nothing lies open.
      const [any] = await records.transaction(desk, (query) => query(`select 1 from cadre.person where second_factor not like '${mark}:%' limit 1`))
      return any === undefined ? 0 : kept(records, desk, async (query) => {
        const rows = (await heldFactors(query)).filter(({ held }) => !isSealed(held))
        for (const { person, held } of rows) await setFactor(query, person, seal(person, held))
        return rows.length
      })
    },
    changeKey: async () => {
      const before = readKeys(path)
      // Order matters: both keys are on the disk before anything is sealed with the new one, and the old one goes when nothing needs it.
      writeKeys(path, [randomBytes(keyBytes), ...before])
      const changed = await kept(records, desk, async (query) => {
        const rows = (await heldFactors(query)).map(({ person, held }) => ({ person, secret: isSealed(held) ? open(person, held) : held }))
        const lost = rows.find(({ secret }) => typeof secret !== 'string')
        if (lost !== undefined) return lost.secret as Refusal
        for (const { person, secret } of rows) await setFactor(query, person, seal(person, secret as string))
        return rows.length
      })
      writeKeys(path, typeof changed === 'number' ? readKeys(path).slice(0, 1) : before)
      return changed
    },
  }
}

const mark = 'sealed'
const isSealed = (held: string): boolean => held.startsWith(`${mark}:`)

async function heldFactors(query: Query): Promise<{ person: string; held: string }[]> {
  return (await query('select id, second_factor from cadre.person where second_factor is not null for update')).map((row) => ({ person: String(row.id), held: String(row.second_factor) }))
}

async function setFactor(query: Query, person: string, sealed: string): Promise<void> {
  await query('update cadre.person set second_factor = $2 where id = $1', [person, sealed])
}

/** The person is bound in: a secret copied to somebody else's row does not open. Source: NIST SP 800-38D (AES-GCM, 96 bits of nonce, 128 of tag). */
function sealWith(key: Buffer, person: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(person))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [mark, nameOf(key), nonce.toString('hex'), sealed.toString('base64')].join(':')
}

function openWith(keys: readonly Buffer[], person: string, sealed: string): string | Refusal {
  const [, name, nonce = '', text = ''] = sealed.split(':')
  const key = keys.find((one) => nameOf(one) === name)
  if (!isSealed(sealed) || key === undefined) return refuseLost()
  const bytes = Buffer.from(text, 'base64')
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex')).setAAD(Buffer.from(person)).setAuthTag(bytes.subarray(-16))
    return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString('utf8')
  } catch {
    return refuseLost()
  }
}

/** Which key it was: the first characters of its hash, which give nothing of it away. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}

function keyInUse(path: string): Buffer {
  if (!existsSync(path)) makeKeyFile(path)
  const [first] = readKeys(path)
  if (first === undefined) throw new Error(`the key file ${path} holds no key`)
  return first
}

function readKeys(path: string): Buffer[] {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  return lines.filter((line) => new RegExp(`^[0-9a-f]{${keyBytes * 2}}$`).test(line)).map((line) => Buffer.from(line, 'hex'))
}

function writeKeys(path: string, keys: readonly Buffer[]): void {
  const unfinished = `${path}.${randomUUID()}.new`
  writeFileSync(unfinished, keys.map((key) => `${key.toString('hex')}\n`).join(''), { mode: 0o600, flag: 'wx', flush: true })
  renameSync(unfinished, path)
}

function refuseLost(): Refusal {
  return refuse('factor-key-lost', 'conflict', {
    doing: 'Opening the secret of a second factor', found: 'the key it was sealed with is not in factor-key beside the records', need: 'That key, from a backup of the data folder; or a recovery code', next: 'Restore the file factor-key, or give a recovery code and set up an authenticator anew',
  })
}
