import { useState } from 'react'
import { DateField } from '../pickers/date-field.tsx'
import type { ExploreSearch } from '../search.ts'
import type { ChangeQuestion } from './explore-asked.ts'

type When = 'latest' | 'date' | 'period'

/** When: the latest figure, one date, or a period from one date to another. */
export function DateFields({ search, onChange }: { search: ExploreSearch; onChange: ChangeQuestion }) {
  const inAddress: When = search.at !== undefined ? 'date' : search.from !== undefined || search.to !== undefined ? 'period' : 'latest'
  const [chosen, setChosen] = useState<When>(inAddress)
  const when = inAddress === 'latest' ? chosen : inAddress
  const choose = (next: When) => {
    setChosen(next)
    if (inAddress !== 'latest') onChange({ at: undefined, from: undefined, to: undefined })
  }
  return (
    <>
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="explore-when">
          When
        </label>
        <select className="nhsuk-select" id="explore-when" value={when} onChange={(event) => choose(event.target.value as When)}>
          <option value="latest">latest date; all when split by period</option>
          <option value="date">on one date</option>
          <option value="period">from one date to another</option>
        </select>
      </div>
      {when === 'date' ? <DateField id="explore-at" label="Date" value={search.at} onPick={(at) => onChange({ at, from: undefined, to: undefined })} /> : null}
      {when === 'period' ? (
        <>
          <DateField id="explore-from" label="From" value={search.from} onPick={(from) => onChange({ from, at: undefined })} />
          <DateField id="explore-to" label="To" value={search.to} onPick={(to) => onChange({ to, at: undefined })} />
        </>
      ) : null}
    </>
  )
}
