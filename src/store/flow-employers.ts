import type { SuccessionRow } from '../reference/map-rows.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'

/** An employer with records, and how many posts it shows at each month-end held. */
export interface Employer {
  readonly level: string
  readonly code: string
  readonly posts: ReadonlyMap<CalendarDate, number>
}

/** Two month-ends compared, by their places among the days. */
export interface Pair { readonly from: number; readonly to: number }

/** A month-end that an employer lacks between two it has: taken as at the last before it, so that changes fall where they are first seen. */
export interface Gap { readonly employer: number; readonly at: number; readonly before: number; readonly after: number }

/** Which employers can be followed over each pair. Shape: `before` and `after` have one entry for each pair × employer. */
export interface Followed {
  readonly employers: readonly Employer[]
  readonly pairs: readonly Pair[]
  readonly gaps: readonly Gap[]
  /** Employers that each became. Shape: one list per employer. */
  readonly heirs: readonly (readonly Kin[])[]
  /** 1 where the people of the opening month-end can be looked for at the closing one. */
  readonly before: Uint8Array
  /** 1 where the people of the closing month-end can be looked for at the opening one. */
  readonly after: Uint8Array
}

/** List the employers of a source with their month-ends. Kept per snapshot. */
export function readEmployers(context: CubeContext, source: string): Promise<readonly Employer[]> {
  return context.once(`flow employers ${source}`, async () => {
    const rows = await context.select('SELECT at_level, at_code, period_to::VARCHAR AS day, count(*)::INTEGER AS posts FROM staff WHERE source = $1 GROUP BY ALL ORDER BY ALL', [source])
    const employers: { level: string; code: string; posts: Map<CalendarDate, number> }[] = []
    for (const row of rows) {
      const last = employers.at(-1)
      const same = last?.level === row.at_level && last?.code === row.at_code
      const employer = same && last ? last : { level: String(row.at_level), code: String(row.at_code), posts: new Map<CalendarDate, number>() }
      if (!same) employers.push(employer)
      employer.posts.set(String(row.day), Number(row.posts))
    }
    return employers
  })
}

/**
 * Say which employers can be followed over which pairs of month-ends.
 *
 * An employer without records at one end cannot, unless it became another that has them (or began as others that had):
 * then everybody is looked for there.
 */
export function followEmployers(employers: readonly Employer[], days: readonly CalendarDate[], pairs: readonly Pair[], successions: readonly SuccessionRow[]): Followed {
  const gaps = gapsOf(employers, days)
  const filled = new Set(gaps.map((gap) => `${gap.employer} ${gap.at}`))
  const has = (employer: number, day: number) => employers[employer]!.posts.has(days[day]!) || filled.has(`${employer} ${day}`)
  const kin = kinOf(employers, successions)
  const size = pairs.length * employers.length
  const [before, after] = [new Uint8Array(size), new Uint8Array(size)]
  pairs.forEach(({ from, to }, pair) => employers.forEach((_, employer) => {
    const at = pair * employers.length + employer
    const became = kin.heirs[employer]!.filter((heir) => heir.on <= days[to]!)
    const began = kin.parents[employer]!.filter((parent) => parent.on <= days[to]!)
    if (has(employer, from) && (has(employer, to) || (became.length > 0 && became.every((heir) => has(heir.employer, to))))) before[at] = 1
    if (has(employer, to) && (has(employer, from) || (began.length > 0 && began.every((parent) => has(parent.employer, from))))) after[at] = 1
  }))
  return { employers, pairs, gaps, heirs: kin.heirs, before, after }
}

/** Month-ends of the days that an employer lacks, with one it has on either side. */
function gapsOf(employers: readonly Employer[], days: readonly CalendarDate[]): Gap[] {
  return employers.flatMap(({ posts }, employer) => {
    const held = days.flatMap((day, at) => (posts.has(day) ? [at] : []))
    return days.flatMap((_, at): Gap[] => {
      const [before, after] = [held.findLast((day) => day < at), held.find((day) => day > at)]
      return held.includes(at) || before === undefined || after === undefined ? [] : [{ employer, at, before, after }]
    })
  })
}

export interface Kin { readonly employer: number; readonly on: CalendarDate }

/** Employers with records that each became, and that each began as. */
function kinOf(employers: readonly Employer[], successions: readonly SuccessionRow[]): { heirs: Kin[][]; parents: Kin[][] } {
  const places = new Map(employers.map((employer, index) => [`${employer.level}:${employer.code}`, index]))
  const kin = { heirs: employers.map((): Kin[] => []), parents: employers.map((): Kin[] => []) }
  for (const row of successions) {
    const [from, to] = [places.get(`${row.level}:${row.from_code}`), places.get(`${row.level}:${row.to_code}`)]
    if (from === undefined || to === undefined) continue
    kin.heirs[from]!.push({ employer: to, on: row.on_date })
    kin.parents[to]!.push({ employer: from, on: row.on_date })
  }
  return kin
}
