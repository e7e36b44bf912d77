import type { RateName } from '../../contract/rates.ts'
import type { PlannedLever } from './central-messages.ts'

const leaving = new Set(['leaver-rate', 'leaving-of-ages', 'first-years', 'flexible-working'])
const joining = new Set(['international', 'return-to-practice', 'wider-market', 'other-sector'])

/** The rate that a lever moves, as peers and past years have it; null where none is held for it. */
export function rateOfLever(kind: string): RateName | null {
  if (leaving.has(kind)) return 'leaving'
  if (kind === 'participation') return 'participation'
  return joining.has(kind) ? 'joining' : null
}

type Stated = Pick<PlannedLever, 'kind' | 'unit' | 'change'> & { readonly reaches?: number | undefined }

/** How much of the rate one unit of the change is. Units: shares a year, FTE per head. `heads`: people in post. */
function perUnit({ kind, unit, reaches = 1 }: Stated, now: number, heads: number): number {
  if (unit === '%' || (kind === 'participation' && unit === undefined)) return now / 100
  if (leaving.has(kind)) return reaches / 100
  return kind === 'participation' ? 1 : 1 / Math.max(1, heads)
}

/** What a lever takes its rate to. */
export function rateTaken(lever: Stated, now: number, heads: number): number {
  return now + lever.change * perUnit(lever, now, heads)
}

/** The change that would take the rate here to that of a peer; null where no change does. */
export function changeTo(rate: number, lever: Stated, now: number, heads: number): number | null {
  const size = perUnit(lever, now, heads)
  return size === 0 ? null : (rate - now) / size
}

/** How far a slider goes to either side: what is usual for its unit and place, and further where the change is. The number beside it goes as far as the lever may. */
export function reachOf({ kind, unit, change }: { readonly kind: string; readonly unit: string; readonly change: number }, startsAYear: number | null, heads: number): number {
  const usual = unit.endsWith('people a year') || unit === 'places a year' ? niceAbove(Math.max(10, startsAYear ?? 0.1 * heads)) : unit === 'FTE' ? niceAbove(0.2 * heads) : usualReach[unit] ?? 5
  return Math.abs(change) > usual ? niceAbove(1.5 * Math.abs(change)) : kind === 'productivity' || kind === 'demand-growth' ? Math.min(usual, 3) : usual
}

const usualReach: Readonly<Record<string, number>> = { '%': 50, points: 5, '% a year': 10, 'points a year': 3, months: 24, 'FTE per head': 0.2, 'FTE per trainee': 1, 'learner-weeks a year': 10_000 }

/** The next of 1, 2, 5, 10, 20, 50 … */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1e-9, value)))
  return power * ([1, 2, 5].find((step) => step * power >= value * (1 - 1e-9)) ?? 10)
}
