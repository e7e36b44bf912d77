import { valuesOf } from '../dataset/template.ts'
import { measure } from './cells.ts'
import { layoutOf, uncovered, type Mapping } from './mapping.ts'
import { scoreOf, shareThatFits, theirColumns, type Theirs } from './mapping-propose.ts'
import { personalCell, personalContent, personalHeading } from './returns/personal.ts'
import { translate } from './returns/translate.ts'
import type { OpenedFile } from './source.ts'

/** A mapping beside the file it is for, as a person needs it to decide. No cell of a person is in it. */
export interface DescribedMapping {
  readonly theirs: readonly DescribedColumn[]
  readonly ours: readonly { readonly name: string; readonly means: string; readonly type: 'text' | 'number' | 'integer' | 'date' | 'boolean'; readonly required: boolean; readonly filled: boolean }[]
  readonly values: readonly DescribedWords[]
}

interface DescribedColumn {
  readonly heading: string
  readonly kind: 'text' | 'whole number' | 'number' | 'date' | 'empty'
  /** Rows looked at that have something there, and how many different things. */
  readonly filled: number
  readonly different: number
  readonly personal: string | null
  readonly placed: string | null
  readonly decision: 'mapped' | 'ignored' | 'undecided'
  /** Likeliest first. Units: confidence from 0 to 1. */
  readonly candidates: readonly { readonly column: string; readonly confidence: number }[]
}

interface DescribedWords {
  readonly column: string
  readonly heading: string
  /** Words met, the commonest first. */
  readonly words: readonly { readonly theirs: string; readonly ours: string | null; readonly rows: number; readonly from: 'mapping' | 'list' | 'none' }[]
  readonly choices: readonly string[]
}

/** Describe what a mapping makes of the columns of a file, and which words of theirs have none of ours: for every pair of columns that is mapped or likely. */
export function describeMapping(file: OpenedFile, mapping: Mapping): DescribedMapping {
  const columns = theirColumns(file)
  const layout = layoutOf(mapping)
  const missing = new Set(uncovered(mapping))
  const isFilled = (name: string): boolean => Object.hasOwn(mapping.columns, name) || Object.hasOwn(mapping.constants, name) || (name === 'organisation' && !missing.has(name))
  return {
    theirs: columns.map((their) => describeColumn(mapping, their)),
    ours: layout.columns.map(({ name, means, type, required = false }) => ({ name, means, type, required, filled: isFilled(name) })),
    values: layout.columns.filter((column) => valuesOf(column).length > 0).flatMap((column) => columns.flatMap((their) => {
      const isPlaced = their.heading === mapping.columns[column.name]
      if (whyPersonal(their) !== null || isSecret(mapping, their) || !(isPlaced || scoreOf(column, their) >= likely)) return []
      const choices = valuesOf(column)
      return [{ column: column.name, heading: their.heading, words: wordsOf(mapping, column.name, their, choices), choices }]
    })),
  }
}

/** Most candidates and words that are shown. */
const mostCandidates = 5
const mostWords = 200

/** Columns whose cells tell who somebody is: none of them is ever shown as a word. */
const secret = ['person', 'assignment', 'birth_date', 'registration_number']

function isSecret(mapping: Mapping, { heading }: Theirs): boolean {
  return secret.some((column) => mapping.columns[column] === heading)
}

/** From this score on a person may well choose the column, and then wants to see its words. */
const likely = 0.5

/** Times a word of a list stands in a column, on average, at least. */
const leastRepeats = 3

/** Likeness of names counts up to 1, and words of our list 0.2 more. */
const fullScore = 1.2

function describeColumn(mapping: Mapping, their: Theirs): DescribedColumn {
  const { heading, cells } = their
  const filled = cells.filter((cell) => cell !== '')
  const placed = Object.entries(mapping.columns).find(([, theirs]) => theirs === heading)?.[0] ?? null
  const candidates = layoutOf(mapping).columns.map((column) => ({ column: column.name, confidence: Math.min(1, scoreOf(column, their) / fullScore) })).filter(({ confidence }) => confidence > 0.25)
  return {
    heading, kind: kindOf(filled), filled: filled.length, different: new Set(filled).size, personal: whyPersonal(their), placed,
    decision: placed !== null ? 'mapped' : mapping.ignore.includes(heading) ? 'ignored' : 'undecided',
    candidates: candidates.toSorted((a, b) => b.confidence - a.confidence).slice(0, mostCandidates),
  }
}

/** What nearly all cells could be: a slip here and there does not change it. */
function kindOf(cells: readonly string[]): DescribedColumn['kind'] {
  if (cells.length === 0) return 'empty'
  const share = (fits: (cell: string) => boolean): number => cells.filter(fits).length / cells.length
  if (share((cell) => Number.isInteger(measure(cell)?.value)) >= 0.95) return 'whole number'
  if (share((cell) => typeof measure(cell)?.value === 'number') >= 0.95) return 'number'
  return shareThatFits({ name: 'date', type: 'date', means: '' }, cells) >= 0.95 ? 'date' : 'text'
}

function whyPersonal({ heading, cells }: Theirs): string | null {
  return personalHeading(heading) ?? personalContent(cells)
}

function wordsOf(mapping: Mapping, column: string, { cells }: Theirs, choices: readonly string[]): DescribedWords['words'] {
  const rows = new Map<string, number>()
  for (const cell of cells) if (cell !== '' && personalCell(cell) === null) rows.set(cell, (rows.get(cell) ?? 0) + 1)
  const known = new Set(choices)
  // Words of a list repeat. A column that hardly does may be of people, and then only words we know are shown.
  const repeats = cells.filter((cell) => cell !== '').length >= leastRepeats * rows.size
  const shown = [...rows].filter(([word]) => repeats || known.has(translate(mapping, column, word)))
  return shown.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostWords).map(([theirs, count]) => {
    const ours = translate(mapping, column, theirs)
    if (!known.has(ours)) return { theirs, ours: null, rows: count, from: 'none' }
    return { theirs, ours, rows: count, from: Object.hasOwn(mapping.values[column] ?? {}, theirs) ? 'mapping' : 'list' }
  })
}
