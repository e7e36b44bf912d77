/** Cells for a column of numbers, and what each says: a number, nothing (null), or no number at all. Worked out by hand. */
export const numberCells: readonly (readonly [cell: string, says: number | null | 'no number'])[] = [
  ['12', 12], ['12.5', 12.5], ['0.0', 0], ['1e2', 100], ['+7', 7], ['.5', 0.5], ['5.', 5], ['007', 7], [' 8 ', 8], ['1,159,716', 1_159_716],
  ['', null], ['*', null], ['-', null], ['..', null], ['[c]', null], ['n/a', null], ['NULL', null],
  ['1e309', 'no number'], ['1e-400', 'no number'], ['NaN', 'no number'], ['Infinity', 'no number'], ['(5)', 'no number'], ['5%', 'no number'], ['£5', 'no number'], ['1,5', 'no number'], ['12,34', 'no number'], ['0x1F', 'no number'],
  ['1_000', 'no number'], ['1 000', 'no number'], ['−5', 'no number'], ['１２', 'no number'], ['١٢', 'no number'], ['12 FTE', 'no number'], ['#N/A', 'no number'], ['TRUE', 'no number'], ['true', 'no number'], ['01/02/2024', 'no number'],
  ['=1+1', 'no number'], ['O', 'no number'], ['l2', 'no number'], ['1.2.3', 'no number'], ['--5', 'no number'], ['e5', 'no number'], ['none', 'no number'], ['zero', 'no number'], ['1\u200B2', 'no number'], ['\u202E21', 'no number'], ['[]', 'no number'],
]

/**
 * Every number that stands written anywhere in a text, however it is cut into cells: a value that is none of these was made up.
 * It is another reading than the product's: it knows no cells, only what lies between marks that part them.
 */
export function numbersIn(text: string): ReadonlySet<number> {
  const pieces = text.split(/[,;|^~¦§"<>\p{Cc}]/u).map((piece) => piece.trim())
  const plain = pieces.filter((piece) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(piece)).map(Number)
  const grouped = [...text.matchAll(/(?=((?<!\d)[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?))/g)].map(([, found]) => Number((found ?? '').replaceAll(',', '')))
  return new Set([...plain, ...grouped].filter(Number.isFinite))
}
