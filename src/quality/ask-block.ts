import type { Cell, Row } from '../dataset/table.ts'
import type { Block, BlockColumn } from '../ingest/scan/block.ts'
import type { CodeLists } from '../reference/code-list.ts'
import type { Ask } from './each-row.ts'

/** Asks one rule of the rows of one block after the other. */
export interface BlockAsker {
  /** Write `mark` in `verdicts` for every row that the rule objects to; rows that have a verdict are not asked. */
  ask(block: Block, verdicts: Uint8Array, mark: number): void
}

/**
 * Ask a row rule of columns, without making rows.
 *
 * The rule is handed a row that notices which columns it looks at. Its answer depends on nothing else, so it is kept for that combination of
 * words and not asked again. When the combinations are too many to keep (dates), the rule is asked for every row.
 */
export function blockAsker(rule: Ask, columns: readonly BlockColumn[], lists: CodeLists): BlockAsker {
  let [current, more] = [0, false]
  let answers: Answers | null = null
  const looked: BlockColumn[] = []
  // The cells that the rule looks at stand in a row of their own, where they are found at once; only others are watched.
  const row: Row = Object.create(watchedRow(columns, () => current, (column) => {
    looked.push(column)
    Object.defineProperty(row, column.name, { enumerable: true, writable: true, value: column.valueAt(current) })
    more = true
  })) as Row
  const fill = (at: number): void => {
    current = at
    for (const column of looked) row[column.name] = column.own ? column.valueAt(at) : column.values[column.codes[at]!]!
  }
  return {
    ask(block, verdicts, mark) {
      answers = keptAnswers(looked, answers)
      for (let at = 0; at < block.rows; at += 1) {
        if (verdicts[at] !== 0) continue
        const place = answers === null ? -1 : placeOf(answers, at)
        const known = answers === null ? unknown : answers.kept[place]!
        if (known === passes) continue
        if (known === unknown) {
          fill(at)
          const objects = rule(row, row, lists) !== null
          // Answers kept before the rule looked at one more column do not tell of it.
          if (more) [answers, more] = [keptAnswers(looked, null), false]
          else if (answers) answers.kept[place] = objects ? stands : passes
          if (!objects) continue
        }
        verdicts[at] = mark
      }
    },
  }
}

const [unknown, passes, stands] = [0, 1, 2]

/** Answers by the combination of words that a rule looked at. Shape: `kept` has one place for each combination there can be. */
interface Answers { readonly values: readonly (readonly Cell[])[]; readonly sizes: readonly number[]; readonly codes: readonly Int32Array[]; readonly kept: Uint8Array }

/** Most combinations kept for one rule: 4 MB. */
const mostCombinations = 1 << 22

/** The answers known so far; an empty set when a column numbers anew or has met more words than there was room for, null when there would be too many. */
function keptAnswers(looked: readonly BlockColumn[], before: Answers | null): Answers | null {
  if (looked.length === 0 || looked.some(({ own }) => own)) return null
  if (before && before.sizes.length === looked.length && looked.every(({ values }, index) => values === before.values[index] && values.length <= before.sizes[index]!)) return before
  const sizes = looked.map(({ values }) => 2 ** Math.ceil(Math.log2(values.length + 1)))
  const combinations = sizes.reduce((product, size) => product * size, 1)
  return combinations > mostCombinations ? null : { values: looked.map(({ values }) => values), sizes, codes: looked.map(({ codes }) => codes), kept: new Uint8Array(combinations) }
}

function placeOf({ sizes, codes }: Answers, row: number): number {
  if (codes.length === 1) return codes[0]![row]!
  let place = 0
  for (let index = 0; index < codes.length; index += 1) place = place * sizes[index]! + codes[index]![row]!
  return place
}

/** A row that tells of each look at its columns. */
function watchedRow(columns: readonly BlockColumn[], current: () => number, told: (column: BlockColumn) => void): Row {
  const row: Row = {}
  for (const column of columns) {
    Object.defineProperty(row, column.name, {
      enumerable: true,
      get(): Cell {
        told(column)
        return column.valueAt(current())
      },
    })
  }
  return row
}
