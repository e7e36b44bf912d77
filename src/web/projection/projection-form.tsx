import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { AmountField, ChoiceField, TroubleSummary } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'
import type { ProjectionSearch } from '../search.ts'
import { DemandFileField, demandFileId, demandTextOf, readDemandText } from './demand-file-field.tsx'
import { DemandMethodField } from './demand-method-field.tsx'
import { checkField, fields, shownValue, staffPerField } from './projection-fields.ts'
import type { Field } from './projection-fields.ts'

type Typed = Readonly<Record<string, string>>

/** The assumptions a reader may set. A value we cannot use is named first, above the form, in the same words as at its field. */
export function ProjectionForm({ search, used }: { search: ProjectionSearch; used: Readonly<Record<string, number>> }) {
  const navigate = useNavigate({ from: '/projection' })
  const [typed, setTyped] = useState<Typed>({})
  const [tries, setTries] = useState(0)
  const [refused, setRefused] = useState<{ readonly text: string; readonly says: string } | null>(null)
  const type = (name: string, text: string) => setTyped({ ...typed, [name]: text })
  const value = (field: Field) => typed[field.name] ?? shownValue(field, search[field.name], used)
  const method = typed['demandMethod'] ?? methodIn(search)
  const text = typed[demandFileId] ?? demandTextOf(search.demand)
  const shown = takesStandard(method) ? [...fields, staffPerField] : fields
  const troubles: Trouble[] = [...(method === 'file' ? fileTroubles(text, refused) : []), ...shown.flatMap((field) => troubleOf(field, value(field)))]
  const fromLink = shown.some((field) => search[field.name] !== undefined && typed[field.name] === undefined && checkField(field, value(field)) !== null)
  const showing = tries > 0 || fromLink ? troubles : []
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (troubles.length > 0) return
    const read = method === 'file' ? await readDemandText(text) : null
    if (read !== null && 'says' in read) return setRefused({ text, says: read.says })
    const numbers = Object.fromEntries(shown.map((field) => [field.name, field.name in typed ? field.read(value(field)) : search[field.name]]))
    void navigate({ search: (previous) => ({ ...previous, ...numbers, unit: typed['unit'] ?? previous.unit, ...methodTyped(method, typed, previous, read?.demand) }), resetScroll: false })
    setTyped({})
    setTries(0)
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} aria-label="Assumptions of the projection">
      <TroubleSummary troubles={showing} tries={tries} />
      <div className="cdr-form cdr-form--fields">
        <ChoiceField id="unit" label="Counted in" hint="Part-time staff count as a part" wide troubles={[]} value={typed['unit'] ?? search.unit ?? 'fte'} choices={units} onPick={(unit) => type('unit', unit)} />
        <DemandMethodField search={search} method={method} condition={typed['condition'] ?? search.condition ?? ''} onPick={(change) => setTyped({ ...typed, ...change })} />
        {method === 'file' ? <DemandFileField text={text} troubles={showing} onBring={(brought) => type(demandFileId, brought)} /> : null}
        {shown.map((field) => (
          <AmountField key={field.name} id={field.name} label={field.label} hint={field.hint} unit={field.unit} troubles={showing} value={value(field)} onType={(amount) => type(field.name, amount)} />
        ))}
        <button type="submit" className="nhsuk-button">
          Project
        </button>
      </div>
    </form>
  )
}

const units = [
  { value: 'fte', says: 'full-time equivalents' },
  { value: 'headcount', says: 'people' },
]

/** The method an address asks for. */
function methodIn({ demand, demandMethod }: ProjectionSearch): string {
  return demand === undefined ? (demandMethod ?? 'growth') : 'file'
}

/** Whether a method sets staff against people, and so takes a standard. */
function takesStandard(method: string): boolean {
  return method === 'ratio' || method === 'prevalence'
}

function troubleOf(field: Field, text: string): Trouble[] {
  const says = checkField(field, text)
  return says === null ? [] : [{ field: field.name, says }]
}

/** A file that was refused stays so until its text changes. */
function fileTroubles(text: string, refused: { readonly text: string; readonly says: string } | null): Trouble[] {
  if (text.trim() === '') return [{ field: demandFileId, says: 'Choose a demand file, or paste its text' }]
  return refused?.text === text ? [{ field: demandFileId, says: refused.says }] : []
}

/** The part of the address that says how need is reckoned: one method at a time. */
function methodTyped(method: string, typed: Typed, previous: ProjectionSearch, demand: string | undefined): Pick<ProjectionSearch, 'demandMethod' | 'condition' | 'staffPer' | 'demand'> {
  return {
    demand: method === 'file' ? demand : undefined,
    demandMethod: method === 'file' || method === 'growth' ? undefined : method,
    condition: method === 'prevalence' ? (typed['condition'] ?? previous.condition) : undefined,
    ...(takesStandard(method) ? {} : { staffPer: undefined }),
  }
}
