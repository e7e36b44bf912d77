import type { CalendarDate } from '../units/calendar-date.ts'
import type { SuccessionRow } from './map-rows.ts'

/** A code and the share of something that passed to it. */
export interface CodeShare { readonly code: string; readonly share: number }

/**
 * Follow what became of a code up to a date: the code itself where it exists, else its successors, and theirs, with shares.
 *
 * Errors: what has no known successor has no entry; the shares then sum to less than 1. A circle ends.
 */
export function successorsOf(successions: readonly SuccessionRow[], level: string, code: string, date: CalendarDate, exists: (code: string) => boolean): CodeShare[] {
  return added(follow(successions.filter((row) => row.level === level && row.on_date <= date), code, 1, exists, new Set()))
}

/**
 * Follow where a code came from, back to a date: the codes that stood then, of which it took over a part or the whole.
 *
 * `undone` tells that one predecessor became this code and nothing else, so what is under it can be put back; otherwise nobody can say how it divides.
 */
export function predecessorsOf(successions: readonly SuccessionRow[], level: string, code: string, date: CalendarDate, exists: (code: string) => boolean): { readonly codes: readonly string[]; readonly undone: boolean } {
  const later = successions.filter((row) => row.level === level && row.on_date > date)
  return back(later, code, exists, new Set())
}

function follow(rows: readonly SuccessionRow[], code: string, share: number, exists: (code: string) => boolean, passed: ReadonlySet<string>): CodeShare[] {
  if (exists(code)) return [{ code, share }]
  if (passed.has(code)) return []
  const seen = new Set([...passed, code])
  return rows.filter((row) => row.from_code === code).flatMap((row) => follow(rows, row.to_code, share * row.share, exists, seen))
}

function back(rows: readonly SuccessionRow[], code: string, exists: (code: string) => boolean, passed: ReadonlySet<string>): { codes: string[]; undone: boolean } {
  if (exists(code)) return { codes: [code], undone: true }
  const into = rows.filter((row) => row.to_code === code)
  if (passed.has(code) || into.length === 0) return { codes: [], undone: false }
  const seen = new Set([...passed, code])
  const found = into.map((row) => back(rows, row.from_code, exists, seen))
  const alone = into.length === 1 && into.every((row) => row.share === 1)
  return { codes: [...new Set(found.flatMap((one) => one.codes))], undone: alone && found.every((one) => one.undone) }
}

function added(shares: readonly CodeShare[]): CodeShare[] {
  const byCode = new Map<string, number>()
  for (const { code, share } of shares) byCode.set(code, (byCode.get(code) ?? 0) + share)
  return [...byCode].map(([code, share]) => ({ code, share }))
}
