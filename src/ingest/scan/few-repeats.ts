import type { Records } from './records.ts'
import { wordList } from './word-list.ts'

/**
 * Say of each column whether its texts hardly repeat in these records: more than half of them are different. Numbering such texts is not worth it.
 * Shape: one entry for each of so many cells of a record; records of another width say nothing.
 */
export function fewRepeats(records: Records, cells: number): boolean[] {
  const regular: number[] = []
  for (let record = 0; record < records.count; record += 1) if (cells === records.firstCell[record + 1]! - records.firstCell[record]!) regular.push(records.firstCell[record]!)
  return Array.from({ length: cells }, (_, place) => {
    const words = wordList()
    for (const cell of regular) words.numberOf(records.view, records.starts[cell + place]!, records.ends[cell + place]!)
    return words.size * 2 > regular.length
  })
}
