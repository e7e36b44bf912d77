import type { ValueStatus } from '../../units/status.ts'

/** What a machine that reads the page finds beside a printed figure: the command that gives it by itself, its value and its status. */
export interface Queried { readonly 'data-query'?: string; readonly 'data-value'?: string; readonly 'data-status'?: string; readonly 'data-path'?: string }

/**
 * Name the command behind a printed figure, for the element that prints it. Nothing where no command gives it by itself.
 *
 * `path` says where the figure stands in the command's JSON (as in RFC 6901); the first row's value when left out.
 */
export function queriedAs(command: string | null, figure: { readonly value: number | null; readonly status: ValueStatus } | null, path?: string): Queried {
  if (command === null || figure === null) return {}
  return { 'data-query': command, 'data-value': figure.value === null ? '' : String(figure.value), 'data-status': figure.status, ...(path === undefined ? {} : { 'data-path': path }) }
}
