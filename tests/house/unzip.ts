import { inflateRawSync } from 'node:zlib'

/** Bytes of the files of a zip that this product wrote, by their local headers. Source: PKWARE APPNOTE, section 4.3.7. */
export function unzipBytes(zip: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (let at = 0; at + 4 < zip.length && zip.readUInt32LE(at) === 0x04034b50; ) {
    const [packed, titled, extra] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)]
    const from = at + 30 + titled + extra
    found.set(zip.toString('utf8', at + 30, at + 30 + titled), inflateRawSync(zip.subarray(from, from + packed)))
    at = from + packed
  }
  return found
}

/** The same as words in UTF-8. */
export function unzip(zip: Buffer): Map<string, string> {
  return new Map([...unzipBytes(zip)].map(([name, bytes]) => [name, bytes.toString('utf8')]))
}

/** The lines of the notes of a slide, each cut at its tabs. */
export function notesOf(parts: ReadonlyMap<string, string>): string[][] {
  const notes = parts.get('ppt/notesSlides/notesSlide1.xml') ?? ''
  return [...notes.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text = '']) => plain(text).split('\t'))
}

/** XML words as they are read. */
export function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
