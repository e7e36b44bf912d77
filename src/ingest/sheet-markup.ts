import { entriesOf, type ArchiveEntry } from './zip-directory.ts'

/** Parts that hold cells. */
const withCells = /^\/?xl\/(worksheets\/[^/]+|sharedStrings)\.xml$/i

/**
 * Find a part with cells of which what is read would be a guess: its markup does not close, or a number of it is not written in decimals. Null when every one is whole.
 * The reader of workbooks takes what it can get: `<v>10<><v>10</v>` is 1010 to it, and `<v>0x10</v>` is 16. Ask after it has read the file, so that sizes are known to be true.
 * Errors: throws when a part cannot be unpacked.
 */
export async function brokenPart(bytes: Uint8Array): Promise<string | null> {
  for (const entry of entriesOf(bytes)) {
    if (!withCells.test(entry.path)) continue
    const xml = new TextDecoder().decode(await unpack(entry))
    if (!isWhole(xml)) return `The markup of ${entry.path} does not close`
    if (hasStrangeNumber(xml)) return `A number of ${entry.path} is not written in decimals`
  }
  return null
}

async function unpack({ data, isPacked, unpacked }: ArchiveEntry): Promise<Uint8Array> {
  if (!isPacked) return data
  const whole = new Uint8Array(unpacked)
  let length = 0
  for await (const chunk of new Blob([data.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'))) {
    if (length + chunk.length > unpacked) throw new Error('A part unpacks to more than it states')
    whole.set(chunk, length)
    length += chunk.length
  }
  return whole.subarray(0, length)
}

/** A value that begins as a number of another base does, hides behind an entity, or is nothing but space, which the reader takes for 0. */
const strangeValue = /<(?:\w+:)?v(?:\s[^<>]*)?>(?:\s*(?:[+-]?0[xXbBoO]|[^<]*&#)[^<]*|\s+)<\//g

/** Say whether a cell of numbers holds such a value; a cell of text may. Source: ECMA-376 part 1, 18.18.11, and XML Schema part 2, double. */
function hasStrangeNumber(xml: string): boolean {
  return [...xml.matchAll(strangeValue)].some(({ index }) => {
    const cell = Math.max(xml.lastIndexOf('<c ', index), xml.lastIndexOf('<c>', index), xml.lastIndexOf(':c ', index), xml.lastIndexOf(':c>', index))
    const type = /\st\s*=\s*["'](\w+)["']/.exec(xml.slice(cell, xml.indexOf('>', cell)))?.[1]
    return type === undefined || type === 'n'
  })
}

/** A declaration, a comment, verbatim text, or a tag with its attributes; a document type is none of these, as the format asks. */
const markup = /<(?:\?[^]*?\?>|!--[^]*?-->|!\[CDATA\[[^]*?\]\]>|(\/?)([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>)/y

/** Say whether every tag of a part closes in turn. Source: XML 1.0, section 2.1; ECMA-376 part 2, section 8.1.4. */
function isWhole(xml: string): boolean {
  const open: string[] = []
  let seen = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', markup.lastIndex)) {
    markup.lastIndex = at
    const found = markup.exec(xml)
    if (!found) return false
    const [, closes, name, empty] = found
    if (name === undefined) continue
    seen += 1
    if (closes === '/' ? open.pop() !== name : empty !== '/' && open.push(name) === 0) return false
  }
  return open.length === 0 && seen > 0
}
