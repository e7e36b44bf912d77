import { fteOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A row with fewer or more cells than the header. */
export const raggedRow: Rule = {
  id: 'ragged-row', severity: 'stop-row',
  says: 'A row has another number of cells than the header',
  because: 'A missing or extra delimiter shifts every later cell under the wrong heading. Empty cells past the last heading are harmless and not counted.',
  check(read) {
    const { header } = read
    if (!header || read.encoding === 'xlsx') return []
    return read.rows.filter((row) => row.raw.length < header.length || row.raw.slice(header.length).some((cell) => cell.trim() !== ''))
      .map((row) => ({ row: row.row, column: null, found: `${row.raw.length} cells`, expected: `${header.length} cells, as in the header`, fte: fteOf(row) }))
  },
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} another number of cells than the header; first row ${faults.first.row}`,
}
