import type { Cell } from '../dataset/table.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { AnswerColumns } from './answers.ts'
import type { CubeContext } from './cube-context.ts'
import { between } from './cube-holdings.ts'

/** What a post is, without its hours: whom it is with, where it is worked, and as what. */
export interface PostKind {
  readonly level: string
  readonly code: string
  readonly host: string | null
  readonly sector: string
  readonly staff_group: string
  readonly profession: string
  readonly band: string | null
}

/**
 * Posts of everybody about whom anything changed between the month-ends, as columns; who never changed is left out.
 *
 * Shape:  posts of person `p` are `start[p]` up to `start[p + 1]`; `held` has `words` entries for each post, one bit for each month-end.
 * Units:  FTE in whole billionths, so that no order of adding changes a sum.
 */
export interface ChangedPosts {
  readonly days: readonly CalendarDate[]
  readonly kinds: readonly PostKind[]
  readonly start: Int32Array
  readonly kind: Int32Array
  readonly fte: Float64Array
  readonly words: number
  readonly held: Int32Array
  /** Number made of sex, start in post, occupation and month of birth: the same for the same person under another number. */
  readonly trait: Int32Array
  readonly knowsStart: Uint8Array
  /** Age at the first and last month-end of the post; −1 when not recorded. */
  readonly youngest: Int16Array
  readonly oldest: Int16Array
  readonly reason: readonly (string | null)[]
  readonly destination: readonly (string | null)[]
  /** What the records of any month held, the days among them or not, say of leaving the employer of the post, earliest first. */
  readonly said: readonly (readonly Said[])[]
  readonly startInService: readonly (CalendarDate | null)[]
  /** Whether the records show the person before the first of the month-ends. Shape: one per person. */
  readonly seenBefore: Uint8Array
}

/** What the record of a month-end says of leaving. */
export interface Said { readonly day: CalendarDate; readonly reason: string | null; readonly destination: string | null }

export const fteUnits = 1e9

/** Month-ends whose presence fits one whole number. */
const bitsPerWord = 30

/** Read the posts of everybody who changed between these month-ends of one source, in one pass over the records. Kept per snapshot. */
export function readChangedPosts(context: CubeContext, source: string, days: readonly CalendarDate[]): Promise<ChangedPosts> {
  return context.once(`flow posts ${source} ${days.join(' ')}`, async () => {
    const parameters: Cell[] = [source, days.join(between)]
    return columnsFrom(await context.selectColumns(postsSql(wordsFor(days)), parameters), days)
  })
}

/** Say whether a post is held at a month-end. */
export function isHeld(posts: ChangedPosts, post: number, day: number): boolean {
  return ((posts.held[post * posts.words + Math.floor(day / bitsPerWord)]! >> (day % bitsPerWord)) & 1) === 1
}

/** Write down that a post is held at a month-end. */
export function hold(held: Int32Array, words: number, post: number, day: number): void {
  held[post * words + Math.floor(day / bitsPerWord)]! |= 1 << (day % bitsPerWord)
}

function wordsFor(days: readonly CalendarDate[]): number {
  return Math.max(1, Math.ceil(days.length / bitsPerWord))
}

/**
 * One row for each position and form of it that a person held, with the month-ends it is held at as bits; then only of those people whose posts are not all held throughout.
 * People are numbered, and only the first row of a kind says what the kind is: texts of millions of rows would be read for nothing.
 */
