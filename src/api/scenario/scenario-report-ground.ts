import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { modelNamed } from '../model-register.ts'
import type { Paper, PaperPart } from '../paper/paper.ts'
import { lastChanged, type PlanRecord } from '../plan/plan-record.ts'
import { saySigned } from '../say.ts'
import type { ReportSource } from './scenario-report-source.ts'
import { printEnds, printValue } from './scenario-report-words.ts'

type Section = Paper['sections'][number]
const names = (...all: readonly string[]): { name: string }[] => all.map((name) => ({ name }))
const kinds = { fact: 'facts', trend: 'trends', lever: 'levers', uncertainty: 'uncertainties' } as const

/** The assumptions log: what is known, what is carried on, what somebody decides, what nobody knows. */
export function assumptionSection({ answer: { inputs }, document, record }: ReportSource): Section {
  const rows = inputs.map(({ kind, id, says, value, unit, low, high, source, grade, acts }) => {
    const stated = document.assumptions.find((one) => one.id === id)
    const changed = record === null || (stated === undefined && kind !== 'lever') ? null : lastChanged(record.edits, kind === 'lever' ? `levers/${id}` : `assumptions/${id}`)
    return [`${id}: ${says}${acts ? '' : ' (written down, not reckoned with)'}`, kind, printValue(value, unit), printEnds(low, high), source, grade ?? 'not graded', [stated?.owner, changed === null ? undefined : sayDate(changed)].filter((part) => part !== undefined).join(', ')]
  })
  return {
    title: 'The assumptions log',
    parts: [
      { says: `It rests on ${Object.entries(kinds).map(([kind, words]) => `${inputs.filter((input) => input.kind === kind).length} ${words}`).join(', ')}: what is known, what is carried on, what somebody decides, what nobody knows.` },
      { table: { caption: 'Every input, with its range, source and grade (A measured here, B measured elsewhere, C published estimate, D judgement)', columns: names('What', 'Kind', 'Value', '80 % range', 'Source', 'Grade', 'Owner, changed'), rows } },
    ],
  }
}

/** What the range of the gap rests on, widest first. */
export function doubtSection({ sensitivity: { inputs, year }, says, unit }: ScenarioAnswer): Section {
  const rows = inputs.map(({ says: what, kind, gapAtP10, gapAtP90, first, source }) => [what, kind, `${saySigned(gapAtP10, 0)} to ${saySigned(gapAtP90, 0)}`, `${formatNumber(100 * Math.max(0, first), 0)} %`, source])
  return { title: says.sensitivity, parts: [{ table: { caption: `How far each input moves the gap in ${year}, ${unit}, widest first`, columns: [{ name: 'What is not sure' }, { name: 'Kind' }, { name: 'Gap at its ends', numeric: true }, { name: 'Share of the variance', numeric: true }, { name: 'Source' }], rows } }] }
}

/** Manual changes, in force or switched off: always reported. */
export function manualSection({ overrides, unit }: ScenarioAnswer): Section {
  const inForce = overrides.filter((one) => one.inForce).length
  const title = overrides.length === 0 ? 'No manual change was made' : `${overrides.length} manual ${overrides.length === 1 ? 'change' : 'changes'}, ${inForce} in force`
  if (overrides.length === 0) return { title, parts: [{ says: 'Nothing was put by hand. A manual change would stand here whether or not it is in force.' }] }
  const rows = overrides.map(({ what, value, who, when, why, says, effect }) => [`${what}: ${value}`, `${who}, ${sayDate(when)}`, why, says, effect === null ? 'none' : `${saySigned(effect, 0)} ${unit}`])
  return { title, parts: [{ table: { caption: 'Changes made by hand, with what they do to the gap at the last year', columns: names('What', 'By', 'Why', 'How it stands', 'Effect'), rows } }] }
}

