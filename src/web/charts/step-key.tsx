import { sayCell } from '../format.ts'

/** Five tints of an ordered amount, lightest first. */
export const stepFills = ['#e3ebf2', '#b9cbdb', '#7f9fbc', '#41709a', '#12436d'] as const

/** Hatching of areas without a figure; it has to stand in the drawing that uses it. */
export function MapHatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="#fff" />
        <path d="M0 0V6" stroke="#b4bec6" strokeWidth="2" />
      </pattern>
    </defs>
  )
}

/** What the tints of a map mean, from each on. */
export function StepKey({ steps, unit, hasMissing }: { steps: readonly number[]; unit: string; hasMissing: boolean }) {
  return (
    <p className="cdr-keyrow cdr-tick" style={{ justifyContent: 'center' }}>
      {steps.map((from, index) => (
        <span key={from}>
          <svg width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" fill={stepFills[index]} />
          </svg>
          {sayCell(from, 'ok', unit)}
          {index === steps.length - 1 ? ` ${unit} and over` : ''}
        </span>
      ))}
      {hasMissing ? (
        <span>
          <span className="cdr-swatch cdr-hatched" />
          [x] not available
        </span>
      ) : null}
    </p>
  )
}
