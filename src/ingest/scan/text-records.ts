import type { Records } from './records.ts'

/** Say whether any record has a byte beyond ASCII: most files have few of them, and most pieces none. */
export function hasBeyondAscii({ bytes, count, firstCell, starts, ends }: Records): boolean {
  if (count === 0) return false
  const [from, to] = [starts[0]!, ends[firstCell[count]! - 1]!]
  // Four bytes at a time: one of them is beyond ASCII when its highest bit is set.
  const four = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2)
  for (let at = (bytes.byteOffset + from) >> 2; at < four.length && at * 4 < bytes.byteOffset + to; at += 1) if ((four[at]! & 0x80808080) !== 0) return true
  return false
}

/** Say whether every cell of a record is text in UTF-8. */
export function isText({ bytes, firstCell, starts, ends }: Records, record: number): boolean {
  try {
    for (let cell = firstCell[record]!; cell < firstCell[record + 1]!; cell += 1) strict.decode(bytes.subarray(starts[cell], ends[cell]))
    return true
  } catch {
    return false
  }
}

/** Cells of a record as text; bytes that are none become the mark for that. */
export function cellsOf({ bytes, firstCell, starts, ends }: Records, record: number): string[] {
  const cells: string[] = []
  for (let cell = firstCell[record]!; cell < firstCell[record + 1]!; cell += 1) cells.push(lenient.decode(bytes.subarray(starts[cell], ends[cell])))
  return cells
}

const strict = new TextDecoder('utf-8', { fatal: true })
const lenient = new TextDecoder()
