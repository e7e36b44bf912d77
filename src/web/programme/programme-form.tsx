import '../styles/programme.css'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { ProgrammeHeld } from '../../contract/programme.ts'
import { problemOf } from '../ask/ask.ts'
import { ChoiceField, FieldGroup, TextField, TroubleSummary } from '../data/form-fields.tsx'
import type { Trouble } from '../data/form-fields.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { ProgrammeActions } from './programme-actions.tsx'
import type { Checked } from './programme-actions.tsx'
import { emptyRole, emptyStage, emptyStandard, fieldOf, fileOf } from './programme-draft.ts'
import type { DraftRole, DraftStage, DraftStandard, ProgrammeDraft } from './programme-draft.ts'
import { chosen, freshKey, Judged, Lines, NeedFields, Remove } from './programme-form-fields.tsx'
import { FurtherLines } from './programme-further-lines.tsx'
import { checkText } from './programme-questions.ts'

/** Make or change a programme: stages, roles, standards of need, lists, targets, and what is compared and followed. What is wrong stands above the form and beside its field, in the same words. */
export function ProgrammeForm({ start, held }: { start: ProgrammeDraft; held: ProgrammeHeld | null }) {
  const [draft, setDraft] = useState(start)
  const [troubles, setTroubles] = useState<readonly Trouble[]>([])
  const [tries, setTries] = useState(0)
  const [error, setError] = useState<unknown>(null)
  const check = async (): Promise<Checked | null> => {
    setError(null)
    try {
      const checked = await checkText(JSON.stringify(fileOf(draft)))
      setTroubles(firstPerField(checked.troubles.map(({ at, says }) => ({ field: fieldOf(at, draft), says: sayTrouble(at, says) }))))
      setTries(tries + 1)
      return checked.file === null || checked.yaml === null ? null : { file: checked.file, yaml: checked.yaml }
    } catch (thrown) {
      setError(thrown)
      return null
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void check()
  }
  return (
    <form noValidate onSubmit={submit} aria-label="Programme" className="cdr-making">
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      <TroubleSummary troubles={troubles} tries={tries} />
      <div className="cdr-making__line">
        <TextField id="programme-name" label="Name of the programme" troubles={troubles} value={draft.name} onType={(name) => setDraft({ ...draft, name })} />
        <TextField id="programme-about" wide label="What it is" hint="One sentence" troubles={troubles} value={draft.about} onType={(about) => setDraft({ ...draft, about })} />
      </div>
      <Lines title="Stages of the pathway" add="Add a stage" id="add-stage" onAdd={() => setDraft({ ...draft, stages: [...draft.stages, emptyStage(freshKey('stage', draft.stages))] })}>
        {draft.stages.map((stage, at) => (
          <StageLine key={stage.key} stage={stage} at={at} troubles={troubles} onChange={(next) => setDraft({ ...draft, stages: draft.stages.map((one) => (one.key === stage.key ? next : one)) })} onRemove={() => setDraft({ ...draft, stages: draft.stages.filter(({ key }) => key !== stage.key), standards: draft.standards.filter((one) => one.stage !== stage.key) })} />
        ))}
      </Lines>
      <Lines title="Roles" add="Add a role" id="add-role" onAdd={() => setDraft({ ...draft, roles: [...draft.roles, emptyRole(freshKey('role', draft.roles))] })}>
        {draft.roles.map((role, at) => (
          <RoleLine key={role.key} role={role} at={at} stages={draft.stages} troubles={troubles} onChange={(next) => setDraft({ ...draft, roles: draft.roles.map((one) => (one.key === role.key ? next : one)) })} onRemove={() => setDraft({ ...draft, roles: draft.roles.filter(({ key }) => key !== role.key), standards: draft.standards.filter((one) => one.role !== role.key) })} />
        ))}
      </Lines>
      <Lines title="Standards of need: without one there is no gap" add="Add a standard" id="add-standard" onAdd={() => setDraft({ ...draft, standards: [...draft.standards, emptyStandard(freshKey('standard', draft.standards), draft.stages[0]?.key ?? '', draft.roles[0]?.key ?? '')] })}>
        {draft.standards.map((standard, at) => (
          <StandardLine key={standard.key} standard={standard} at={at} draft={draft} troubles={troubles} onChange={(next) => setDraft({ ...draft, standards: draft.standards.map((one) => (one.key === standard.key ? next : one)) })} onRemove={() => setDraft({ ...draft, standards: draft.standards.filter(({ key }) => key !== standard.key) })} />
        ))}
      </Lines>
      <FurtherLines draft={draft} troubles={troubles} onChange={setDraft} />
      <ProgrammeActions check={check} held={held} />
    </form>
  )
}

function StageLine({ stage, at, troubles, onChange, onRemove }: { stage: DraftStage; at: number; troubles: readonly Trouble[]; onChange: (stage: DraftStage) => void; onRemove: () => void }) {
  const { key } = stage
  return (
    <div className="cdr-making__line">
      <TextField id={`${key}-name`} label={`Stage ${at + 1}`} troubles={troubles} value={stage.name} onType={(name) => onChange({ ...stage, name })} />
      <TextField id={`${key}-says`} label="What is done there" troubles={troubles} value={stage.says} onType={(says) => onChange({ ...stage, says })} />
      <NeedFields id={`${key}-need`} label="Need" need={stage.need} none troubles={troubles} onChange={(need) => onChange({ ...stage, need })} />
      <Remove what={stage.name || `stage ${at + 1}`} onRemove={onRemove} />
    </div>
  )
}

const settings = ['hospital', 'community', 'general practice', 'pharmacy', 'independent', 'social care'] as const

function RoleLine({ role, at, stages, troubles, onChange, onRemove }: { role: DraftRole; at: number; stages: readonly DraftStage[]; troubles: readonly Trouble[]; onChange: (role: DraftRole) => void; onRemove: () => void }) {
  const { key } = role
  const name = role.name || `role ${at + 1}`
  return (
    <div className="cdr-making__line">
      <TextField id={`${key}-name`} label={`Role ${at + 1}`} troubles={troubles} value={role.name} onType={(text) => onChange({ ...role, name: text })} />
      <FieldGroup id={`${key}-staff`} wide label={`How ${name} are recognised`} hint="One line each: Profession, Staff group, Job role, Area of work or Occupation codes, a colon, and the words" troubles={troubles}>
        {(ties) => <textarea {...ties} rows={2} value={role.staff} onChange={(event) => onChange({ ...role, staff: event.target.value })} />}
      </FieldGroup>
      <fieldset className="cdr-making__part cdr-making__wide" id={`${key}-settings`} tabIndex={-1}>
        <legend>Where {name} work</legend>
        <span className="cdr-making__checks">
          {settings.map((setting) => (
            <label key={setting}>
              <input type="checkbox" checked={role.settings.includes(setting)} onChange={(event) => onChange({ ...role, settings: event.target.checked ? [...role.settings, setting] : role.settings.filter((one) => one !== setting) })} />
              {setting}
            </label>
          ))}
        </span>
      </fieldset>
      <fieldset className="cdr-making__part cdr-making__wide" id={`${key}-time`} tabIndex={-1}>
        <legend>Time of {name}, in per cent; what is left over is work outside the programme</legend>
        {troubles.find(({ field }) => field === `${key}-time`) === undefined ? null : <span className="nhsuk-error-message">{troubles.find(({ field }) => field === `${key}-time`)?.says}</span>}
        <div className="cdr-making__shares">
          {stages.map((stage, place) => (
            <TextField key={stage.key} id={`${key}-time-${stage.key}`} label={stage.name || `Stage ${place + 1}`} troubles={troubles} value={role.time[stage.key] ?? ''} onType={(text) => onChange({ ...role, time: { ...role.time, [stage.key]: text } })} />
          ))}
        </div>
      </fieldset>
      <Judged id={key} what={name} line={role} troubles={troubles} onChange={(part) => onChange({ ...role, ...part })} />
      <Remove what={name} onRemove={onRemove} />
    </div>
  )
}

function StandardLine({ standard, at, draft, troubles, onChange, onRemove }: { standard: DraftStandard; at: number; draft: ProgrammeDraft; troubles: readonly Trouble[]; onChange: (standard: DraftStandard) => void; onRemove: () => void }) {
  const { key } = standard
  return (
    <div className="cdr-making__line">
      <ChoiceField id={`${key}-stage`} label={`Standard ${at + 1}: stage`} troubles={troubles} value={standard.stage} choices={chosen(draft.stages)} onPick={(stage) => onChange({ ...standard, stage })} />
      <ChoiceField id={`${key}-role`} label="Role" troubles={troubles} value={standard.role} choices={chosen(draft.roles)} onPick={(role) => onChange({ ...standard, role })} />
      <TextField id={`${key}-fte`} label="FTE" troubles={troubles} value={standard.fte} onType={(fte) => onChange({ ...standard, fte })} />
      <TextField id={`${key}-per`} label="for every so many" troubles={troubles} value={standard.per} onType={(per) => onChange({ ...standard, per })} />
      <NeedFields id={`${key}-need`} label="of" need={standard.need} troubles={troubles} onChange={(need) => onChange({ ...standard, need })} />
      <Judged id={key} what={`standard ${at + 1}`} line={standard} troubles={troubles} onChange={(part) => onChange({ ...standard, ...part })} />
      <Remove what={`standard ${at + 1}`} onRemove={onRemove} />
    </div>
  )
}

/** One trouble is said at each field: the next comes when it is mended. */
function firstPerField(troubles: readonly Trouble[]): Trouble[] {
  return troubles.filter(({ field }, at) => troubles.findIndex((one) => one.field === field) === at)
}

/** What the check says, with what was meant where it speaks of a shape. */
function sayTrouble(at: string, says: string): string {
  const [part = '', place = '', name = ''] = at.split('.')
  const which: Readonly<Record<string, string>> = { stages: 'Stage', roles: 'Role', standards: 'Standard', lists: 'List', targets: 'Target' }
  const fields: Readonly<Record<string, string>> = { name: 'name', says: 'what is done there', staff: 'how they are recognised', settings: 'where they work', time: 'time', source: 'who says so', fte: 'FTE', per: 'for every so many', base: 'need', need: 'need', about: 'What it is', by: 'by when', amounts: 'what is stated', trends: 'registers followed', pipeline: 'professions whose learners are followed', words: 'what such an area is called', roles: 'roles', naming: 'words in the name' }
  if (part === 'compare') return `What is compared${fields[place] === undefined ? '' : `, ${fields[place]}`}: ${says}`
  const words = which[part] === undefined ? (fields[part] ?? part) : `${which[part]} ${Number(place) + 1}${name === '' || fields[name] === undefined ? '' : `, ${fields[name]}`}`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${says}`
}
