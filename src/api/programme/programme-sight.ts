import { sightColumns, type ProgrammeRoleAnswer, type ProgrammeSight } from '../../contract/programme-answer.ts'
import type { ProgrammeRole } from '../../contract/programme.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import { professionNamed, professions, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { isBroad } from './programme-laws.ts'
import { askScene, type ProgrammeScene } from './programme-scene.ts'

type State = ProgrammeSight['cells'][number]
type Column = State['column']

/** Say of every role what each kind of source shows of it here: seen, a part of it, nothing, or that it does not apply. */
export async function programmeSight(scene: ProgrammeScene, roles: readonly ProgrammeRoleAnswer[]): Promise<ProgrammeSight[]> {
  const ask = (measure: string, by: string): Promise<QueryAnswer | Refusal> => askScene(scene, { measure, by, where: [`area=${scene.place.area.code}`] })
  const [vacancies, learners] = [await ask('vacancy_rate', 'profession'), await ask('learner_starts', 'profession')]
  return scene.file.roles.map((role) => {
    const answer = roles.find(({ id }) => id === role.id)!
    return { role: role.id, name: role.name, cells: sightColumns.map((column): State => ({ column, ...cellOf(column, role, answer, { vacancies, learners }) })) }
  })
}

function cellOf(column: Column, role: ProgrammeRole, answer: ProgrammeRoleAnswer, held: { readonly vacancies: QueryAnswer | Refusal; readonly learners: QueryAnswer | Refusal }): Pick<State, 'state' | 'why'> {
  if (column === 'register') return { state: 'not-available', why: 'No source that can be loaded holds a professional register' }
  if (column === 'independent') return role.settings.includes('independent') ? { state: 'not-available', why: 'No source that can be loaded holds staff of independent providers' } : { state: 'not-applicable', why: 'The programme names no independent provider for this role' }
  if (column === 'vacancies') return byProfession(role, held.vacancies, 'vacancies')
  if (column === 'learners') return byProfession(role, held.learners, 'learners')
  const practice = column === 'general practice'
  if (practice ? !role.settings.includes('general practice') : !role.settings.some((one) => one === 'hospital' || one === 'community' || one === 'social care')) return { state: 'not-applicable', why: `The role does not work ${practice ? 'in general practice' : 'in hospitals or the community'}` }
  return staffCell(role, answer, practice)
}

/** What the staff figures show of a role in one sector: its professions say in which they are counted. */
function staffCell(role: ProgrammeRole, { recognised }: ProgrammeRoleAnswer, practice: boolean): Pick<State, 'state' | 'why'> {
  const lines = recognised.filter((_, at) => (sectorOf(role.staff[at]!) === 'General practice' || sectorOf(role.staff[at]!) === 'Primary care networks') === practice)
  const seen = lines.filter(({ figure }) => figure.value !== null)
  if (lines.length === 0) return { state: 'not-available', why: `Nothing in the programme recognises staff of this role ${practice ? 'in general practice' : 'there'}` }
  if (seen.length === lines.length) return { state: 'seen', why: seen.map(({ says }) => says).join(', ') }
  const why = lines.filter(({ figure }) => figure.value === null).map(({ says, figure }) => `${says}: ${figure.why}`).join('; ')
  return { state: seen.length > 0 ? 'part' : 'not-available', why }
}

function sectorOf({ profession, staffGroup }: ProgrammeRole['staff'][number]): string {
  return (profession === undefined ? undefined : professionNamed(profession)?.sector) ?? staffGroupNamed(staffGroup ?? '')?.sector ?? 'Hospital and community'
}

function byProfession(role: ProgrammeRole, answer: QueryAnswer | Refusal, what: string): Pick<State, 'state' | 'why'> {
  if (isRefusal(answer)) return { state: 'not-available', why: `${answer.found}. Needed: ${answer.need}` }
  const wanted = role.staff.flatMap((one) => (isBroad(one) ? namesUnder(one) : [null]))
  const seen = wanted.filter((name) => name !== null && answer.rows.some((row) => row['profession'] === name && row.value !== null))
  const state = seen.length === 0 ? 'not-available' as const : seen.length === wanted.length ? 'seen' as const : 'part' as const
  return { state, why: state === 'seen' ? `${answer.name} by profession` : `${state === 'part' ? 'Some of its professions have none of' : 'None of its professions has'} ${what} here` }
}

/** Professions that a recogniser takes in. */
function namesUnder({ profession, staffGroup }: ProgrammeRole['staff'][number]): (string | null)[] {
  if (profession !== undefined) return [professionNamed(profession)?.profession ?? profession]
  const name = staffGroupNamed(staffGroup ?? '')?.name
  const under = professions.filter((one) => one.staff_group === name).map((one) => one.profession)
  return under.length > 0 ? under : [null]
}
