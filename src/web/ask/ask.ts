import type { Problem } from '../../contract/problem.ts'

/** An answer that is not the one hoped for, with its problem details. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** Parameters of a question; absent and empty ones are left out of the address. */
export type Parameters = Readonly<Record<string, string | undefined>>

/** Write the address of a question; `where` pairs are repeated as `where=dimension=value`. */
export function addressOf(path: string, parameters: Parameters = {}, where: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') search.append(name, value)
  for (const [dimension, value] of Object.entries(where)) search.append('where', `${dimension}=${value}`)
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * Ask the API and read its answer. Nothing is added to the request: one that the head of the page began already (src/api/pages.ts) is then taken as it is.
 * Errors: ProblemError with the server's problem details, or with our own when no server answered.
 */
export async function ask<Answer>(address: string, request?: RequestInit): Promise<Answer> {
  const response = await askResponse(address, request ?? {})
  const body: unknown = await response.json().catch(() => null)
  if (body === null) throw new ProblemError(unreadable(address, response.status))
  return body as Answer
}

/** Ask the API for an answer that is not JSON; 304 is an answer. Errors: as `ask`. */
export async function askResponse(address: string, request: RequestInit): Promise<Response> {
  const response = await fetch(address, request).catch(() => null)
  if (response === null) throw new ProblemError(noAnswer(address))
  if (response.ok || response.status === 304) return response
  const body: unknown = await response.json().catch(() => null)
  throw new ProblemError(isProblem(body) ? body : unreadable(address, response.status))
}

/** Turn anything thrown into problem details a page can show. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem
  const found = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    type: 'about:blank',
    title: 'This page could not be drawn',
    status: 0,
    code: 'page-fault',
    detail: `Drawing the page: we found a fault of our own (${found}).`,
    next: 'Reload the page. If it happens again, report it with the address of the page',
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'title' in body
}

export function noAnswer(address: string): Problem {
  return {
    type: 'about:blank',
    title: 'Cadre is not answering',
    status: 0,
    code: 'no-answer',
    detail: `Asking ${address}: no answer came. The application may have been stopped, or the connection lost. Nothing is lost.`,
    next: 'Start it again with cadre serve, then reload this page',
  }
}

function unreadable(address: string, status: number): Problem {
  return {
    type: 'about:blank',
    title: 'The answer could not be read',
    status,
    code: 'unreadable-answer',
    detail: `Asking ${address}: the answer (status ${status}) is not one this page knows.`,
    next: 'Reload the page. If it happens again, the page and the server may be of different versions: restart the server',
  }
}
