import { useState } from 'react'
import type { ExploreAnswer } from '../../contract/explore.ts'
import type { ExploreSearch } from '../search.ts'
import { commandFor } from './explore-command.ts'
import { sayInTable } from '../../contract/explore-say.ts'

/** Explain one number of a table: what it is, how it is worked out, and the command that gives it by itself. */
export function ExplainNumber({ answer, search, order }: { answer: ExploreAnswer; search: ExploreSearch; order: readonly number[] }) {
  const [row, setRow] = useState('')
  const [column, setColumn] = useState('')
  const { rows, columns, cells, measure, provenance } = answer
  const at = Math.max(0, row === '' ? (order[0] ?? 0) : rows.items.findIndex(({ key }) => key === row))
  const place = Math.max(0, columns.items.findIndex(({ key }) => key === column))
  const names = [rows.dimension === '' ? null : rows.items[at]?.name, columns.dimension === '' ? null : columns.items[place]?.name].filter((name) => name != null)
  const command = commandFor(search, answer, at, place)
  return (
    <details className="cdr-explain">
      <summary>Explain one number</summary>
      <div className="cdr-question__row">
        {rows.dimension === '' ? null : <Choose id="explain-row" label={rows.name} items={order.map((one) => rows.items[one]!)} value={rows.items[at]?.key ?? ''} onPick={setRow} />}
        {columns.dimension === '' ? null : <Choose id="explain-column" label={columns.name} items={columns.items} value={columns.items[place]?.key ?? ''} onPick={setColumn} />}
      </div>
      <output>
        <p>
          <b>
            {sayInTable(measure)(cells[at]?.[place] ?? null)} {measure.unit}
          </b>
          : {measure.name}
          {names.length === 0 ? '' : `, ${names.join(', ')}`}. {provenance.definition} {provenance.formula}.
        </p>
        {command === null ? null : (
          <p>
            By itself: <code>{command}</code>
          </p>
        )}
      </output>
    </details>
  )
}

function Choose({ id, label, items, value, onPick }: { id: string; label: string; items: readonly { key: string; name: string }[]; value: string; onPick: (key: string) => void }) {
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <select className="nhsuk-select" id={id} value={value} onChange={(event) => onPick(event.target.value)}>
        {items.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
