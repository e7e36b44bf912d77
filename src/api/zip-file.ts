import { crc32, deflateRawSync } from 'node:zlib'

/** A file inside a zip: words in UTF-8, or bytes as they are. */
export type ZipEntry = { readonly name: string } & ({ readonly text: string } | { readonly bytes: Uint8Array })

/**
 * Pack files into a zip. The same files give the same bytes: every entry carries the first day a zip can name.
 *
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16; deflate, names in UTF-8.
 */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const [bytes, title] = ['text' in entry ? Buffer.from(entry.text, 'utf8') : Buffer.from(entry.bytes), Buffer.from(entry.name, 'utf8')]
    const packed = deflateRawSync(bytes)
    const shared = sharedHeader(bytes, packed, title)
    const local = Buffer.concat([number4(0x04034b50), shared, title, packed])
    directory.push(Buffer.concat([number4(0x02014b50), number2(20), shared, number2(0), number2(0), number2(0), number4(0), number4(at), title]))
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.concat([number4(0x06054b50), number2(0), number2(0), number2(entries.length), number2(entries.length), number4(listed.length), number4(at), number2(0)])
  return Buffer.concat([...parts, listed, end])
}

/** What the header of an entry and its line in the directory say alike: version 2.0, UTF-8 names, deflate, 1 January 1980. */
function sharedHeader(bytes: Buffer, packed: Buffer, title: Buffer): Buffer {
  return Buffer.concat([number2(20), number2(0x0800), number2(8), number2(0), number2(0x0021), number4(crc32(bytes)), number4(packed.length), number4(bytes.length), number2(title.length), number2(0)])
}

function number2(value: number): Buffer {
  const two = Buffer.alloc(2)
  two.writeUInt16LE(value)
  return two
}

function number4(value: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32LE(value)
  return four
}
