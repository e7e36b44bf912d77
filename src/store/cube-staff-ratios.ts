import { bases, withSeldom, type Basis } from '../dataset/basis.ts'
import { declaredMeasure } from '../dataset/measures.ts'
import { staffGroupNamed, type StaffGroup } from '../reference/staff-group-tree.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { chooseBasis, columnsOf } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readChosen, readDirect, type Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import type { Question } from './cube-question.ts'
import { keyOf } from './cube-rates.ts'
import { sameDates } from './cube-vacancy.ts'

/** FTE for every person in post, both of the same source and date. Errors: those of cube-choose.ts. */
export async function readParticipation(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const choice = await chooseBasis(context, question, question.measure.bases)
  if (isRefusal(choice)) return choice
  const people = await readChosen(context, question, choice)
  if (isRefusal(people)) return people
  const inFte: Basis = choice.holding.basis.table === 'staff' ? bases.recordsFte : bases.countsFte
  const work = await readChosen(context, question, { ...choice, holding: { ...choice.holding, basis: { ...choice.holding.basis, ...withSeldom(inFte, columnsOf(question)) } } })
  return isRefusal(work) ? work : overEach(work, people, (fte, heads) => (heads === 0 ? null : fte / heads))
}

/** How qualified clinical staff and those who support them are mixed, in FTE of one source and date. Errors: those of cube-choose.ts. */
export async function readSkillMix(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const ofGroup = (group: StaffGroup): Question => ({ ...question, measure: declaredMeasure('fte'), group })
  const qualified = await readDirect(context, ofGroup(groupOf('Professionally qualified clinical staff')), question.measure.bases)
  if (isRefusal(qualified)) return qualified
  const [choice] = qualified.choices
  const when = choice === undefined ? question.when : sameDates(question, choice.dates)
  const support = await readDirect(context, { ...ofGroup(groupOf('Support to clinical staff')), source: choice?.holding.source ?? null, when }, question.measure.bases)
  if (isRefusal(support)) return support
  const mix = question.measure.id === 'skill_ratio' ? (own: number, help: number) => (own === 0 ? null : help / own) : (own: number, help: number) => (own + help === 0 ? null : (own / (own + help)) * 100)
  return overEach(qualified, support, mix)
}

function groupOf(name: string): StaffGroup {
  const found = staffGroupNamed(name)
  if (!found) throw new Error(`no staff group is called ${name}`)
  return found
}

/** Put two frames of the same cells together. A cell that one of them lacks has no figure: nobody there and nothing recorded look alike. */
function overEach(one: Figures, other: Figures, of: (one: number, other: number) => number | null): Figures {
  const together = (rows: readonly FrameRow[], others: readonly FrameRow[]): FrameRow[] => {
    const held = new Map(others.map((row) => [keyOf(row, row.date), row]))
    return rows.map((row) => {
      const beside = held.get(keyOf(row, row.date))
      const value = row.value === null || beside === undefined || beside.value === null ? null : of(row.value, beside.value)
      return { ...row, value, status: value === null ? 'not-available' : beside?.status === 'estimated' ? 'estimated' : row.status }
    })
  }
  return { ...one, rows: together(one.rows, other.rows), totals: together(one.totals, other.totals), overall: together(one.overall, other.overall), choices: [...one.choices, ...other.choices], notes: [...new Set([...one.notes, ...other.notes])] }
}
