import type { KeyFigure } from '../../contract/overview.ts'

const lines: Readonly<Record<KeyFigure['direction'], string>> = {
  up: 'M5 16l3-1 3 1 3-5 4-4M18 11V7h-4',
  down: 'M5 8l3 1 3-1 3 4 4 4M18 12v4h-4',
  flat: 'M5 13l3-3 3 4 3-5 3 3 2-2',
  unknown: 'M7 12h10',
}

/** The direction of a series as a sign; the words beside it say the same. */
export function VariationIcon({ direction }: { direction: KeyFigure['direction'] }) {
  const colour = direction === 'up' || direction === 'down' ? '#12436d' : '#5c6873'
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10.5" fill="none" stroke={colour} strokeWidth="1.6" />
      <path d={lines[direction]} fill="none" stroke={colour} strokeWidth="1.8" />
    </svg>
  )
}
