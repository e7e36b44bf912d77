import { ChoiceField, FieldGroup, TextField } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'
import { emptyList, emptyTarget, withList } from './programme-draft.ts'
import type { DraftCompare, DraftList, DraftRole, DraftTarget, ProgrammeDraft } from './programme-draft.ts'
import { freshKey, Judged, Lines, NeedFields, Remove } from './programme-form-fields.tsx'

interface Part { readonly draft: ProgrammeDraft; readonly troubles: readonly Trouble[]; readonly onChange: (draft: ProgrammeDraft) => void }

/** What a programme says besides stages, roles and standards: amounts of lists by area, targets, what is compared, what is followed over time. */
export function FurtherLines({ draft, troubles, onChange }: Part) {
  return (
    <>
      <Lines title="Lists: need that nothing that can be loaded holds" add="Add a list" id="add-list" onAdd={() => onChange({ ...draft, lists: [...draft.lists, emptyList(freshKey('list', draft.lists))] })}>
        {draft.lists.map((list, at) => (
          <ListLine key={list.key} list={list} at={at} troubles={troubles} onChange={(next) => onChange(withList(draft, next))} onRemove={() => onChange({ ...draft, lists: draft.lists.filter(({ key }) => key !== list.key) })} />
        ))}
      </Lines>
      <Lines title="Targets set for the programme" add="Add a target" id="add-target" onAdd={() => onChange({ ...draft, targets: [...draft.targets, emptyTarget(freshKey('target', draft.targets))] })}>
        {draft.targets.map((target, at) => (
          <TargetLine key={target.key} target={target} at={at} troubles={troubles} onChange={(next) => onChange({ ...draft, targets: draft.targets.map((one) => (one.key === target.key ? next : one)) })} onRemove={() => onChange({ ...draft, targets: draft.targets.filter(({ key }) => key !== target.key) })} />
        ))}
      </Lines>
      <section aria-label="What is compared">
        <h3>What is compared</h3>
        <CompareFields compare={draft.compare} roles={draft.roles} troubles={troubles} onChange={(compare) => onChange({ ...draft, compare })} />
      </section>
      <section aria-label="What is followed over time">
        <h3>What is followed over time</h3>
        <div className="cdr-making__line">
          <TextField id="programme-trends" wide label="Registers" hint="Names of disease registers, parted by commas; at most four" troubles={troubles} value={draft.trends} onType={(trends) => onChange({ ...draft, trends })} />
          <FieldGroup id="programme-pipeline" wide label="Professions whose learners are followed" hint="One on each line; at most six" troubles={troubles}>
            {(ties) => <textarea {...ties} rows={2} value={draft.pipeline} onChange={(event) => onChange({ ...draft, pipeline: event.target.value })} />}
          </FieldGroup>
        </div>
      </section>
    </>
  )
}

function ListLine({ list, at, troubles, onChange, onRemove }: { list: DraftList; at: number; troubles: readonly Trouble[]; onChange: (list: DraftList) => void; onRemove: () => void }) {
  const { key } = list
  const name = list.name || `list ${at + 1}`
  return (
    <div className="cdr-making__line">
      <TextField id={`${key}-name`} label={`List ${at + 1}`} hint="What is counted, such as people who wait" troubles={troubles} value={list.name} onType={(text) => onChange({ ...list, name: text })} />
      <FieldGroup id={`${key}-amounts`} wide label={`Amounts of ${name} by area`} hint="One line each: area; how many; day, such as 2026-03-31; who says so" troubles={troubles}>
        {(ties) => <textarea {...ties} rows={2} value={list.amounts} onChange={(event) => onChange({ ...list, amounts: event.target.value })} />}
      </FieldGroup>
      <Remove what={name} onRemove={onRemove} />
    </div>
  )
}

function TargetLine({ target, at, troubles, onChange, onRemove }: { target: DraftTarget; at: number; troubles: readonly Trouble[]; onChange: (target: DraftTarget) => void; onRemove: () => void }) {
  const { key } = target
  const name = target.name || `target ${at + 1}`
  return (
    <div className="cdr-making__line">
      <TextField id={`${key}-name`} label={`Target ${at + 1}`} troubles={troubles} value={target.name} onType={(text) => onChange({ ...target, name: text })} />
      <TextField id={`${key}-says`} wide label="What it says" troubles={troubles} value={target.says} onType={(says) => onChange({ ...target, says })} />
      <TextField id={`${key}-by`} label="By" hint="A day, such as 2029-03-31; empty when none is set" troubles={troubles} value={target.by} onType={(by) => onChange({ ...target, by })} />
      <Judged id={key} what={name} line={target} troubles={troubles} onChange={(part) => onChange({ ...target, ...part })} />
      <Remove what={name} onRemove={onRemove} />
    </div>
  )
}

const levels = [{ value: 'none', says: 'nothing' }, { value: 'network', says: 'networks' }, { value: 'ics', says: 'integrated care systems' }, { value: 'region', says: 'regions' }, { value: 'place', says: 'places' }] as const
const wordsOf: Readonly<Record<(typeof levels)[number]['value'], readonly [one: string, many: string]>> = { none: ['', ''], network: ['network', 'networks'], ics: ['integrated care system', 'integrated care systems'], region: ['region', 'regions'], place: ['place', 'places'] }

/** Which areas are set beside each other, by the staff of which roles for how many people. */
function CompareFields({ compare, roles, troubles, onChange }: { compare: DraftCompare; roles: readonly DraftRole[]; troubles: readonly Trouble[]; onChange: (compare: DraftCompare) => void }) {
  const pick = (text: string) => {
    const level = text as DraftCompare['level']
    onChange({ ...compare, level, one: wordsOf[level][0], many: wordsOf[level][1] })
  }
  const trouble = troubles.find(({ field }) => field === 'compare-roles')
  return (
    <div className="cdr-making__line">
      <ChoiceField id="compare-level" label="Areas set beside each other" troubles={troubles} value={compare.level} choices={levels} onPick={pick} />
      {compare.level === 'none' ? null : (
        <>
          <TextField id="compare-naming" label="Words in their names" hint="Where a level has several kinds, such as cardiac; all of them when empty" troubles={troubles} value={compare.naming} onType={(naming) => onChange({ ...compare, naming })} />
          <TextField id="compare-one" label="One of them is called" troubles={troubles} value={compare.one} onType={(one) => onChange({ ...compare, one })} />
          <TextField id="compare-many" label="Several are called" troubles={troubles} value={compare.many} onType={(many) => onChange({ ...compare, many })} />
          <fieldset className="cdr-making__part cdr-making__wide" id="compare-roles" tabIndex={-1}>
            <legend>Roles that are counted together</legend>
            {trouble === undefined ? null : <span className="nhsuk-error-message">{trouble.says}</span>}
            <span className="cdr-making__checks">
              {roles.map(({ key, name }, at) => (
                <label key={key}>
                  <input type="checkbox" checked={compare.roles.includes(key)} onChange={(event) => onChange({ ...compare, roles: event.target.checked ? [...compare.roles, key] : compare.roles.filter((one) => one !== key) })} />
                  {name || `role ${at + 1}`}
                </label>
              ))}
            </span>
          </fieldset>
          <TextField id="compare-per" label="FTE for every so many" troubles={troubles} value={compare.per} onType={(per) => onChange({ ...compare, per })} />
          <NeedFields id="compare-need" label="of" need={compare.need} troubles={troubles} onChange={(need) => onChange({ ...compare, need })} />
        </>
      )}
    </div>
  )
}
