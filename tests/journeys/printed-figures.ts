import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { QueryAnswer } from '../../src/contract/query.ts'

/** A figure as a page prints it, with what it says it is. */
export interface PrintedFigure {
  readonly command: string
  /** Where it stands in the JSON of the command; null: the value of the only row of a query. */
  readonly path: string | null
  readonly value: string
  readonly status: string
  readonly text: string
}

/** Every figure of the page that names the command behind it. */
export function figuresOn(page: Page): Promise<PrintedFigure[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-query]')].map((one) => ({
    command: one.dataset['query'] ?? '', path: one.dataset['path'] ?? null, value: one.dataset['value'] ?? '', status: one.dataset['status'] ?? '', text: (one.textContent ?? '').trim(),
  })))
}

/** The words of a command as a shell takes them apart. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(([, quoted, plain]) => plain ?? quoted!.replaceAll(/\\(.)/g, '$1'))
}

/** The address that asks what `cadre query` asks. */
export function addressOfQuery(command: string): string {
  const [, , ...words] = wordsOf(command)
  return `/api/query?${optionsOf(words).toString()}`
}

/** Nouns whose next word says what is done. */
const nounsOfVerbs = ['scenario']
/** Options with a value that make another question of a command. */
const asksElse = ['--levers', '--every']

/** The program, the noun of a command and what it is asked for instead of the usual: commands of one family answer alike. An address is of the family of addresses. */
export function familyOf(command: string): string {
  if (command.startsWith('/')) return 'address'
  const [program, noun = '', ...words] = wordsOf(command)
  return [program, noun, ...(nounsOfVerbs.includes(noun) ? words.slice(0, 1) : []), ...words.filter((word) => asksElse.includes(word)), ...flagsOf(words)].join(' ')
}

/** Where the interface answers what a command answers; some ask for a place or a group by another name. */
const addresses: Readonly<Record<string, string>> = {
  'cadre backtest --compare': '/api/backtest', 'cadre project': '/api/projection', 'cadre project --sensitivity': '/api/sensitivity', 'cadre quality': '/api/quality', 'cadre quality --scores': '/api/quality/scores', 'cadre coverage': '/api/coverage', 'cadre coverage --months': '/api/gap-matrix',
  'cadre establishment': '/api/establishment', 'cadre establishment --bridge': '/api/establishment/bridge', 'cadre flows --ends': '/api/comings', 'cadre flows --spill-over': '/api/spill-over', 'cadre rates': '/api/rates', 'cadre rates --moved': '/api/rates/moved',
  'cadre lens': '/api/lens/bridge', 'cadre peers': '/api/peers', 'cadre snapshots': '/api/holdings', 'cadre snapshots --files': '/api/holdings', 'cadre assumptions': '/api/assumptions',
}

/** What the interface answers where a command answers the same; null where only the command does. */
export async function answerOf(command: string, ask: (address: string, body?: object) => Promise<unknown>): Promise<unknown> {
  if (command.startsWith('/')) return ask(command)
  const [, noun, ...words] = wordsOf(command)
  if (words.includes('--every')) return answerOfRun('/api/everywhere', { ...Object.fromEntries(optionsOf(words)), level: optionsOf(words).get('every') }, ask)
  if (noun === 'scenario') return answerOfRun('/api/scenario', await askedOfScenarios(words, ask), ask)
  if (noun === 'history') return ask(`/api/history/moved?change=${words[0]}`)
  if (noun !== 'programme') {
    const [address, search] = [addresses[familyOf(command)], optionsOf(words)]
    if (noun === 'flows') search.set('profession', search.get('group') ?? '')
    return address === undefined ? null : ask(`${address}?${search.toString()}`)
  }
  const [, id = '', ...options] = words
  const search = optionsOf(options)
  const [years, area] = [search.get('ahead'), search.get('area') ?? '']
  const asked = new URLSearchParams({ id, area })
  return { ...await ask(`/api/programme?${asked.toString()}`) as object, gaps: years === null ? null : await ask(`/api/programme/gaps?${asked.toString()}&years=${years}`) }
}

/** What a command asks of scenarios, as a page sends it. */
async function askedOfScenarios([verb, ...words]: readonly string[], ask: (address: string) => Promise<unknown>): Promise<object> {
  const [a, b] = await Promise.all(words.slice(0, verb === 'compare' ? 2 : 1).map(async (plan) => (await ask(`/api/plans/${plan}`) as { document: object }).document))
  if (verb === 'compare') return { ask: verb, a, b, nearest: words.includes('--nearest') }
  if (verb === 'run') return { ask: verb, document: a, areas: words.includes('--by-area') }
  const [lever, second] = optionsOf(words).getAll('lever')
  return { ask: verb, document: a, target: optionsOf(words).get('target'), lever, ...(second === undefined ? {} : { second }) }
}

