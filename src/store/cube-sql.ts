import type { Dimension } from '../dataset/cube.ts'
import type { Cell } from '../dataset/table.ts'
import type { Choice } from './cube-choose.ts'
import type { Condition } from './cube-holdings.ts'
import { between, conditionSql, hasColumn, onlySql, rowsOf } from './cube-holdings.ts'
import type { Placing } from './cube-places.ts'

/** What to read of a choice. */
export interface FrameOf {
  readonly areaLevels: readonly string[]
  readonly columns: readonly Dimension[]
  readonly conditions: readonly Condition[]
  /** Parts put together that may hold the same people. */
  readonly added: boolean
}

/**
 * Write the statement that reads a frame: facts added up by place, then by cell of the answer.
 *
 * Amounts are added as decimals with 12 places, so the order of rows and files never changes a sum.
 */
export function frameSql(choice: Choice, placing: Placing, of: FrameOf): { sql: string; rolledUp: string | null; parameters: Cell[] } {
  const { basis, source } = choice.holding
  if (isEverywhere(choice, placing)) return everywhereSql(choice, placing, of)
  const conditions = conditionSql(basis, of.conditions, 7)
  const leftOut = choice.leftOut ?? []
  const kept = leftOut.length === 0 ? '' : ` AND at_level || ':' || at_code || ':' || period_to::VARCHAR NOT IN (SELECT unnest(string_split($${7 + conditions.parameters.length}, chr(31))))`
  const where = `source = $1 AND period_to IN (SELECT unnest(string_split($2, chr(31)))::DATE)${onlySql(basis)}${conditions.sql}${kept}`
  const parameters: Cell[] = [source, choice.dates.join(between), ...placeParameters(placing), ...conditions.parameters, ...(leftOut.length === 0 ? [] : [leftOut.join(between)])]
  const columns = of.columns.map((dimension, index) => `${basis.columns[dimension]} AS column_${index}`)
  const { combine } = basis
  const isCounted = combine === 'people' || combine === 'posts'
  const counted = (isRolledUp: boolean) => countSql({ from: rowsOf(basis), counts: combine === 'posts' ? 'posts' : 'people', columns, where, isUndivided: isUndivided(placing), isRolledUp })
  const rolledUp = isCounted && isUndivided(placing) ? `WITH placed AS (${placedSql}) ${counted(true)}` : null
  const sql = isCounted ? counted(false) : sumSql(choice, columns, where, placing)
  return { sql: `WITH placed AS (${placedSql}) ${sql}`, rolledUp, parameters }
}

/** Places and their cells arrive as four texts of equal length, one entry per place. */
export const placedSql = `SELECT unnest(string_split($3, chr(31))) AS at_level, unnest(string_split($4, chr(31))) AS at_code, unnest(string_split($5, chr(31)))::INTEGER AS cell, unnest(string_split($6, chr(31)))::DOUBLE AS share`

export function placeParameters(placing: Placing): Cell[] {
  const { places } = placing
  return [places.map((place) => place.level).join(between), places.map((place) => place.code).join(between), places.map((place) => place.cell).join(between), places.map((place) => place.share).join(between)]
}

/** Every place the source holds lies wholly in one cell: no place matters. */
function isEverywhere(choice: Choice, { places, cells }: Placing): boolean {
  const { basis, places: held } = choice.holding
  return (basis.combine === 'sum' || basis.combine === 'per-day' || basis.combine === 'per-cent') && (choice.leftOut ?? []).length === 0
    && cells.length === 1 && places.length === held.length && places.every((place) => place.share === 1)
}

/** Facts of all places at once. */
function everywhereSql(choice: Choice, { places: [place] }: Placing, of: FrameOf): ReturnType<typeof frameSql> {
  const { basis, source } = choice.holding
  const conditions = conditionSql(basis, of.conditions, 3)
  const where = `source = $1 AND period_to IN (SELECT unnest(string_split($2, chr(31)))::DATE)${onlySql(basis)}${conditions.sql}`
  const columns = of.columns.map((dimension, index) => `${basis.columns[dimension]} AS column_${index}`)
  return { sql: addUpSql(choice, columns.map((_, index) => `column_${index}`), `SELECT ${place?.cell ?? 0} AS cell, * FROM (${factsSql(choice, columns, where, [])})`, true), rolledUp: null, parameters: [source, choice.dates.join(between), ...conditions.parameters] }
}

