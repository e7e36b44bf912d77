/** Text of a file and how its bytes were read. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-8 with byte-order mark' | 'utf-16le' | 'utf-16be' | 'windows-1252'
}

/**
 * Decode the bytes of a text file: byte-order mark first, then strict UTF-8, then Windows-1252.
 * Errors: null when the bytes are not text in any of these.
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const utf16 = utf16Order(bytes)
  if (utf16) return accept(decodeAs(utf16, bytes), utf16)
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const strict = decodeAs('utf-8', bytes)
  if (strict !== null) return accept(strict, marked ? 'utf-8 with byte-order mark' : 'utf-8')
  if (marked || bytes.some((byte) => undefinedInWindows1252.has(byte))) return null
  return accept(decodeAs('windows-1252', bytes), 'windows-1252')
}

/** Bytes Windows-1252 leaves without a character: text has none of them. */
const undefinedInWindows1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** Say which order of UTF-16 the bytes are in: by byte-order mark, else by where the zero bytes of plain text lie. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 1_000)
  const zeros = [0, 0]
  sample.forEach((byte, index) => { if (byte === 0) zeros[index % 2]! += 1 })
  const most = sample.length / 2 * 0.7
  if (sample.length < 4) return null
  if (zeros[1]! > most && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! > most && zeros[1] === 0 ? 'utf-16be' : null
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Refuse text with control characters no table has: it is a binary file that happened to decode. */
function accept(text: string | null, encoding: Decoded['encoding']): Decoded | null {
  return text === null || hasControls(text.slice(0, 4_000)) || text.includes('\u0000') ? null : { text, encoding }
}

function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 32 && !allowedControls.has(code)) return true
  }
  return false
}

/** Tab, line feed, form feed, carriage return, and the unit and record separators some systems delimit with. */
const allowedControls = new Set([9, 10, 12, 13, 1, 28, 29, 30, 31])
