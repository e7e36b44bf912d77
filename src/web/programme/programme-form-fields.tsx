import type { ReactNode } from 'react'
import { ChoiceField, TextField } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'
import type { DraftNeed, DraftRole } from './programme-draft.ts'

const needWords: Readonly<Record<DraftNeed['of'], { readonly says: string; readonly label: string; readonly hint: string }>> = {
  none: { says: 'none stated', label: '', hint: '' }, population: { says: 'residents', label: 'Ages', hint: 'Such as 15-44 or 65+; everybody when empty' },
  registers: { says: 'people on disease registers', label: 'Registers', hint: 'Names as published, parted by commas' }, list: { says: 'a list', label: 'What is listed', hint: 'Its amounts are stated below, under Lists' },
}

/** What staff are set against: residents of some ages, people on registers, or a list. */
export function NeedFields({ id, label, need, none = false, troubles, onChange }: { id: string; label: string; need: DraftNeed; none?: boolean; troubles: readonly Trouble[]; onChange: (need: DraftNeed) => void }) {
  const kinds = (none ? ['none', 'population', 'registers', 'list'] : ['population', 'registers', 'list']) as DraftNeed['of'][]
  return (
    <>
      <ChoiceField id={id} label={label} troubles={troubles} value={need.of} choices={kinds.map((kind) => ({ value: kind, says: needWords[kind].says }))} onPick={(of) => onChange({ of: of as DraftNeed['of'], detail: '' })} />
      {need.of === 'none' ? null : <TextField id={`${id}-detail`} label={needWords[need.of].label} hint={needWords[need.of].hint} troubles={troubles} value={need.detail} onType={(detail) => onChange({ ...need, detail })} />}
    </>
  )
}

/** Whose judgement a line is, and how good. */
export function Judged({ id, what, line, troubles, onChange }: { id: string; what: string; line: Pick<DraftRole, 'source' | 'grade' | 'madeUp'>; troubles: readonly Trouble[]; onChange: (part: Partial<Pick<DraftRole, 'source' | 'grade' | 'madeUp'>>) => void }) {
  return (
    <>
      <TextField id={`${id}-source`} label="Who says so" hint="Source of what is stated here" troubles={troubles} value={line.source} onType={(source) => onChange({ source })} />
      <ChoiceField id={`${id}-grade`} label="How good" troubles={troubles} value={line.grade} choices={grades} onPick={(grade) => onChange({ grade: grade as DraftRole['grade'] })} />
      <span className="cdr-making__checks">
        <label>
          <input type="checkbox" checked={line.madeUp} onChange={(event) => onChange({ madeUp: event.target.checked })} />
          Made up for the demonstration<span className="nhsuk-u-visually-hidden">: {what}</span>
        </label>
      </span>
    </>
  )
}

/** Lines of one kind, and a way to add another. */
export function Lines({ title, add, id, onAdd, children }: { title: string; add: string; id: string; onAdd: () => void; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children}
      <button type="button" id={id} className="cdr-action" onClick={onAdd}>
        {add}
      </button>
    </section>
  )
}

/** Take a line out. */
export function Remove({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" className="cdr-action" onClick={onRemove}>
      Remove<span className="nhsuk-u-visually-hidden"> {what}</span>
    </button>
  )
}

const grades = [{ value: 'A', says: 'A: measured here' }, { value: 'B', says: 'B: measured elsewhere' }, { value: 'C', says: 'C: published' }, { value: 'D', says: 'D: judgement' }] as const

/** Lines as choices, by what they are called so far. */
export function chosen(lines: readonly { readonly key: string; readonly name: string }[]) {
  return lines.map((line, place) => ({ value: line.key, says: line.name || `unnamed ${place + 1}` }))
}

/** A key that no line has yet. */
export function freshKey(stem: string, lines: readonly { readonly key: string }[]): string {
  for (let at = lines.length + 1; ; at++) if (!lines.some(({ key }) => key === `${stem}-${at}`)) return `${stem}-${at}`
}
