import type { DeclaredAnswer } from '../../reference/declared-answers.ts'
import { retirementAges, yearsNear } from '../../reference/retirement-ages.ts'
import type { Dimension } from '../cube.ts'

/** A share of staff in post: who is counted, among those whose answer is known. Who gave no answer is in neither, and never counted as a no. */
export interface ShareOf {
  /** A source that has no values of it cannot tell the share. */
  readonly of: Dimension
  /** Column of staff records behind it. */
  readonly column: string
  /** SQL on the rows of staff: the answer is known; null where everybody's is. */
  readonly known: string | null
  /** SQL on the same rows: who is counted. */
  readonly counted: string
  /** What is known of those the share rests on: `declared their ethnicity`. */
  readonly says: string
  /** True where those counted are told as people, not as a share. */
  readonly asPeople: boolean
  /** True where roll-ups keep a column too coarse for it. */
  readonly exact: boolean
}

/** The share that answered one way, of those who answered. */
export function shareAnswered(answer: DeclaredAnswer, says: string): ShareOf {
  const own = `lower(${answer.column}::VARCHAR)`
  const counted = answer.counted ? `${own} IN (${list(answer.counted)})` : `${own} NOT IN (${list(answer.notCounted ?? [])})`
  return { of: answer.column, column: answer.column, known: knownSql(answer), counted: `${knownSql(answer)} AND ${counted}`, says, asPeople: false, exact: false }
}

/** The share that answered at all, of everybody. */
export function shareKnown(answer: DeclaredAnswer): ShareOf {
  return { of: answer.column, column: answer.column, known: null, counted: knownSql(answer), says: 'are in post', asPeople: false, exact: false }
}

/** Who reaches the age of retirement that holds on the day within five years, or has reached it. */
export function dueToRetire(asPeople: boolean): ShareOf {
  const due = retirementAges.map(({ age, valid_from: from, valid_to: to }) => `(age >= ${age - yearsNear} AND period_to >= DATE '${from}'${to === null ? '' : ` AND period_to <= DATE '${to}'`})`)
  return { of: 'age_band', column: 'age', known: 'age IS NOT NULL', counted: `age IS NOT NULL AND (${due.join(' OR ')})`, says: 'are of known age', asPeople, exact: retirementAges.some(({ age }) => (age - yearsNear) % 5 !== 0) }
}

function knownSql({ column, noAnswer }: DeclaredAnswer): string {
  return `${column} IS NOT NULL AND lower(${column}::VARCHAR) NOT IN (${list(noAnswer)})`
}

function list(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')
}
