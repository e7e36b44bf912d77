import type { ExploreAnswer, ExploreFigure } from '../../contract/explore.ts'

/** Put the rows of a table in the order an address asks for. Figures that are missing come last, either way. Answers places of rows. */
export function orderOf(answer: ExploreAnswer, sort: string | undefined): number[] {
  const places = answer.rows.items.map((_, at) => at)
  if (sort === undefined) return places
  const [down, by] = [sort.startsWith('-'), sort.replace(/^-/, '')]
  if (by === 'name') return places.toSorted((one, other) => (down ? -1 : 1) * compareNames(answer.rows.items[one]!.name, answer.rows.items[other]!.name) || one - other)
  const figure = figureBy(answer, by)
  return figure === null ? places : places.toSorted((one, other) => compareFigures(figure(one), figure(other), down) || one - other)
}

/** What the next press on a column asks for: the largest first, then the smallest; names from A, then from Z. */
export function nextSort(sort: string | undefined, by: string): string {
  if (by === 'name') return sort === 'name' ? '-name' : 'name'
  return sort === `-${by}` ? by : `-${by}`
}

function figureBy(answer: ExploreAnswer, by: string): ((row: number) => ExploreFigure | null) | null {
  if (by === 'total') return (row) => answer.totals.rows?.[row] ?? null
  const column = by.startsWith('c:') ? answer.columns.items.findIndex(({ key }) => key === by.slice(2)) : -1
  return column < 0 ? null : (row) => answer.cells[row]?.[column] ?? null
}

function compareFigures(one: ExploreFigure | null, other: ExploreFigure | null, down: boolean): number {
  const [first, second] = [one?.value ?? null, other?.value ?? null]
  if (first === null || second === null) return Number(first === null) - Number(second === null)
  return (down ? -1 : 1) * (first - second)
}

/** The same order on every machine. */
function compareNames(one: string, other: string): number {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()]
  return first < second ? -1 : first > second ? 1 : 0
}