/** Facts by place first: the join then touches few rows. */
function sumSql(choice: Choice, columns: readonly string[], where: string, placing: Placing): string {
  return addUpSql(choice, columns.map((_, index) => `column_${index}`), `SELECT * FROM (${factsSql(choice, columns, where, ['at_level', 'at_code'])}) JOIN placed USING (at_level, at_code)`, isUndivided(placing))
}

function factsSql(choice: Choice, columns: readonly string[], where: string, place: readonly string[]): string {
  const { basis } = choice.holding
  const from = hasColumn(basis, 'period_from') ? 'min(period_from)' : 'min(period_to)'
  const amounts = basis.amounts.map((amount, index) => `sum(${amount}::DECIMAL(28, 12)) AS amount_${index}`)
  const [main = 'NULL'] = basis.amounts
  const status = hasColumn(basis, `${main}_status`) ? `${main}_status` : "'ok'"
  return `SELECT ${[...place, ...columns, 'period_to AS period', `${from} AS period_from`, ...amounts].join(', ')},
    count(*) FILTER (WHERE ${status} = 'estimated') AS estimated, count(*) FILTER (WHERE ${main} IS NULL AND ${status} <> 'not-applicable') AS missing, max(${status}) FILTER (WHERE ${main} IS NULL) AS absence
    FROM ${rowsOf(basis)} WHERE ${where} GROUP BY ${[...place, 'period_to', ...columns.map((_, index) => `column_${index}`)].join(', ')}`
}

function addUpSql(choice: Choice, names: readonly string[], facts: string, isWhole: boolean): string {
  const { basis } = choice.holding
  const sums = basis.amounts.map((_, index) => (isWhole ? `sum(amount_${index})::DOUBLE AS amount_${index}` : `sum(amount_${index}::DOUBLE * share ORDER BY at_level, at_code) AS amount_${index}`))
  return `SELECT cell, ${[...names, 'period::VARCHAR AS period', 'min(period_from)::VARCHAR AS period_from', ...sums].join(', ')}, sum(estimated)::DOUBLE AS estimated, sum(missing)::DOUBLE AS missing, max(absence) AS absence, count(*)::DOUBLE AS places
    FROM (${facts}) GROUP BY cell, period${names.map((name) => `, ${name}`).join('')} ORDER BY ALL`
}

/** No place is divided between cells, or counts in part. */
function isUndivided({ places }: Placing): boolean {
  return places.every((place) => place.share === 1)
}

/** What is counted, and where. */
interface CountOf { readonly from: string; readonly counts: 'people' | 'posts'; readonly columns: readonly string[]; readonly where: string; readonly isUndivided: boolean; readonly isRolledUp: boolean }

/** People counted once in each cell, or posts; a person of a divided place counts with the largest share. In a roll-up, those of one line are counted already. */
function countSql({ from, counts, columns, where, isUndivided: whole, isRolledUp }: CountOf): string {
  const names = columns.map((_, index) => `column_${index}`)
  const list = names.map((name) => `${name}, `).join('')
  const joined = `SELECT cell, ${columns.map((column) => `${column}, `).join('')}period_to AS period, person, ${isRolledUp ? 'heads, posts' : 'share'} FROM ${from} JOIN placed USING (at_level, at_code) WHERE ${where}`
  const amount = counts === 'posts' ? (isRolledUp ? 'sum(posts)' : whole ? 'count(*)' : 'sum(share ORDER BY share)') : isRolledUp ? '(sum(heads) + count(DISTINCT person))' : 'count(DISTINCT person)'
  const counted = whole || counts === 'posts' ? `SELECT cell, ${list}period, (${amount})::DOUBLE AS amount_0 FROM (${joined}) GROUP BY ALL`
    : `SELECT cell, ${list}period, sum(share ORDER BY person) AS amount_0 FROM (SELECT cell, ${list}period, person, max(share) AS share FROM (${joined}) GROUP BY ALL) GROUP BY ALL`
  return `SELECT cell, ${list}period::VARCHAR AS period, period::VARCHAR AS period_from, amount_0, 0 AS estimated, 0 AS missing, NULL AS absence FROM (${counted}) ORDER BY ALL`
}
