import { refuse, type Refusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'

/** Refuse a method of demand by what it lacks: nothing is filled in. */
export function notAvailable({ area }: Pick<Place, 'area'>, found: string, need: string, next = 'Load what is missing, state it in a demand file, or choose another method'): Refusal {
  return refuse('demand-not-available', 'absent', { doing: `Reckoning the staff required in ${area.name}`, found, need, next })
}
