import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ExploreCatalogue } from '../../contract/explore.ts'
import { Combobox } from '../pickers/combobox.tsx'
import type { Choice } from '../pickers/filter-choices.ts'
import { MapDate } from '../pickers/map-date.tsx'
import type { ExploreSearch } from '../search.ts'
import { askedOf, catalogueQuestion } from './explore-asked.ts'
import type { ChangeQuestion } from './explore-asked.ts'
import { DateFields } from './date-fields.tsx'
import { FilterFields } from './filter-fields.tsx'

/** The question: what is counted, by what, of whom, when, and where people count. Each field asks at once. */
export function ExploreForm({ search, onChange }: { search: ExploreSearch; onChange: ChangeQuestion }) {
  const { data } = useQuery(catalogueQuestion())
  const asked = askedOf(search)
  const measure = data?.groups.flatMap(({ measures }) => measures).find(({ id }) => id === asked.measure)
  const choices = useMemo(() => measureChoices(data), [data])
  return (
    <form className="cdr-question" aria-label="Question" onSubmit={(event) => event.preventDefault()}>
      <div className="cdr-question__row">
        <Combobox label="Measure" choices={choices} value={asked.measure} onPick={(id) => onChange({ measure: id, sort: undefined, chart: undefined })} nothing={data === undefined ? 'The list of measures is on its way' : 'No measure has this name'} />
        <DimensionField label="Rows" value={asked.rows ?? ''} other={asked.columns ?? ''} catalogue={data} measure={measure} onPick={(rows) => onChange({ rows: rows || undefined, measure: asked.measure, sort: undefined, chart: undefined })} />
        <DimensionField label="Columns" value={asked.columns ?? ''} other={asked.rows ?? ''} catalogue={data} measure={measure} onPick={(columns) => onChange({ columns: columns || undefined, sort: undefined, chart: undefined })} />
        {asked.rows && asked.columns ? (
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => onChange({ measure: asked.measure, rows: asked.columns, columns: asked.rows, sort: undefined, chart: undefined })}>
            Swap<span className="nhsuk-u-visually-hidden"> rows and columns</span>
          </button>
        ) : null}
      </div>
      {measure === undefined ? null : (
        <details className="cdr-question__definition">
          <summary>What {measure.name} counts</summary>
          <p>{measure.definition}</p>
          <p>
            {measure.formula}. {measure.aggregates} Unit: {measure.unit}.{' '}
            <Link to="/definitions" hash={measure.id}>
              More about this measure
            </Link>
          </p>
        </details>
      )}
      <FilterFields search={search} catalogue={data} dimensions={measure?.dimensions ?? []} onChange={onChange} />
      <div className="cdr-question__row">
        <DateFields search={search} onChange={onChange} />
        <MapDate map={search.map} onPick={(map) => onChange({ map })} />
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="explore-basis">
            Count people
          </label>
          <select className="nhsuk-select" id="explore-basis" value={search.basis ?? ''} onChange={(event) => onChange({ basis: event.target.value || undefined })}>
            <option value="">with their employer</option>
            <option value="host">where they work (host)</option>
          </select>
        </div>
      </div>
    </form>
  )
}

/** Measures in their groups. One that cannot be had stays in the list and says why. */
function measureChoices(catalogue: ExploreCatalogue | undefined): Choice[] {
  return (catalogue?.groups ?? []).flatMap(({ name, measures }) =>
    measures.map((measure) => ({ value: measure.id, label: measure.name, group: name, depth: 0, ...(measure.why === null ? { note: measure.unit } : { why: `[x] not available: ${measure.why.charAt(0).toLowerCase()}${measure.why.slice(1)}` }) })),
  )
}

const kinds = { place: 'Places', group: 'Groups', time: 'Time' } as const

function DimensionField({ label, value, other, catalogue, measure, onPick }: { label: string; value: string; other: string; catalogue: ExploreCatalogue | undefined; measure: { readonly dimensions: readonly string[] } | undefined; onPick: (dimension: string) => void }) {
  const id = `explore-${label.toLowerCase()}`
  const has = (dimension: string) => measure === undefined || measure.dimensions.includes(dimension)
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <select className="nhsuk-select" id={id} value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">none</option>
        {(['place', 'group', 'time'] as const).map((kind) => (
          <optgroup key={kind} label={kinds[kind]}>
            {(catalogue?.dimensions ?? []).filter((one) => one.kind === kind).map((one) => (
              <option key={one.id} value={one.id} disabled={(!has(one.id) && one.id !== value) || one.id === other}>
                {one.name}
                {has(one.id) ? '' : ': not counted by this measure'}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
