import { importedReturns, requiredColumns, type ReturnLayout } from '../dataset/return-layout.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { IdentifierScope } from './pseudonym.ts'

/** How one organisation's own table becomes a return: confirmed by a person, kept with its version. */
export interface Mapping {
  /** Id of the return. */
  readonly source: string
  /** Code of the organisation that sends; null when every row names its own. */
  readonly organisation: string | null
  readonly version: number
  /** Whether person numbers are this employer's own or shared by all employers. */
  readonly identifiers: IdentifierScope
  /** Our column → theirs. */
  readonly columns: Readonly<Record<string, string>>
  /** Our column → their word → ours. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Our column → one value for every row. */
  readonly constants: Readonly<Record<string, string>>
  /** Their columns that are left out on purpose. */
  readonly ignore: readonly string[]
  /** Their columns that a proposal could not place: a person has to map or ignore each. */
  readonly undecided: readonly string[]
}

/**
 * Read a mapping from the value of a YAML or JSON file.
 * Errors: refuses `mapping-not-readable` with the first part that does not fit.
 */
export function readMapping(value: unknown, name: string): Mapping | Refusal {
  const bad = (found: string, need: string): Refusal => refuse('mapping-not-readable', 'input', { doing: `Reading the mapping ${name}`, found, need, next: 'Make one with `cadre mapping propose FILE` and change that' })
  if (!isRecord(value)) return bad('no list of parts', 'A mapping in YAML or JSON')
  const unknown = Object.keys(value).find((part) => !parts.has(part))
  if (unknown !== undefined) return bad(`a part called ${unknown}`, `Only the parts ${[...parts].join(', ')}`)
  const layout = importedReturns.find(({ id }) => id === value['source'])
  if (!layout) return bad(`source ${say(value['source'])}`, `One of ${importedReturns.map(({ id }) => id).join(', ')}`)
  const { version = 1, identifiers = 'local' } = value
  if (!Number.isInteger(version) || Number(version) < 1) return bad(`version ${say(version)}`, 'A whole number from 1 on')
  if (identifiers !== 'local' && identifiers !== 'shared') return bad(`identifiers ${say(identifiers)}`, 'identifiers: local, or shared when a person has one number at every employer')
  const texts = textsOf(value, bad)
  if (isRefusal(texts)) return texts
  const strange = [...Object.keys(texts.columns), ...Object.keys(texts.constants), ...Object.keys(texts.values)].find((column) => !layout.columns.some((own) => own.name === column))
  if (strange !== undefined) return bad(`a column of ours called ${strange}`, `Columns of the return: ${layout.columns.map((column) => column.name).join(', ')}`)
  return { source: layout.id, version: Number(version), identifiers, ...texts }
}

/** The mapping of a file that uses our own names. */
export function ownNames(layout: ReturnLayout, header: readonly string[], organisation: string | null): Mapping {
  const present = layout.columns.filter(({ name }) => header.includes(name)).map(({ name }) => [name, name])
  return { source: layout.id, organisation, version: 1, identifiers: 'local', columns: Object.fromEntries(present) as Record<string, string>, values: {}, constants: {}, ignore: [], undecided: [] }
}

/** Layout of the return that a mapping is for. */
export function layoutOf(mapping: Mapping): (typeof importedReturns)[number] {
  const layout = importedReturns.find(({ id }) => id === mapping.source)
  if (!layout) throw new Error(`no return is called ${mapping.source}`)
  return layout
}

/** Required columns that a mapping neither names nor fills. */
export function uncovered(mapping: Mapping): string[] {
  const filled = (column: string) => Object.hasOwn(mapping.columns, column) || Object.hasOwn(mapping.constants, column) || (column === 'organisation' && mapping.organisation !== null)
  return requiredColumns(layoutOf(mapping)).filter((column) => !filled(column))
}

const parts = new Set(['source', 'organisation', 'version', 'identifiers', 'columns', 'values', 'constants', 'ignore', 'undecided'])

type Bad = (found: string, need: string) => Refusal

function textsOf(value: Readonly<Record<string, unknown>>, bad: Bad): Pick<Mapping, 'organisation' | 'columns' | 'values' | 'constants' | 'ignore' | 'undecided'> | Refusal {
  const { organisation = null, columns, values, constants, ignore, undecided } = value
  if (organisation !== null && !isText(organisation)) return bad(`organisation ${say(organisation)}`, 'The code of an organisation in quotation marks')
  const [ours, fixed] = [textRecord(columns), textRecord(constants)]
  if (!ours) return bad('columns that are not ours: theirs', 'One heading of the file for each of our columns')
  if (!fixed) return bad('constants that are not ours: value', 'One value for each of our columns, in quotation marks')
  const words = isRecord(values ?? {}) ? Object.entries(values ?? {}).map(([column, theirs]) => [column, textRecord(theirs)] as const) : null
  if (!words || words.some(([, theirs]) => theirs === null)) return bad('values that are not ours: { theirs: ours }', 'For each column, their word and ours, both in quotation marks')
  const [left, open] = [textList(ignore), textList(undecided)]
  if (!left || !open) return bad('ignore or undecided that is no list of headings', 'A list of headings of the file')
  return { organisation, columns: ours, constants: fixed, values: Object.fromEntries(words) as Mapping['values'], ignore: left, undecided: open }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** Texts by name; numbers and yes or no become the text they are written as. Null for anything else. */
function textRecord(value: unknown): Record<string, string> | null {
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) return null
  const entries = Object.entries(value)
  return entries.every(([, text]) => ['string', 'number', 'boolean'].includes(typeof text)) ? Object.fromEntries(entries.map(([name, text]) => [name, String(text)])) : null
}

function textList(value: unknown): string[] | null {
  if (value === undefined || value === null) return []
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null
}

function say(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 60) ?? 'nothing'
}
