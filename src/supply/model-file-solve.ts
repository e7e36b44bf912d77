/**
 * Solve a small set of linear equations by elimination, the largest pivot first; undefined when they have no single answer.
 *
 * Shape:  `rows[i][j]` is the factor of unknown j in equation i; as many unknowns as equations.
 */
export function solveLinear(rows: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const work = rows.map((row, at) => [...row, right[at]!])
  const size = work.length
  for (let column = 0; column < size; column++) {
    bringUpLargest(work, column)
    if (work[column]![column] === 0) return undefined
    for (let row = column + 1; row < size; row++) subtractRow(work[row]!, work[column]!, column)
  }
  const answer = Array.from({ length: size }, () => 0)
  for (let row = size - 1; row >= 0; row--) {
    let rest = work[row]![size]!
    for (let column = row + 1; column < size; column++) rest -= work[row]![column]! * answer[column]!
    answer[row] = rest / work[row]![row]!
  }
  return answer
}

function bringUpLargest(work: number[][], column: number): void {
  let best = column
  for (let row = column + 1; row < work.length; row++) if (Math.abs(work[row]![column]!) > Math.abs(work[best]![column]!)) best = row
  const top = work[column]!
  work[column] = work[best]!
  work[best] = top
}

function subtractRow(row: number[], pivot: readonly number[], column: number): void {
  const factor = row[column]! / pivot[column]!
  if (factor === 0) return
  for (let at = column; at < row.length; at++) row[at]! -= factor * pivot[at]!
}
