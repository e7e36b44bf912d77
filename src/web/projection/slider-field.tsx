import { checkField } from './projection-fields.ts'
import { sayPosition } from './slider-levers.ts'
import type { LeverSlider } from './slider-levers.ts'

/** One lever: a slider moved by hand or arrow keys, and its number beside it, which goes further. `off` says why it cannot act here. */
export function SliderField({ slider, text, off, onMove }: { slider: LeverSlider; text: string; off: string | null; onMove: (text: string) => void }) {
  const { field, reach, step } = slider
  const trouble = checkField(field, text)
  const percent = trouble === null ? Number(field.read(text) ?? 0) * 100 : 0
  const [hint, wrong] = [`${field.name}-slider-hint`, `${field.name}-slider-error`]
  return (
    <div className={`nhsuk-form-group cdr-slider${trouble === null ? '' : ' nhsuk-form-group--error'}`}>
      <label className="nhsuk-label" htmlFor={`${field.name}-slider`}>
        {field.label}
      </label>
      <span className="nhsuk-hint" id={hint}>
        {off ?? field.hint}
      </span>
      {trouble === null ? null : (
        <span className="nhsuk-error-message" id={wrong}>
          {trouble}
        </span>
      )}
      <span className="cdr-slider__row">
        <input
          id={`${field.name}-slider`}
          type="range"
          min={-reach}
          max={reach}
          step={step}
          value={Math.max(-reach, Math.min(reach, percent))}
          disabled={off !== null}
          aria-describedby={hint}
          aria-valuetext={sayPosition(slider, text)}
          onChange={(event) => onMove(event.target.value.replace('-', '−'))}
        />
        <span className="cdr-unit">
          <label className="nhsuk-u-visually-hidden" htmlFor={field.name}>
            {field.label}, change in per cent
          </label>
          <input
            id={field.name}
            className="nhsuk-input"
            inputMode="decimal"
            autoComplete="off"
            aria-describedby={trouble === null ? hint : `${hint} ${wrong}`}
            aria-invalid={trouble === null ? undefined : true}
            disabled={off !== null}
            value={text}
            onChange={(event) => onMove(event.target.value)}
          />
          {field.unit}
        </span>
      </span>
    </div>
  )
}
