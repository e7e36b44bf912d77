import { useId } from 'react'

/** Choose the date of the map of areas: who belonged to whom on that day. Cleared, the map is that of the data. */
export function MapDate({ map, onPick }: { map: string | undefined; onPick: (date: string | undefined) => void }) {
  const id = useId()
  return (
    <div className="cdr-map-date nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        Map of areas as of
      </label>
      <input
        id={id}
        key={map ?? ''}
        className="nhsuk-input"
        type="date"
        min="1990-01-01"
        max="2099-12-31"
        defaultValue={map ?? ''}
        onChange={(event) => {
          const date = event.target.value
          if (date === '' ? event.target.validity.valid : isWhole(date)) onPick(date === '' ? undefined : date)
        }}
      />
    </div>
  )
}

/** While a year is typed, digit by digit, years of long ago pass by: they are not meant. */
function isWhole(date: string): boolean {
  return date >= '1990-01-01' && date <= '2099-12-31'
}
