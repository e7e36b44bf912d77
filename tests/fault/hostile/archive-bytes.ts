import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of an archive; a lie stands in the directory in place of the true size. */
export interface Entry {
  readonly path: string
  readonly content: string | Uint8Array
  readonly stored?: boolean
  readonly lies?: { readonly packed?: number; readonly unpacked?: number; readonly flags?: number; readonly method?: number; readonly crc?: number }
}

/** Pack entries as a zip archive. Source: PKWARE APPNOTE 4.3. */
export function archiveOf(entries: readonly Entry[], { count = entries.length } = {}): Uint8Array {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { path, content, stored = false, lies = {} } of entries) {
    const plain = Buffer.from(content)
    const data = stored ? plain : deflateRawSync(plain)
    const name = Buffer.from(path)
    const sizes = { packed: data.length, unpacked: plain.length }
    const method = stored ? 0 : 8
    const local = Buffer.concat([header(0x04034b50, 30), name, data])
    fields(local, 4, { method, crc: crc32(plain), flags: lies.flags ?? 0, ...sizes, name: name.length })
    const entry = Buffer.concat([header(0x02014b50, 46), name])
    fields(entry, 6, { method: lies.method ?? method, crc: lies.crc ?? crc32(plain), flags: lies.flags ?? 0, packed: lies.packed ?? sizes.packed, unpacked: lies.unpacked ?? sizes.unpacked, name: name.length })
    entry.writeUInt32LE(at, 42)
    locals.push(local)
    directory.push(entry)
    at += local.length
  }
  const end = header(0x06054b50, 22)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directory.reduce((sum, { length }) => sum + length, 0), 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]))
}

function header(signature: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUInt32LE(signature, 0)
  return bytes
}

/** The fields a local header and a directory entry share, from the version needed on. */
function fields(bytes: Buffer, at: number, of: { method: number; crc: number; flags: number; packed: number; unpacked: number; name: number }): void {
  bytes.writeUInt16LE(20, at)
  bytes.writeUInt16LE(of.flags, at + 2)
  bytes.writeUInt16LE(of.method, at + 4)
  bytes.writeUInt32LE(of.crc, at + 10)
  bytes.writeUInt32LE(of.packed, at + 14)
  bytes.writeUInt32LE(of.unpacked, at + 18)
  bytes.writeUInt16LE(of.name, at + 22)
}
