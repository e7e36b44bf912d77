import { beyondAscii, type Records } from './records.ts'

/** Say whether every cell of a record is text in UTF-8. Most records are ASCII, and known by that. */
export function isText({ bytes, marks, firstCell, starts, ends }: Records, record: number): boolean {
  if ((marks[record]! & beyondAscii) === 0) return true
  const [first, end] = [firstCell[record]!, firstCell[record + 1]!]
  try {
    for (let cell = first; cell < end; cell += 1) strict.decode(bytes.subarray(starts[cell], ends[cell]))
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
