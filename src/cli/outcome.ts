import { sayRefusal, type Refusal } from '../units/refusal.ts'

/** What a command has to say: one JSON value, or the same in words; and csv where it is a table. */
export interface Outcome {
  readonly json: unknown
  readonly text: string
  readonly csv?: string
  /** Said on stderr after the data: what a reader should also know. */
  readonly notes?: readonly string[]
  readonly exit?: ExitCode
}

/** 0 done · 1 our fault · 2 wrong usage · 3 input refused · 4 a check did not hold. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** Exit code for each kind of no. A folder that another process holds is input refused. */
export const exitOf: Record<Refusal['kind'], ExitCode> = { usage: 2, input: 3, absent: 3, conflict: 3, check: 4 }

/** Where a command prints: data on `out`, messages and progress on `err`. */
export interface Streams {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** Print an outcome in the form asked for; answers the exit code. */
export function printOutcome(outcome: Outcome, form: { json?: boolean; csv?: boolean }, streams: Streams): ExitCode {
  if (form.json) streams.out(`${JSON.stringify(outcome.json, null, 2)}\n`)
  else if (form.csv && outcome.csv !== undefined) streams.out(outcome.csv)
  else streams.out(outcome.text.endsWith('\n') || outcome.text === '' ? outcome.text : `${outcome.text}\n`)
  for (const note of form.json ? [] : outcome.notes ?? []) streams.err(`${note}\n`)
  return outcome.exit ?? 0
}

/** Print a refusal: the message on stderr, and with `--json` its parts as the one value on stdout. */
export function printRefusal(refusal: Refusal, form: { json?: boolean }, streams: Streams): ExitCode {
  if (form.json) streams.out(`${JSON.stringify({ refused: { code: refusal.code, message: sayRefusal(refusal), ...partsOf(refusal) } }, null, 2)}\n`)
  streams.err(`cadre: ${sayRefusal(refusal)} [${refusal.code}]\n`)
  return exitOf[refusal.kind]
}

function partsOf({ doing, found, need, next }: Refusal): Pick<Refusal, 'doing' | 'found' | 'need' | 'next'> {
  return { doing, found, need, next }
}
