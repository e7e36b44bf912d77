import { useId } from 'react'
import { DateField } from './date-field.tsx'

/** Choose the date of the map of areas: who belonged to whom on that day. Cleared, the map is that of the data. */
export function MapDate({ map, onPick }: { map: string | undefined; onPick: (date: string | undefined) => void }) {
  return <DateField id={useId()} label="Map of areas as of" value={map} onPick={onPick} className="cdr-map-date" />
}
