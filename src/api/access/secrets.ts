import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** How hard a password is to guess offline. Source: OWASP password storage, argon2id with 19 MiB and two passes. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

const derive = promisify(argon2)

/** Make a secret to carry: 256 bits, safe in addresses and headers. */
export function makeSecret(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`
}

/** What is kept of a secret: nobody can carry what they read in the records. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Hash a password with a salt of its own; the text says how, so that the cost can grow. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: password.normalize('NFKC'), nonce: salt })
  return `argon2id$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${salt.toString('base64')}$${tag.toString('base64')}`
}

/** Say whether a password is the one that was hashed. Without a hash it takes as long and says no, so that nobody learns who has an account. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [method, parameters = '', salt = '', tag = ''] = (kept ?? await nobodysPassword()).split('$')
  const [, memory, passes, parallelism] = /^m=(\d+),t=(\d+),p=(\d+)$/.exec(parameters) ?? []
  if (method !== 'argon2id' || memory === undefined) throw new Error('a kept password has a form this version does not know')
  const expected = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: password.normalize('NFKC'), nonce: Buffer.from(salt, 'base64'), memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), tagLength: expected.length,
  })
  return timingSafeEqual(found, expected) && kept !== null
}

let nobodys: Promise<string> | null = null
function nobodysPassword(): Promise<string> {
  nobodys ??= hashPassword(makeSecret(''))
  return nobodys
}
