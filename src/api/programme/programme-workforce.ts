import type { ProgrammeFigure, ProgrammeRoleAnswer } from '../../contract/programme-answer.ts'
import type { ProgrammeRecogniser, ProgrammeRole } from '../../contract/programme.ts'
import type { QueryAnswer, QueryRequest, QueryRow } from '../../contract/query.ts'
import { sayQuery } from '../../contract/query-command.ts'
import { professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { isBroad, sayRecogniser } from './programme-laws.ts'
import { absent, askScene, figureOf, holdsHere, onlyMadeUp, reckoned, type ProgrammeScene } from './programme-scene.ts'
import { tellApart, type ToldApart } from './programme-told-apart.ts'

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

/** Share of a role’s professions that no other role of the programme counts already; 1 where nobody is told apart. */
export async function shareLeft(scene: ProgrammeScene, role: ProgrammeRole): Promise<number> {
  const batch = await askStaff(scene)
  const counted = await Promise.all(role.staff.map((one) => countStaff(scene, one, batch)))
  const [left, whole] = [counted.reduce((sum, { figure }) => sum + (figure.value ?? 0), 0), counted.reduce((sum, one) => sum + (one.whole ?? 0), 0)]
  return whole > 0 ? left / whole : 1
}

/** One question that serves every profession of an area, the filter that its source has to be named by, if any, and whom records tell apart in the same source. */
interface Batch { readonly answer: QueryAnswer | Refusal; readonly source: readonly string[]; readonly apart: ToldApart }

/** Ask for the staff of an area. Returns of employers cover part of the workforce, so they answer only where nothing else does, and are named. */
async function askStaff(scene: ProgrammeScene): Promise<Batch> {
  const { answer, source } = await askProfessions(scene)
  return { answer, source, apart: await tellApart(scene, answer, source) }
}

async function askProfessions(scene: ProgrammeScene): Promise<Pick<Batch, 'answer' | 'source'>> {
  const answer = await askScene(scene, inArea(scene, 'profession,sector'))
  if (!isRefusal(answer)) return { answer, source: [] }
  const returned = await askScene(scene, inArea(scene, 'profession,sector', returnsOnly))
  return isRefusal(returned) ? { answer, source: [] } : { answer: returned, source: [returnsOnly] }
}

const returnsOnly = 'source=staff-return'

/** `whole` is the figure before those are taken off whom another role counts; `where` singles the staff out in a query. */
interface Counted { readonly says: string; readonly figure: ProgrammeFigure; readonly whole: number | null; readonly where: Readonly<Record<string, string>> | null }

function inArea({ place }: Pick<ProgrammeScene, 'place'>, by: string, ...where: string[]): QueryRequest {
  return { measure: 'fte', by, where: [`area=${place.area.code}`, ...where], ...(place.mapAsked === null ? {} : { map: place.mapAsked }) }
}

/** One question serves every profession of the source that answers; what it does not hold is asked for by itself. */
async function countStaff(scene: ProgrammeScene, one: ProgrammeRecogniser, { answer: batch, source, apart }: Batch): Promise<Counted> {
  const says = sayRecogniser(one)
  if (!isBroad(one)) return countApart(scene, one, source, apart, isRefusal(batch) ? null : batch.asOf)
  const known = one.profession === undefined ? null : professionNamed(one.profession)
  const profession = known?.profession ?? one.profession ?? null
  // Sources of other sectors have professions of the same name: physiotherapists of networks are not those of hospitals.
  const isMeant = (row: QueryRow): boolean => row['profession'] === profession && (known === null || row['sector'] === known.sector)
  const found = profession === null || one.staffGroup !== undefined || one.band !== undefined || isRefusal(batch) ? undefined : batch.rows.filter(isMeant)
  const where = { ...(profession === null ? {} : { profession }), ...(known === null ? {} : { sector: known.sector }), ...(one.staffGroup === undefined ? {} : { staff_group: staffGroupNamed(one.staffGroup)?.name ?? one.staffGroup }), ...(one.band === undefined ? {} : { band: one.band }), ...(source.length === 0 ? {} : { source: source[0]!.slice('source='.length) }) }
  const less = (figure: ProgrammeFigure): Counted => ({ says, where, whole: figure.value, figure: withoutOthers(figure, apart.takenFrom(one)) })
  if (found?.length === 1) return less(figureOf(batch, inArea(scene, 'profession,sector', ...source), 'FTE', isMeant))
  const request = inArea(scene, '', ...Object.entries(where).map(([dimension, value]) => `${dimension}=${value}`))
  const answer = await askScene(scene, request)
  const figure = figureOf(answer, request, 'FTE')
  return less(isRefusal(answer) ? { ...figure, why: whyNot(answer, says) } : figure)
}

/** Staff whom their job role, area of work or occupation code tells apart. */
function countApart(scene: ProgrammeScene, one: ProgrammeRecogniser, source: readonly string[], apart: ToldApart, asOf: string | null): Counted {
  const says = sayRecogniser(one)
  const found = apart.fteOf(one)
  if (typeof found !== 'number') return { says, where: null, whole: null, figure: absent(found.hidden ? 'suppressed' : 'not-available', 'FTE', found.why) }
  return { says, where: null, whole: found, figure: reckoned(found, 'FTE', `FTE in post recorded with ${says}, each person in one role only: ${sayQuery(inArea(scene, 'job_role,area_of_work,occupation_code', ...source))}`, 'ok', asOf) }
}

/** Whoever another role of the programme counts is taken off, so that nobody is counted twice. */
function withoutOthers(figure: ProgrammeFigure, taken: readonly { readonly role: string; readonly fte: number }[]): ProgrammeFigure {
  const others = taken.filter(({ fte }) => fte > 0)
  if (figure.value === null || others.length === 0) return figure
  const less = others.map(({ role, fte }) => `${formatNumber(fte, 1)} who count as ${role.toLowerCase()}`)
  return reckoned(others.reduce((left, { fte }) => left - fte, figure.value), 'FTE', `${formatNumber(figure.value, 1)} FTE (${figure.command ?? figure.reckoned}) less ${less.join(' and ')}`, figure.status, figure.asOf)
}

/** Why staff cannot be counted, in words about them and not about words that were looked for. */
function whyNot({ code, found, need }: Refusal, says: string): string {
  if (['unknown-value', 'staff-group-not-held', 'dimension-not-held'].includes(code)) return `No source that is loaded counts them here: ${says}`
  return `${found} (${need})`
}

function sayRole(scene: ProgrammeScene, role: ProgrammeRole, recognised: Counted[]): ProgrammeRoleAnswer {
  const staff = sumOf(recognised, role)
  const holds = holdsHere(role, scene)
  return {
    id: role.id, name: role.name, settings: [...role.settings], staff, recognised: recognised.map(({ says, figure }) => ({ says, figure })), where: whereOf(recognised), source: role.source, grade: role.grade,
    time: holds ? role.time.map(({ stage, share }) => ({ stage, share, fte: staff.value === null ? null : staff.value * share })) : [],
    timeWhy: holds ? null : `How ${role.name.toLowerCase()} split their time was ${onlyMadeUp}`,
    outside: holds ? Math.max(0, 1 - role.time.reduce((sum, { share }) => sum + share, 0)) : null,
  }
}

/** Filters that single out the whole of a role, where one question does. */
function whereOf([one, ...others]: readonly Counted[]): ProgrammeRoleAnswer['where'] {
  return one === undefined || others.length > 0 || one.where === null || one.whole === null ? null : { ...one.where }
}

/** Staff of several recognisers together: a sum of which a part is missing is no sum. */
function sumOf(recognised: readonly Counted[], { name }: ProgrammeRole): ProgrammeFigure {
  const [first] = recognised
  if (recognised.length === 1 && first !== undefined) return first.figure
  const missing = recognised.filter(({ figure }) => figure.value === null)
  if (missing.length > 0) return absent(missing[0]!.figure.status, 'FTE', `Not all of ${name.toLowerCase()} can be counted: ${missing.map(({ says, figure }) => `${says} (${figure.why})`).join('; ')}`)
  const status = recognised.some(({ figure }) => figure.status === 'estimated') ? 'estimated' as const : 'ok' as const
  return reckoned(recognised.reduce((sum, { figure }) => sum + figure.value!, 0), 'FTE', `Sum of ${recognised.map(({ says }) => says).join(', ')}`, status, dayOf(recognised.map(({ figure }) => figure)))
}

/** The day of several figures; null where they are of several. */
export function dayOf(figures: readonly ProgrammeFigure[]): string | null {
  const [day, ...others] = new Set(figures.map(({ asOf }) => asOf))
  return others.length > 0 ? null : (day ?? null)
}
