export interface Held {
  readonly title: string
  readonly periods: readonly { date: string; state: 'present' | 'absent' | 'not-due' }[]
}
export type CellState = 'seen' | 'part' | 'missing' | 'empty'
export interface Grouped {
  readonly heads: readonly { key: string; year: string; month: string }[]
  readonly lines: readonly { title: string; cells: readonly CellState[]; count: string }[]
}

const mostMonths = 36
const mostYears = 20

/**
 * Put what is held into columns: months when they fit, else years, the newest at the right.
 * A cell is seen when all that is due in it is held, part when some is, missing when none is, empty when nothing is due.
 */
export function groupPeriods(rows: readonly Held[]): Grouped {
  const dates = rows.flatMap((row) => row.periods.filter((period) => period.state !== 'not-due').map((period) => period.date)).sort()
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return { heads: [], lines: [] }
  const byMonth = monthNumber(last) - monthNumber(first) < mostMonths
  const heads = byMonth ? monthHeads(first, last) : yearHeads(first, last)
  const width = byMonth ? 7 : 4
  return { heads, lines: rows.map((row) => ({ title: row.title, cells: heads.map((head) => stateOf(row, head.key, width)), count: countOf(row) })) }
}

function stateOf(row: Held, key: string, width: number): CellState {
  const due = row.periods.filter((period) => period.date.slice(0, width) === key && period.state !== 'not-due')
  const held = due.filter((period) => period.state === 'present').length
  if (due.length === 0) return 'empty'
  return held === due.length ? 'seen' : held === 0 ? 'missing' : 'part'
}

function countOf(row: Held): string {
  const due = row.periods.filter((period) => period.state !== 'not-due').length
  return `${row.periods.filter((period) => period.state === 'present').length} of ${due}`
}

function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

function monthHeads(first: string, last: string): Grouped['heads'] {
  return Array.from({ length: monthNumber(last) - monthNumber(first) + 1 }, (_, index) => {
    const month = monthNumber(first) + index
    const [year, place] = [Math.floor(month / 12), month % 12]
    return {
      key: `${year}-${String(place + 1).padStart(2, '0')}`,
      year: place === 0 || (index === 0 && place < 9) ? String(year) : '',
      month: 'JFMAMJJASOND'.charAt(place),
    }
  })
}

function yearHeads(first: string, last: string): Grouped['heads'] {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  const start = Math.max(from, to - mostYears + 1)
  return Array.from({ length: to - start + 1 }, (_, index) => ({ key: String(start + index), year: `’${String(start + index).slice(2)}`, month: '' }))
}
