import type { Block, BlockColumn } from '../ingest/scan/block.ts'
import type { CodeLists } from '../reference/code-list.ts'
import { blockAsker } from './ask-block.ts'
import { askOf } from './each-row.ts'
import type { Rule } from './rule.ts'

/** Asks rules of the rows of one block after the other, in their order. */
export interface BlockJudge {
  /** Write the place of the first rule that objects, counted from `first`, for every row that has no verdict yet. */
  judge(block: Block, verdicts: Uint8Array, first: number): void
}

/** Open a judge of blocks. Rules about cells and about files are left out: rows with a cell at fault are judged as rows. */
export function blockJudge(rules: readonly Rule[], columns: readonly BlockColumn[], lists: CodeLists): BlockJudge {
  const askers = rules.map((rule) => {
    const ask = askOf(rule)
    return ask && blockAsker(ask, columns, lists)
  })
  return { judge: (block, verdicts, first) => askers.forEach((asker, index) => asker?.ask(block, verdicts, first + index)) }
}
