interface Choice { readonly measure: string; readonly name: string; readonly unit: string }

/** Choose one of the measures that answer; what is chosen stays in the list even when it does not. */
export function MeasureSelect({ id, label, measures, chosen, onPick }: { id: string; label: string; measures: readonly Choice[]; chosen: Choice; onPick: (measure: string) => void }) {
  const all = measures.some(({ measure }) => measure === chosen.measure) ? measures : [chosen, ...measures]
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="nhsuk-select" value={chosen.measure} onChange={(event) => onPick(event.target.value)}>
        {all.map(({ measure, name, unit }) => (
          <option key={measure} value={measure}>
            {name}, {unit}
          </option>
        ))}
      </select>
    </div>
  )
}
