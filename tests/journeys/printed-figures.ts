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

/** The program and the noun of a command. */
export function familyOf(command: string): string {
  return wordsOf(command).slice(0, 2).join(' ')
}

/** What the interface answers where a command answers the same; null where only the command does. */
export async function answerOf(command: string, ask: (address: string) => Promise<unknown>): Promise<unknown> {
  const [, noun, ...words] = wordsOf(command)
  if (noun === 'project') return ask(`/api/projection?${optionsOf(words).toString()}`)
  if (noun !== 'programme') return null
  const [, id = '', ...options] = words
  const search = optionsOf(options)
  const [years, area] = [search.get('ahead'), search.get('area') ?? '']
  const asked = new URLSearchParams({ id, area })
  return { ...await ask(`/api/programme?${asked.toString()}`) as object, gaps: years === null ? null : await ask(`/api/programme/gaps?${asked.toString()}&years=${years}`) }
}

/** Options of a command as fields of an address. */
function optionsOf(words: readonly string[]): URLSearchParams {
  const search = new URLSearchParams()
  for (let at = 0; at < words.length; at += 2) search.append(words[at]!.replace(/^--/, ''), words[at + 1]!)
  return search
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
  // A gap is printed by its size, and whether it is short or over by it in words.
  const meant = /\bover\b/i.test(text) ? -value : value
  const [digits] = /[−-]?[\d,]+(?:\.\d+)?/.exec(text) ?? []
  if (digits === undefined) return false
  const [printed, decimals] = [Number(digits.replaceAll(',', '').replace('−', '-')), digits.split('.')[1]?.length ?? 0]
  return [meant, meant * 100].some((one) => Math.abs(one - printed) <= 0.5 * 10 ** -decimals + 1e-9 * Math.abs(one))
}
