import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import type { Reading } from './reading.ts'

/** What only the records hold: the thread asks the server for it. */
export type AskedNoun = 'catalogue' | 'accepted' | 'history' | 'calibrations' | 'backtests' | 'mappings' | 'programmes'
export interface AskedOfHouse { readonly ask: number; readonly noun: AskedNoun; readonly verb: string; readonly of: readonly unknown[] }

/** What the thread is told: a reading to work out, an answer of the house, or that it is over. */
export type ToReader =
  | { readonly number: number; readonly viewer: Viewer; readonly snapshot: string; readonly mode: House['mode']; readonly reading: Reading }
  | { readonly answered: number; readonly found: unknown } | { readonly answered: number; readonly fault: string }
  | { readonly end: true }

/** What it says: a question to the house, or what became of a reading. */
export type FromReader = AskedOfHouse | { readonly done: number; readonly found: unknown } | { readonly done: number; readonly fault: string }
