/**
 * The method, said once: each specification is checked against the code and printed as a page of docs/method.
 * A table is both the example a reader redoes on paper and the test the code must pass.
 */
export interface Specification {
  /** File name in docs/method, without `.md`. */
  readonly document: string
  readonly title: string
  /** Paragraphs under the title. */
  readonly text: readonly string[]
  readonly sections: readonly Section[]
}

export interface Section {
  /** What docstrings cite: S1, D2, A3. */
  readonly code: string
  readonly title: string
  readonly text: readonly string[]
  /** The equation in symbols, one line each, if it has one. */
  readonly equation?: readonly string[]
  readonly examples?: readonly Example[]
}

export interface Example {
  readonly title: string
  /** Where the expected numbers are from: a citation, or the working on paper. */
  readonly source: string
  readonly given: Table
  readonly expected: Table
  /** Work the expected table out from the given one, with the code that the product runs. */
  readonly work: (given: readonly Row[]) => readonly Row[]
}

export interface Table {
  /** Key of each column and the heading it is printed under, in order. */
  readonly columns: Readonly<Record<string, string>>
  /** Decimals to which the numbers of a column are stated, where not whole. Expected numbers must agree to the last decimal stated. */
  readonly decimals?: Readonly<Record<string, number>>
  readonly rows: readonly Row[]
}

export type Cell = number | string
export type Row = Readonly<Record<string, Cell>>

/** Read a number of a row. */
export function number(row: Row | undefined, column: string): number {
  const value = row?.[column]
  if (typeof value !== 'number') throw new TypeError(`Reading an example: column ${column} is ${String(value)}. It must be a number.`)
  return value
}

/** Read a column of numbers, top to bottom. */
export function numbers(rows: readonly Row[], column: string): number[] {
  return rows.map((row) => number(row, column))
}