function postsSql(words: number): string {
  const bits = Array.from({ length: words }, (_, word) => `coalesce(bit_or(1 << (place % ${bitsPerWord})) FILTER (WHERE place // ${bitsPerWord} = ${word}), 0)::INTEGER AS held_${word}`)
  const held = Array.from({ length: words }, (_, word) => `held_${word}`)
  const months = held.map((word) => `bit_count(${word})`).join(' + ')
  const kind = 'at_level, at_code, host_code, sector, staff_group, profession, band'
  return `WITH days AS (SELECT unnest(string_split($2, chr(31)))::DATE AS period_to, generate_subscripts(string_split($2, chr(31)), 1) - 1 AS place),
    posts AS (SELECT person, assignment, ${kind}, fte, leave_reason, destination, ${bits.join(', ')},
        min(age) AS youngest, max(age) AS oldest, min(start_in_service) AS start_in_service, count(start_in_post) > 0 AS knows_start,
        min(hash(sex, start_in_post, coalesce(occupation_code, profession), birth_month) % 2147483648)::INTEGER AS trait
      FROM staff JOIN days USING (period_to) WHERE source = $1 GROUP BY ALL),
    changed AS (SELECT person FROM posts GROUP BY person HAVING min(${months}) < (SELECT count(*) FROM days)),
    said AS (SELECT person, at_level, at_code, string_agg(concat_ws(chr(29), period_to::VARCHAR, coalesce(leave_reason, ''), coalesce(destination, '')), chr(30) ORDER BY period_to, leave_reason, destination) AS said
      FROM staff WHERE source = $1 AND period_to BETWEEN (SELECT min(period_to) FROM days) AND (SELECT max(period_to) FROM days) AND (leave_reason IS NOT NULL OR destination IS NOT NULL) GROUP BY ALL),
    before AS (SELECT DISTINCT person FROM staff WHERE source = $1 AND period_to < (SELECT min(period_to) FROM days)),
    numbered AS (SELECT posts.*, said.said, dense_rank() OVER (ORDER BY person) AS number, dense_rank() OVER (ORDER BY ${kind}) - 1 AS kind, row_number() OVER (PARTITION BY ${kind}) = 1 AS speaks, before.person IS NOT NULL AS seen_before
      FROM posts SEMI JOIN changed USING (person) LEFT JOIN before USING (person) LEFT JOIN said USING (person, at_level, at_code))
    SELECT number, kind, ${kind.split(', ').map((column) => `CASE WHEN speaks THEN ${column} END AS ${column}`).join(', ')}, speaks, fte, leave_reason, destination, ${held.join(', ')}, youngest, oldest, start_in_service, knows_start, trait, said, seen_before
    FROM numbered ORDER BY number, kind, fte, assignment, leave_reason, destination, ${held.join(', ')}`
}

function columnsFrom(found: AnswerColumns, days: readonly CalendarDate[]): ChangedPosts {
  const words = wordsFor(days)
  const heldIn = Array.from({ length: words }, (_, word) => found.of(`held_${word}`))
  const [number, seen, speaks, kind] = [found.of('number'), found.of('seen_before'), found.of('speaks'), found.of('kind')]
  const kindAt = kindReader(found)
  const [start, kinds, seenBefore]: [number[], PostKind[], number[]] = [[], [], []]
  const held = new Int32Array(found.rows * words)
  for (let at = 0; at < found.rows; at++) {
    if (at === 0 || number[at] !== number[at - 1]) {
      start.push(at)
      seenBefore.push(seen[at] === true ? 1 : 0)
    }
    if (speaks[at] === true) kinds[Number(kind[at])] = kindAt(at)
    for (let word = 0; word < words; word++) held[at * words + word] = Number(heldIn[word]![at])
  }
  start.push(found.rows)
  const numbers = (column: string): ArrayLike<number> => found.of(column).map((cell) => (cell === null ? -1 : Number(cell)))
  return {
    days, kinds, words, held, start: Int32Array.from(start), kind: Int32Array.from(numbers('kind')), fte: Float64Array.from(found.of('fte'), (fte) => Math.round(Number(fte) * fteUnits)),
    trait: Int32Array.from(numbers('trait')), knowsStart: Uint8Array.from(found.of('knows_start'), (knows) => (knows === true ? 1 : 0)),
    youngest: Int16Array.from(numbers('youngest')), oldest: Int16Array.from(numbers('oldest')),
    reason: texts(found, 'leave_reason'), destination: texts(found, 'destination'), said: texts(found, 'said').map(readSaid), startInService: texts(found, 'start_in_service'), seenBefore: Uint8Array.from(seenBefore),
  }
}

/** Read what a post is from the row that says so. */
function kindReader(found: AnswerColumns): (at: number) => PostKind {
  const [level, code, host, sector, group, profession, band] = ['at_level', 'at_code', 'host_code', 'sector', 'staff_group', 'profession', 'band'].map((name) => found.of(name)) as [Cells, Cells, Cells, Cells, Cells, Cells, Cells]
  return (at) => ({
    level: String(level[at]), code: String(code[at]), host: textOf(host[at]), sector: String(sector[at]), staff_group: String(group[at]),
    profession: String(profession[at]), band: textOf(band[at]),
  })
}

type Cells = readonly Cell[]

function readSaid(text: string | null): readonly Said[] {
  return text === null ? nothingSaid : text.split('\u001e').map((one) => {
    const [day = '', reason = '', destination = ''] = one.split('\u001d')
    return { day, reason: reason === '' ? null : reason, destination: destination === '' ? null : destination }
  })
}

/** Of most people nothing is said: one list for all of them. */
const nothingSaid: readonly Said[] = []

function texts(found: AnswerColumns, column: string): (string | null)[] {
  return found.of(column).map(textOf)
}

function textOf(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell)
}
