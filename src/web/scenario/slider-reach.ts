/** How far a slider goes to either side: what is usual for its unit and place, and further where the change is. The number beside it goes as far as the lever may. */
export function reachOf({ kind, unit, change }: { readonly kind: string; readonly unit: string; readonly change: number }, startsAYear: number | null, heads: number): number {
  const usual = unit.endsWith('people a year') || unit === 'places a year' ? niceAbove(Math.max(10, startsAYear ?? 0.1 * heads)) : unit === 'FTE' ? niceAbove(0.2 * heads) : usualReach[unit] ?? 5
  return Math.abs(change) > usual ? niceAbove(1.5 * Math.abs(change)) : kind === 'productivity' || kind === 'demand-growth' ? Math.min(usual, 3) : usual
}

const usualReach: Readonly<Record<string, number>> = { '%': 50, points: 5, '% a year': 10, '% of the work': 20, 'points a year': 3, months: 24, 'FTE per head': 0.2, 'FTE per trainee': 1, 'learner-weeks a year': 10_000 }

/** The next of 1, 2, 5, 10, 20, 50 … */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1e-9, value)))
  return power * ([1, 2, 5].find((step) => step * power >= value * (1 - 1e-9)) ?? 10)
}