/** What a run answers that is asked for and followed; the same question is one run, and a page has asked it. */
async function answerOfRun(address: string, body: object, ask: (address: string, body?: object) => Promise<unknown>): Promise<unknown> {
  const { id } = await ask(address, body) as { id: string }
  for (;;) {
    const { state } = await ask(`${address}/${id}`) as { state: string }
    if (state === 'done') return ask(`${address}/${id}/answer`)
    if (state === 'failed' || state === 'cancelled') throw new Error(`${address} with ${JSON.stringify(body)} ${state}`)
    await pause(200)
  }
}

/** Options of a command as fields of an address; what it is asked for instead is in the address itself. */
function optionsOf(words: readonly string[]): URLSearchParams {
  const search = new URLSearchParams()
  for (const [at, word] of words.entries()) if (word.startsWith('--') && !isFlag(words, at)) search.append(word.slice(2), words[at + 1]!)
  return search
}

function flagsOf(words: readonly string[]): string[] {
  return words.filter((word, at) => word.startsWith('--') && isFlag(words, at))
}

/** Whether the option at a place stands there without a value. */
function isFlag(words: readonly string[], at: number): boolean {
  return words[at + 1] === undefined || words[at + 1]!.startsWith('--')
}

/** Numbers that stand in tables of the page and name no command: the figure and its column, each once. */
export function unnamedOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cells = [...document.querySelectorAll<HTMLTableCellElement>('main td.cdr-number:not([data-query])')].filter((cell) => /^[−-]?[\d,]+(\.\d+)?( ?%)?$/.test(cell.textContent.trim()))
    return [...new Set(cells.map((cell) => `${cell.closest('section.cdr-figure')?.getAttribute('aria-labelledby') ?? 'page'}: ${cell.closest('table')?.tHead?.rows[0]?.cells[cell.cellIndex]?.textContent ?? ''}`))]
  })
}

/** What is wrong with a printed figure, beside the answer of its command; empty when it is right. */
export function faultsIn(figure: PrintedFigure, answer: unknown): string[] {
  const { value, status } = figure.path === null ? rowOf(answer) : { value: valueAt(answer, figure.path), status: null }
  const said = value === null ? '' : String(value)
  return [
    ...(figure.value === said ? [] : [`${figure.command} ${figure.path ?? ''}: the page has ${figure.value || 'nothing'}, the command ${said || 'nothing'}`]),
    ...(status === null || figure.status === status ? [] : [`${figure.command}: the page says ${figure.status}, the command ${status}`]),
    ...(isPrintedAs(figure.text, value) ? [] : [`${figure.command} ${figure.path ?? ''}: ${said || 'nothing'} is printed as “${figure.text}”`]),
  ]
}

/** A query for one figure answers one row, or none where nothing has the combination. */
function rowOf(answer: unknown): { value: unknown; status: string | null } {
  const { rows } = answer as Partial<QueryAnswer>
  // A command that is refused has no figure to give; a page that prints one then is wrong.
  if (rows === undefined) return { value: null, status: 'not-available' }
  return rows.length === 1 ? { value: rows[0]!.value, status: rows[0]!.status } : { value: `${rows.length} rows`, status: null }
}

/** The value at a JSON pointer (RFC 6901). */
function valueAt(answer: unknown, path: string): unknown {
  return path.split('/').slice(1).reduce<unknown>((found, key) => (found as Readonly<Record<string, unknown>> | null)?.[key], answer) ?? null
}

/** A number is printed when the text has it to the decimals it shows, as itself or in per cent; an absence by its mark. */
export function isPrintedAs(text: string, value: unknown): boolean {
  if (typeof value !== 'number') return /^(\[[cxz]\]|–|)$/.test(text)
  if (/\bno gap\b/i.test(text)) return Math.abs(value) < 0.5
  // A share of the variance is read off points by chance: below nothing it is printed as nothing, and never as less than it is.
  if (text === '0 %' && value <= 0) return true
  if (text === 'under 1 %') return value > 0 && value < 0.01
  // A gap is printed by its size, and whether it is short or over by it in words.
  const meant = /\bover\b/i.test(text) ? -value : value
  const [digits] = /[−-]?[\d,]+(?:\.\d+)?/.exec(text) ?? []
  if (digits === undefined) return false
  const [printed, decimals] = [Number(digits.replaceAll(',', '').replace('−', '-')), digits.split('.')[1]?.length ?? 0]
  return [meant, meant * 100].some((one) => Math.abs(one - printed) <= 0.5 * 10 ** -decimals + 1e-9 * Math.abs(one))
}
