/** A field for a date. A date is asked for when it is whole: while its year is typed, digit by digit, years of long ago pass by and are not meant. */
export function DateField({ id, label, value, onPick, className = '' }: { id: string; label: string; value: string | undefined; onPick: (date: string | undefined) => void; className?: string }) {
  return (
    <div className={`nhsuk-form-group ${className}`.trim()}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        key={value ?? ''}
        className="nhsuk-input"
        type="date"
        min={first}
        max={last}
        defaultValue={value ?? ''}
        onChange={(event) => {
          const date = event.target.value
          if (date === '' ? event.target.validity.valid : date >= first && date <= last) onPick(date || undefined)
        }}
      />
    </div>
  )
}

const [first, last] = ['1990-01-01', '2099-12-31']
