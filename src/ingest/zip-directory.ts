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

const entrySignature = 0x02014b50
const endSignature = 0x06054b50
/** Bytes of a directory entry before its name, and of the end record before its comment. */
const entryHeader = 46
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
