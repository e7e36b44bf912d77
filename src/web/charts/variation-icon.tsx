import type { Variation } from '../../contract/overview.ts'

const lines: Readonly<Record<Variation['direction'], string>> = {
  up: 'M5 16l3-1 3 1 3-5 4-4M18 11V7h-4',
  down: 'M5 8l3 1 3-1 3 4 4 4M18 12v4h-4',
  flat: 'M5 13l3-3 3 4 3-5 3 3 2-2',
  unknown: 'M7 12h10',
}

/** Whether a figure moves as it always did, as a sign; the words beside it say the same. A dashed ring: worse; a full one: better, or neither. */
export function VariationIcon({ direction, meaning }: Pick<Variation, 'direction' | 'meaning'>) {
  const colour = meaning === 'worsening' ? '#a8430f' : direction === 'up' || direction === 'down' ? '#12436d' : '#5c6873'
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10.5" fill="none" stroke={colour} strokeWidth="1.6" strokeDasharray={meaning === 'worsening' ? '4 2' : undefined} />
      <path d={lines[direction]} fill="none" stroke={colour} strokeWidth="1.8" />
    </svg>
  )
}
