/** Draw how far a finding could move the plan, to both sides of no change: nobody knows which way before it is repaired. The amount is printed beside it. */
export function EffectBar({ size, largest }: { size: number | null; largest: number }) {
  if (size === null) return <span className="cdr-fixes__bar cdr-hatched" aria-hidden="true" />
  const half = largest === 0 ? 0 : (Math.abs(size) / largest) * 50
  return (
    <span className="cdr-fixes__bar" aria-hidden="true">
      <span style={{ left: `${50 - half}%`, width: `${half * 2}%` }} />
    </span>
  )
}
