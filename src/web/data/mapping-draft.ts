import type { SentFileMapping } from '../../contract/import-job.ts'
import type { MappingConfirmation } from '../../contract/mapping.ts'
import type { Trouble } from './form-fields.tsx'

/** What a person has decided so far about the columns of a file. */
export interface MappingDraft {
  /** Their heading → our column, `leave-out`, or nothing yet. */
  readonly places: Readonly<Record<string, string>>
  /** Our column and their word, as `wordKey` writes them → our word; empty for a word that stays unknown. */
  readonly words: Readonly<Record<string, string>>
  /** Our column → one value for every row. */
  readonly constants: Readonly<Record<string, string>>
  readonly organisations: string
  readonly identifiers: 'local' | 'shared'
  readonly by: string
}

export const leaveOut = 'leave-out'

/** Start from what was proposed. */
export function draftOf(proposal: SentFileMapping): MappingDraft {
  const { theirs, values, mapping, senders } = proposal
  return {
    places: Object.fromEntries(theirs.map(({ heading, decision, placed }) => [heading, decision === 'ignored' ? leaveOut : (placed ?? '')])),
    words: Object.fromEntries(values.flatMap(({ column, words }) => words.map(({ theirs: word, ours }) => [wordKey(column, word), ours ?? '']))),
    constants: mapping.constants,
    organisations: (senders.length > 0 ? senders : mapping.organisation === null ? [] : [mapping.organisation]).join(', '),
    identifiers: mapping.identifiers,
    by: '',
  }
}

export function wordKey(column: string, word: string): string {
  return `${column}\n${word}`
}

/** Ids of the fields, so that what is wrong can lead to them. */
export const placeField = (at: number): string => `place-${at}`
export const constantField = (column: string): string => `constant-${column}`

/** Columns of ours that a return needs and that nothing fills yet. */
export function neededColumns(proposal: SentFileMapping, draft: MappingDraft): readonly string[] {
  const filled = new Set(Object.values(draft.places))
  return proposal.ours.filter(({ name, required }) => required && name !== 'organisation' && !filled.has(name)).map(({ name }) => name)
}

/** Say what keeps a draft from being confirmed, in the order of the form. */
export function troublesOf(proposal: SentFileMapping, draft: MappingDraft): Trouble[] {
  const places = proposal.theirs.flatMap(({ heading, personal }, at) => {
    const says = troubleAt(heading, personal, draft)
    return says === null ? [] : [{ field: placeField(at), says }]
  })
  const needed = neededColumns(proposal, draft).filter((column) => (draft.constants[column] ?? '').trim() === '')
  return [
    ...(codesOf(draft.organisations).length === 0 ? [{ field: 'organisations', says: 'Enter the code of the organisation that sends the file' }] : []),
    ...(draft.by.trim() === '' ? [{ field: 'by', says: 'Enter who confirms this' }] : []),
    ...places,
    ...needed.map((column) => ({ field: constantField(column), says: `Say which of their columns is ${column}, or enter one value for every row` })),
  ]
}

/** Columns of ours that are turned into pseudonyms, or looked at and not kept. */
const hidden: ReadonlySet<string> = new Set(['person', 'assignment', 'registration_number', 'birth_date'])

function troubleAt(heading: string, personal: string | null, draft: MappingDraft): string | null {
  const place = draft.places[heading] ?? ''
  if (place === '') return `Decide about “${heading}”: one of our columns, or leave it out`
  if (place === leaveOut) return null
  const other = Object.entries(draft.places).find(([their, ours]) => ours === place && their !== heading)
  if (other !== undefined) return `“${heading}” and “${other[0]}” both stand for ${place}: leave one out`
  return personal !== null && (personal === 'a name' || !hidden.has(place)) ? `“${heading}” looks like ${personal}: leave it out` : null
}

export function codesOf(text: string): string[] {
  return text.split(/[,;\s]+/).filter((code) => code !== '')
}

/** What is sent when a draft is confirmed. */
export function confirmationOf(proposal: SentFileMapping, draft: MappingDraft): MappingConfirmation {
  const organisations = codesOf(draft.organisations)
  const placed = Object.entries(draft.places).filter(([, ours]) => ours !== leaveOut && ours !== '')
  const needed = new Set(neededColumns(proposal, draft))
  const pairs = new Set(placed.map(([theirs, ours]) => wordKey(ours, theirs)))
  const values = proposal.values.filter(({ column, heading }) => pairs.has(wordKey(column, heading))).map(({ column, words }) => [column, translated(column, words, draft)] as const)
  return {
    organisations,
    by: draft.by.trim(),
    ...(proposal.base !== null && organisations.length === 1 ? { after: proposal.base.version } : {}),
    mapping: {
      source: proposal.mapping.source,
      identifiers: draft.identifiers,
      columns: Object.fromEntries(placed.map(([theirs, ours]) => [ours, theirs])),
      values: Object.fromEntries(values.filter(([, words]) => Object.keys(words).length > 0)),
      constants: Object.fromEntries(Object.entries(draft.constants).filter(([column, value]) => needed.has(column) && value.trim() !== '')),
      ignore: Object.entries(draft.places).filter(([, ours]) => ours === leaveOut).map(([theirs]) => theirs),
      undecided: [],
    },
  }
}

function translated(column: string, words: SentFileMapping['values'][number]['words'], draft: MappingDraft): Record<string, string> {
  const chosen = words.map(({ theirs }) => [theirs, draft.words[wordKey(column, theirs)] ?? ''] as const)
  return Object.fromEntries(chosen.filter(([theirs, ours]) => ours !== '' && ours !== theirs))
}
