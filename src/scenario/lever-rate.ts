import type { Lever } from './lever-set.ts'

/** Levers on leaving; those that reach a part of the staff move the rate of all by that part. */
export const leavingKinds: ReadonlySet<string> = new Set(['leaver-rate', 'leaving-of-ages', 'first-years', 'flexible-working'])
const joiningKinds: ReadonlySet<string> = new Set(['international', 'return-to-practice', 'wider-market', 'other-sector'])

/** The rate that a lever moves, as peers and past years have it; null where none is held for it. */
export function rateOfLever(kind: string): 'leaving' | 'joining' | 'participation' | null {
  if (leavingKinds.has(kind)) return 'leaving'
  if (kind === 'participation') return 'participation'
  return joiningKinds.has(kind) ? 'joining' : null
}

type Stated = Pick<Lever, 'kind' | 'unit' | 'change' | 'reaches'>

/** What a lever takes its rate to. Units: shares a year; FTE per head. `heads`: people in post. */
export function rateTaken(lever: Stated, now: number, heads: number): number {
  return now + lever.change * perUnit(lever, now, heads)
}

/** The change that would take the rate here to that of a peer; null where no change does. */
export function changeTo(rate: number, lever: Stated, now: number, heads: number): number | null {
  const size = perUnit(lever, now, heads)
  return size === 0 ? null : (rate - now) / size
}

/** How much of the rate one unit of the change is. */
function perUnit({ kind, unit, reaches = 1 }: Stated, now: number, heads: number): number {
  if (unit === '%' || (kind === 'participation' && unit === undefined)) return now / 100
  if (leavingKinds.has(kind)) return reaches / 100
  return kind === 'participation' ? 1 : 1 / Math.max(1, heads)
}
