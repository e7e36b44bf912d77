import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Units: seconds a code holds. Source: RFC 6238, section 4.1. */
const step = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Make the secret of a second factor: 160 bits, in the letters authenticators take (RFC 4648, base 32). */
export function makeFactorSecret(): string {
  return [...randomBytes(32)].map((byte) => alphabet[byte % 32]).join('')
}

/** Address that authenticators read from a QR code or a link. Source: Key URI format of Google Authenticator. */
export function factorAddress(secret: string, email: string): string {
  return `otpauth://totp/Cadre:${encodeURIComponent(email)}?secret=${secret}&issuer=Cadre&algorithm=SHA1&digits=6&period=${step}`
}

/**
 * Find the step of time whose code this is: now, or the step before or after, for clocks that differ. Null when it is none of them.
 *
 * Units: `at` milliseconds since 1970. Source: RFC 6238, section 5.2.
 */
export function stepOfCode(secret: string, code: string, at: number): number | null {
  const typed = Buffer.from(code.replace(/\s/g, ''))
  const now = Math.floor(at / 1000 / step)
  const found = [now, now - 1, now + 1].filter((counter) => {
    const right = Buffer.from(codeOfStep(secret, counter, 6))
    return right.length === typed.length && timingSafeEqual(right, typed)
  })
  return found[0] ?? null
}

/** The code of a step of time. Source: RFC 4226, section 5.3 (dynamic truncation of HMAC-SHA-1). */
export function codeOfStep(secret: string, counter: number, digits: number): string {
  const moment = Buffer.alloc(8)
  moment.writeBigUInt64BE(BigInt(counter))
  const digest = createHmac('sha1', decode(secret)).update(moment).digest()
  const offset = digest[digest.length - 1]! & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

function decode(text: string): Buffer {
  let [bits, held] = [0, 0]
  const bytes: number[] = []
  for (const letter of text.toUpperCase()) {
    const value = alphabet.indexOf(letter)
    if (value < 0) throw new Error('the secret of a second factor has a letter that base 32 has not')
    bits = (bits << 5) | value
    held += 5
    if (held < 8) continue
    held -= 8
    bytes.push((bits >> held) & 255)
    bits &= (1 << held) - 1
  }
  return Buffer.from(bytes)
}
