/** A scenario file on its way: fields by name, not yet looked at. */
export type Loose = Readonly<Record<string, unknown>>

/** One change of form. `from`: the last version in which it was written so; it is asked of files of that version and of earlier ones. */
export interface ScenarioFileMigration {
  readonly from: number
  readonly says: string
  readonly applies: (file: Loose) => boolean
  readonly change: (file: Loose) => Loose
}

/**
 * Every form a scenario file ever had, oldest first. Entries are added and never taken away or changed: a file that was read once is read for ever.
 * Those from version 0 bring files of before versions; those from version 1 are looser ways of writing version 1.
 */
export const migrations: readonly ScenarioFileMigration[] = [
  { from: 0, says: 'title was read as name', applies: (file) => file['name'] === undefined && file['title'] !== undefined, change: ({ title, ...rest }) => ({ ...rest, name: title }) },
  { from: 0, says: 'description was read as purpose', applies: (file) => file['purpose'] === undefined && file['description'] !== undefined, change: ({ description, ...rest }) => ({ ...rest, purpose: description }) },
  { from: 0, says: 'area, profession, horizon and seed that stood beside the baseline were put in it', applies: (file) => file['baseline'] === undefined && baselineFields.some((name) => file[name] !== undefined), change: intoBaseline },
  { from: 0, says: 'years of the baseline was read as horizon', applies: (file) => baseOf(file)['horizon'] === undefined && baseOf(file)['years'] !== undefined, change: (file) => inBaseline(file, ({ years, ...rest }) => ({ ...rest, horizon: years })) },
  { from: 0, says: 'amount of a lever was read as its change', applies: (file) => entriesOf(file, 'levers').some((one) => one['change'] === undefined && one['amount'] !== undefined), change: (file) => eachOf(file, 'levers', ({ amount, ...rest }) => (rest['change'] === undefined && amount !== undefined ? { ...rest, change: amount } : { ...rest, ...(amount === undefined ? {} : { amount }) })) },
  { from: 1, says: 'the version was written in full', applies: (file) => file['version'] !== 1, change: (file) => ({ ...file, version: 1 }) },
  { from: 1, says: 'lists that were left empty were read as without entries', applies: (file) => listNames.some((name) => file[name] === null), change: (file) => Object.fromEntries(Object.entries(file).filter(([name, value]) => !(value === null && (listNames as readonly string[]).includes(name)))) },
  { from: 1, says: 'levers named by id were read as a list', applies: (file) => listNames.some((name) => isNamed(file[name])), change: (file) => ({ ...file, ...Object.fromEntries(listNames.filter((name) => isNamed(file[name])).map((name) => [name, Object.entries(file[name] as Loose).map(([id, entry]) => ({ id, ...(entry as Loose) }))])) }) },
  { from: 1, says: 'entries without an id were given one by their place', applies: (file) => idLists.some(([name]) => entriesOf(file, name).some((one) => one['id'] === undefined)), change: withIds },
  { from: 1, says: 'a change written as text was read as a number', applies: (file) => entriesOf(file, 'levers').some((one) => isNumberText(one['change'])), change: (file) => eachOf(file, 'levers', (one) => (isNumberText(one['change']) ? { ...one, change: numberOf(one['change'] as string) } : one)) },
  { from: 1, says: 'a day given as a year or a month was read as its first day', applies: (file) => entriesOf(file, 'levers').some((one) => isPartDate(one['from']) || isPartDate(one['to'])), change: (file) => eachOf(file, 'levers', (one) => ({ ...one, ...(isPartDate(one['from']) ? { from: firstDay(one['from']) } : {}), ...(isPartDate(one['to']) ? { to: firstDay(one['to']) } : {}) })) },
  { from: 1, says: 'a range of an assumption given as low and high was read as a pair', applies: (file) => entriesOf(file, 'assumptions').some((one) => isLowHigh(one['range'])), change: (file) => eachOf(file, 'assumptions', (one) => (isLowHigh(one['range']) ? { ...one, range: [one['range']['low'], one['range']['high']] } : one)) },
  { from: 1, says: 'a range of a lever given as a pair was read as low and high', applies: (file) => entriesOf(file, 'levers').some((one) => isPair(one['range'])), change: (file) => eachOf(file, 'levers', (one) => (isPair(one['range']) ? { ...one, range: { low: one['range'][0], high: one['range'][1] } } : one)) },
]

const listNames = ['programmes', 'origins', 'levers', 'assumptions', 'overrides'] as const
const idLists = [['levers', 'l'], ['assumptions', 'a'], ['overrides', 'o']] as const
const baselineFields = ['dataset', 'area', 'profession', 'horizon', 'years', 'seed', 'draws'] as const

function intoBaseline(file: Loose): Loose {
  const moved = Object.fromEntries(baselineFields.flatMap((name) => (file[name] === undefined ? [] : [[name, file[name]]])))
  const rest = Object.fromEntries(Object.entries(file).filter(([name]) => !(baselineFields as readonly string[]).includes(name)))
  return { ...rest, baseline: moved }
}

function baseOf(file: Loose): Loose {
  return isNamed(file['baseline']) ? file['baseline'] : {}
}

function inBaseline(file: Loose, change: (baseline: Loose) => Loose): Loose {
  return { ...file, baseline: change(baseOf(file)) }
}

function entriesOf(file: Loose, name: string): readonly Loose[] {
  const list = file[name]
  return Array.isArray(list) ? list.filter(isNamed) : []
}

/** Entries that are no entries stay as they are: the shape of a plan says what is wrong with them. */
function eachOf(file: Loose, name: string, change: (entry: Loose) => Loose): Loose {
  const list = file[name]
  return Array.isArray(list) ? { ...file, [name]: list.map((entry: unknown) => (isNamed(entry) ? change(entry) : entry)) } : file
}

/** By their place: l1, a1, o1. */
function withIds(file: Loose): Loose {
  return idLists.reduce((held: Loose, [name, letter]) => {
    const list = held[name]
    return Array.isArray(list) ? { ...held, [name]: list.map((entry: unknown, at) => (isNamed(entry) ? { id: `${letter}${at + 1}`, ...entry } : entry)) } : held
  }, file)
}

function isNamed(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A true minus sign is one too. */
function isNumberText(value: unknown): boolean {
  return typeof value === 'string' && /^\s*[+−-]?\d+(\.\d+)?\s*$/.test(value)
}

function numberOf(text: string): number {
  return Number(text.trim().replace('−', '-'))
}

function isPartDate(value: unknown): value is string | number {
  return /^\d{4}(-\d{2})?$/.test(String(value))
}

function firstDay(value: unknown): string {
  const text = String(value)
  return text.length === 4 ? `${text}-01-01` : `${text}-01`
}

function isLowHigh(value: unknown): value is { readonly low: number; readonly high: number } {
  return isNamed(value) && value['low'] !== undefined && value['high'] !== undefined
}

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2
}
