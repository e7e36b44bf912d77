import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ExploreCatalogue } from '../../contract/explore.ts'
import { areasQuestion } from '../ask/questions.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { Combobox } from '../pickers/combobox.tsx'
import type { ExploreSearch } from '../search.ts'
import { askedOf, filtersOf, valuesQuestion } from './explore-asked.ts'
import type { ChangeQuestion } from './explore-asked.ts'

/** Filters: a place, and one value of any other dimension. Those that hold are listed, each with a button that takes it away. */
export function FilterFields({ search, catalogue, dimensions, onChange }: { search: ExploreSearch; catalogue: ExploreCatalogue | undefined; dimensions: readonly string[]; onChange: ChangeQuestion }) {
  const [adding, setAdding] = useState('')
  const filters = Object.entries(filtersOf(search))
  const open = (catalogue?.dimensions ?? []).filter(({ id, kind }) => kind === 'group' && dimensions.includes(id) && search[id] === undefined)
  return (
    <div className="cdr-question__filters">
      <div className="cdr-question__row">
        <AreaPicker area={search.area} map={search.map} onPick={(area) => onChange({ area })} />
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="explore-filter">
            Filter by
          </label>
          <select className="nhsuk-select" id="explore-filter" value={adding} onChange={(event) => setAdding(event.target.value)}>
            <option value="">choose a dimension</option>
            {open.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {adding === '' ? null : (
          <ValuePicker
            key={adding}
            label={catalogue?.dimensions.find(({ id }) => id === adding)?.name ?? adding}
            measure={askedOf(search).measure}
            dimension={adding}
            onPick={(value) => {
              setAdding('')
              onChange({ [adding]: value })
            }}
          />
        )}
      </div>
      {filters.length === 0 ? null : <Held filters={filters} search={search} catalogue={catalogue} onChange={onChange} />}
    </div>
  )
}

function Held({ filters, search, catalogue, onChange }: { filters: readonly [string, string][]; search: ExploreSearch; catalogue: ExploreCatalogue | undefined; onChange: ChangeQuestion }) {
  const { data: map } = useQuery(areasQuestion(search.map))
  const say = ([dimension, value]: [string, string]) =>
    dimension === 'area' ? `Place: ${map?.areas.find(({ code }) => code === value)?.name ?? value}` : `${catalogue?.dimensions.find(({ id }) => id === dimension)?.name ?? dimension}: ${value}`
  return (
    <ul className="cdr-chips" aria-label="Filters">
      {filters.map((filter) => (
        <li key={filter[0]}>
          {say(filter)}{' '}
          <button type="button" className="cdr-action" onClick={() => onChange({ [filter[0]]: undefined })}>
            Remove<span className="nhsuk-u-visually-hidden"> filter {say(filter)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Values that the measure is held for, from the measure itself: no list beside the data. */
function ValuePicker({ label, measure, dimension, onPick }: { label: string; measure: string; dimension: string; onPick: (value: string) => void }) {
  const { data, error } = useQuery(valuesQuestion(measure, dimension))
  const choices = useMemo(() => {
    const values = [...new Set((data?.rows ?? []).flatMap((row) => (row[dimension] === null || row[dimension] === undefined ? [] : [String(row[dimension])])))]
    return values.map((value) => ({ value, label: value, group: label, depth: 0 }))
  }, [data, dimension, label])
  return <Combobox label={label} choices={choices} value={undefined} onPick={onPick} nothing={error ? 'Its values cannot be listed for this measure' : data === undefined ? 'The list of values is on its way' : 'No value has this name'} />
}
