/** The smallest published table we read: managers by organisation and year. */
export const heading = ['YEAR', 'ORG_CODE', 'SIMPLE_MANAGERS_FTE'] as const

/** Three trusts with 10, 20 and 30.5 FTE: 60.5 together. */
export const threeRows = [['2010', 'RAA', '10'], ['2010', 'RBB', '20'], ['2010', 'RCC', '30.5']] as const

/** The table as csv; `rows` stand below the usual heading. */
export function managers(rows: readonly (readonly string[])[] = threeRows, { delimiter = ',', end = '\n' } = {}): string {
  return [heading, ...rows].map((cells) => `${cells.join(delimiter)}${end}`).join('')
}

/** The three rows with one more below them. */
export function withRow(...cells: readonly string[]): string {
  return managers([...threeRows, cells])
}

/** One good row, and one with this cell of FTE. */
export function withFte(fte: string): string {
  return managers([['2010', 'RAA', '10'], ['2010', 'RBB', fte]])
}

/** As many distinct rows as asked, each of 1 FTE. */
export function manyRows(count: number): string {
  const lines = [heading.join(',')]
  for (let row = 0; row < count; row += 1) lines.push(`2010,R${row.toString(36).toUpperCase()},1`)
  return `${lines.join('\n')}\n`
}