/** What was decided, by whom, and who was of another mind; who signed; and what is still open. */
export function decisionSection(record: PlanRecord | null): Section {
  const title = 'Decisions, dissent and sign-off'
  if (record === null) return { title, parts: [{ says: 'Not done, because this is a scenario file and no plan: nobody decided or signed where Cadre keeps it.' }] }
  const { decisions, comments, steps, baseline } = record
  const decided: PaperPart[] = decisions.length === 0 ? [{ says: 'No decision about this plan is written down.' }] : [{ table: {
    caption: 'Decisions', columns: names('What', 'Outcome', 'By', 'Why', 'Of another mind'),
    rows: decisions.map(({ what, outcome, decidedBy, on, because, dissent, replacedBy }) => [what, `${outcome}${replacedBy === null ? '' : ', replaced later'}`, `${decidedBy}, ${sayDate(on)}`, because ?? 'not stated', dissent.length === 0 ? 'nobody' : dissent.map(({ who, why }) => `${who}: ${why}`).join('; ')]),
  } }]
  const open = comments.filter(({ state }) => state === 'open')
  return {
    title,
    parts: [
      ...decided,
      { says: baseline === null ? 'The baseline is not agreed.' : `The baseline was agreed by ${baseline.by} on ${sayDate(baseline.at.slice(0, 10))}: snapshot ${baseline.dataset}, model ${baseline.model}, ${baseline.horizon} years. It is to be agreed anew by ${sayDate(baseline.sunset)}.` },
      ...(steps.length === 0 ? [] : [{ table: { caption: 'Steps', columns: names('Step', 'Version', 'By', 'On', 'Why'), rows: steps.map(({ kind, version, by, at, because }) => [kind.replaceAll('-', ' '), String(version), by, sayDate(at.slice(0, 10)), because ?? '']) } }]),
      { says: open.length === 0 ? 'No comment is open.' : `${open.length} ${open.length === 1 ? 'comment is' : 'comments are'} open:` }, ...(open.length === 0 ? [] : [{ list: open.map(({ about, remarks }) => `${about === '' ? 'The whole' : about}: ${remarks.map(({ by, text }) => `${by}: ${text}`).join(' / ')}`) }]),
    ],
  }
}

/** What it cannot say. */
export function limitSection({ answer: { notes, notAvailable, manifest } }: ReportSource): Section {
  const model = modelNamed(manifest.model)
  return { title: 'What it cannot say', parts: [{ list: [...notes, ...notAvailable.map(({ what, needed }) => `${what}: not available. Needed: ${needed}.`), ...(model === null ? [`${manifest.model} is not in the model register.`] : [`Limits of ${manifest.model}: ${model.limits}.`, `Against the past: ${model.backTest}.`])] }] }
}

/** Where the numbers come from, and how to repeat them. */
export function originSection({ answer: { provenance, manifest }, record }: ReportSource): Section {
  const review = modelNamed(manifest.model)?.review
  const sunset = record?.baseline?.sunset
  return {
    title: 'Where the numbers come from',
    parts: [{ list: [
      `Definition: ${provenance.definition}`, `Formula: ${provenance.formula}`, `Method: ${provenance.method}`,
      `Sources: ${provenance.sources.map(({ title, file, periodTo }) => `${title}: ${file}, to ${sayDate(periodTo)}`).join('; ') || 'no file'}`,
      `Snapshot of the data: ${provenance.snapshot}`, `Run: scenario ${manifest.scenario.slice(0, 12)}, result ${manifest.outputs.slice(0, 12)}, model ${manifest.model}, seed ${manifest.seed}, ${manifest.draws} draws`,
      `Repeat it: ${provenance.repeat}; or with its bundle, which needs no data: cadre run verify FOLDER`,
      sunset === undefined ? review === undefined ? 'No day is set by which it is to be looked at again.' : `Nobody signed it off; the model is to be reviewed by ${sayDate(review)}.` : `To be agreed anew by ${sayDate(sunset)}.`,
    ] }],
  }
}
