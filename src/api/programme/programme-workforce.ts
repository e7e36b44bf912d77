import type { ProgrammeFigure, ProgrammeRoleAnswer } from '../../contract/programme-answer.ts'
import type { ProgrammeRecogniser, ProgrammeRole } from '../../contract/programme.ts'
import type { QueryAnswer, QueryRequest, QueryRow } from '../../contract/query.ts'
import { professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { isCountable, sayRecogniser } from './programme-laws.ts'
import { absent, askScene, figureOf, holdsHere, onlyMadeUp, reckoned, type ProgrammeScene } from './programme-scene.ts'

/** Count the staff of every role in the area, and split their time between the stages. Whom nobody can tell apart in the figures is not available, never 0. */
export async function programmeRoles(scene: ProgrammeScene): Promise<ProgrammeRoleAnswer[]> {
  const batch = await askStaff(scene)
  return Promise.all(scene.file.roles.map(async (role) => sayRole(scene, role, await Promise.all(role.staff.map((one) => countStaff(scene, one, batch))))))
}

/** Staff of one role in the area; null where they cannot all be counted. */
export async function staffOfRole(scene: ProgrammeScene, role: ProgrammeRole): Promise<ProgrammeFigure> {
  const batch = await askStaff(scene)
  return sumOf(await Promise.all(role.staff.map((one) => countStaff(scene, one, batch))), role)
}

/** One question that serves every profession of an area, and the filter that its source has to be named by, if any. */
interface Batch { readonly answer: QueryAnswer | Refusal; readonly source: readonly string[] }

/** Ask for the staff of an area. Returns of employers cover part of the workforce, so they answer only where nothing else does, and are named. */
async function askStaff(scene: ProgrammeScene): Promise<Batch> {
  const answer = await askScene(scene, inArea(scene, 'profession,sector'))
  if (!isRefusal(answer)) return { answer, source: [] }
  const returned = await askScene(scene, inArea(scene, 'profession,sector', returnsOnly))
  return isRefusal(returned) ? { answer, source: [] } : { answer: returned, source: [returnsOnly] }
}

const returnsOnly = 'source=staff-return'

interface Counted { readonly says: string; readonly figure: ProgrammeFigure }

function inArea({ place }: Pick<ProgrammeScene, 'place'>, by: string, ...where: string[]): QueryRequest {
  return { measure: 'fte', by, where: [`area=${place.area.code}`, ...where], ...(place.mapAsked === null ? {} : { map: place.mapAsked }) }
}

/** One question serves every profession of the source that answers; what it does not hold is asked for by itself. */
async function countStaff(scene: ProgrammeScene, one: ProgrammeRecogniser, { answer: batch, source }: Batch): Promise<Counted> {
  const says = sayRecogniser(one)
  if (!isCountable(one)) return { says, figure: absent('not-available', 'FTE', whyUncounted(one)) }
  const known = one.profession === undefined ? null : professionNamed(one.profession)
  const profession = known?.profession ?? one.profession ?? null
  // Sources of other sectors have professions of the same name: physiotherapists of networks are not those of hospitals.
  const isMeant = (row: QueryRow): boolean => row['profession'] === profession && (known === null || row['sector'] === known.sector)
  const found = profession === null || one.staffGroup !== undefined || one.band !== undefined || isRefusal(batch) ? undefined : batch.rows.filter(isMeant)
  if (found?.length === 1) return { says, figure: figureOf(batch, inArea(scene, 'profession,sector', ...source), 'FTE', isMeant) }
  const filters = [...(profession === null ? [] : [`profession=${profession}`]), ...(known === null ? [] : [`sector=${known.sector}`]), ...(one.staffGroup === undefined ? [] : [`staff_group=${staffGroupNamed(one.staffGroup)?.name ?? one.staffGroup}`]), ...(one.band === undefined ? [] : [`band=${one.band}`])]
  const request = inArea(scene, '', ...filters, ...source)
  const answer = await askScene(scene, request)
  const figure = figureOf(answer, request, 'FTE')
  return { says, figure: isRefusal(answer) ? { ...figure, why: whyNot(answer, says) } : figure }
}

/** Why staff cannot be counted, in words about them and not about words that were looked for. */
function whyNot({ code, found, need }: Refusal, says: string): string {
  if (['unknown-value', 'staff-group-not-held', 'dimension-not-held'].includes(code)) return `No source that is loaded counts them here: ${says}`
  return `${found} (${need})`
}

/** Staff whom no profession or staff group tells apart. */
function whyUncounted({ occupationCodes, areaOfWork }: ProgrammeRecogniser): string {
  const missing = [...(occupationCodes === undefined ? [] : ['occupation code']), ...(areaOfWork === undefined ? [] : ['area of work'])]
  return missing.length > 0 ? `The figures that are held are not split by ${missing.join(' and ')}` : 'Staff known by job role alone are not counted: they would be counted again with their profession'
}

function sayRole(scene: ProgrammeScene, role: ProgrammeRole, recognised: Counted[]): ProgrammeRoleAnswer {
  const staff = sumOf(recognised, role)
  const holds = holdsHere(role, scene)
  return {
    id: role.id, name: role.name, settings: [...role.settings], staff, recognised, source: role.source, grade: role.grade,
    time: holds ? role.time.map(({ stage, share }) => ({ stage, share, fte: staff.value === null ? null : staff.value * share })) : [],
    timeWhy: holds ? null : `How ${role.name.toLowerCase()} split their time was ${onlyMadeUp}`,
    outside: holds ? Math.max(0, 1 - role.time.reduce((sum, { share }) => sum + share, 0)) : null,
  }
}

/** Staff of several recognisers together: a sum of which a part is missing is no sum. */
function sumOf(recognised: readonly Counted[], { name }: ProgrammeRole): ProgrammeFigure {
  const [first] = recognised
  if (recognised.length === 1 && first !== undefined) return first.figure
  const missing = recognised.filter(({ figure }) => figure.value === null)
  if (missing.length > 0) return absent(missing[0]!.figure.status, 'FTE', `Not all of ${name.toLowerCase()} can be counted: ${missing.map(({ says, figure }) => `${says} (${figure.why})`).join('; ')}`)
  const status = recognised.some(({ figure }) => figure.status === 'estimated') ? 'estimated' as const : 'ok' as const
  return reckoned(recognised.reduce((sum, { figure }) => sum + figure.value!, 0), 'FTE', `Sum of ${recognised.map(({ says }) => says).join(', ')}`, status)
}
