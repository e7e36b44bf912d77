import type { BodyRow } from './headed-table.ts'
import type { LongRead, ReadFile, ReadRow } from './source.ts'

/** Rows in one piece: enough that asking each rule of a piece costs nothing, few enough to hold. */
const pieceRows = 2048

/** Read a file some rows at a time, each as it is read; `rows` starts over each time. */
export function readByPieces(file: ReadFile, rows: () => Iterable<BodyRow>, read: (row: BodyRow) => ReadRow): LongRead {
  return {
    file,
    *pieces() {
      let piece: ReadRow[] = []
      for (const row of rows()) {
        if (piece.push(read(row)) < pieceRows) continue
        yield piece
        piece = []
      }
      if (piece.length > 0) yield piece
    },
    *again(wanted) {
      let left = wanted.size
      for (const row of left === 0 ? [] : rows()) {
        if (!wanted.has(row.row)) continue
        yield read(row)
        left -= 1
        if (left === 0) return
      }
    },
  }
}
