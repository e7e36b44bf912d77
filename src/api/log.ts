import { pino } from 'pino'

/** The server's log: one JSON object a line, without names, addresses, queries or values. */
export interface Log {
  /** Something of ours went wrong, or an operator should know. */
  readonly say: (text: string) => void
  /** A request was answered. Units: ms in milliseconds. */
  readonly answered: (request: Answered) => void
}

/** `route` is the pattern of the address: what it was filled with may name a person. */
export interface Answered { readonly id: string; readonly method: string; readonly route: string; readonly status: number; readonly ms: number }

/** Open a log that hands its lines to `write`. */
export function openLog(write: (line: string) => void): Log {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, { write })
  return { say: (text) => log.error(withoutValues(text)), answered: (request) => log.info(request, 'answered') }
}

/** Blank what messages quote, which may be a cell of a record, and addresses of people; the words and where in the code stay. */
export function withoutValues(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '<address>')
    .replace(/"[^"\n]*"/g, '"…"').replace(/“[^”\n]*”/g, '“…”').replace(/(^|[\s(=:])'[^'\n]*'/g, "$1'…'").replace(/=\([^)\n]*\)/g, '=(…)')
    .replace(/\?[^\s)]*=[^\s)]*/g, '?…')
}
