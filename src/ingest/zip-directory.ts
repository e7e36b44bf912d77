/**
 * Add up the unpacked sizes that an archive's own directory states, before anything is unpacked.
 * Errors: null when the directory at the end of the file is missing or cut short.
 * Source: PKWARE APPNOTE 4.3.12 and 4.3.16.
 */
export function unpackedBytes(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end === null) return null
  const entries = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + entryHeader > view.byteLength || view.getUint32(at, true) !== entrySignature) return null
    total += statedSize(view, at)
    at += entryHeader + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return total
}

/** A part of an archive, still packed. */
export interface ArchiveEntry {
  readonly path: string
  readonly data: Uint8Array
  readonly isPacked: boolean
  /** Bytes it states that it unpacks to. */
  readonly unpacked: number
}

/** List the entries of an archive whose directory is whole: ask `unpackedBytes` first. */
export function entriesOf(bytes: Uint8Array): ArchiveEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view) ?? 0
  const found: ArchiveEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let entry = view.getUint16(end + 10, true); entry > 0; entry -= 1) {
    const [name, local] = [view.getUint16(at + 28, true), view.getUint32(at + 42, true)]
    const start = local + localHeader + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    found.push({
      path: new TextDecoder().decode(bytes.subarray(at + entryHeader, at + entryHeader + name)), data: bytes.subarray(start, start + view.getUint32(at + 20, true)),
      isPacked: view.getUint16(at + 10, true) !== 0, unpacked: view.getUint32(at + 24, true),
    })
    at += entryHeader + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return found
}

const entrySignature = 0x02014b50
const endSignature = 0x06054b50
/** Bytes of a directory entry and of a local header before its name, and of the end record before its comment. */
const entryHeader = 46
const localHeader = 30
const endHeader = 22

/**
 * Size an entry states; one that states none for packed data could be of any size. An empty entry packs to at most two bytes.
 * One that is packed and leaves both sizes to a record after its data (bit 3 of its flags) states none either.
 */
function statedSize(view: DataView, at: number): number {
  const [packed, unpacked] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
  const deferred = packed === 0 && (view.getUint16(at + 8, true) & 8) !== 0 && view.getUint16(at + 10, true) !== 0
  return unpacked === 0 && (packed > 2 || deferred) ? Infinity : unpacked
}

/** Where the end record starts: searched backwards, because a comment of up to 65,535 bytes may follow it. */
function endOfDirectory(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - endHeader - 65_535)
  for (let at = view.byteLength - endHeader; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at
  return null
}
