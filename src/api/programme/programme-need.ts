import type { ProgrammeFigure, ProgrammeRoleAnswer, ProgrammeStageAnswer, ProgrammeStandardAnswer } from '../../contract/programme-answer.ts'
import { DemandBase } from '../../contract/demand.ts'
import type { ProgrammeBase, ProgrammeFile, ProgrammeStandard } from '../../contract/programme.ts'
import { sayQuery } from '../../contract/query-command.ts'
import type { QueryRequest } from '../../contract/query.ts'
import { addMonths } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { basePath, sayGrowth } from '../demand/demand-bases.ts'
import { keepAnswer } from '../kept.ts'
import { absent, askScene, figureOf, holdsHere, onlyMadeUp, reckoned, type ProgrammeScene } from './programme-scene.ts'

/** Disease registers that are held somewhere, as published: those of the newest year and of the two before it, for not every register comes every year. */
export async function registersHeld(scene: ProgrammeScene): Promise<readonly string[]> {
  return keepAnswer(scene.house, scene.viewer, scene.place.snapshot, 'registers held', async () => {
    const newest = await askScene(scene, { measure: 'prevalence', by: 'ics,indicator', where: [] })
    if (isRefusal(newest)) return []
    const before = await askScene(scene, { measure: 'prevalence', by: 'ics,indicator,period', where: [], from: `${Number(newest.asOf.slice(0, 4)) - 2}-01-01`, to: newest.asOf })
    return [...new Set([newest, before].flatMap((answer) => (isRefusal(answer) ? [] : answer.rows.map((row) => String(row['indicator'])))))].sort()
  })
}

/** The indicator that a register of a programme stands for here: the first of its names that is held, for everybody and not for a fifth of them. */
export function indicatorOf(knownAs: readonly string[], held: readonly string[]): string | null {
  for (const name of knownAs) {
    const wanted = name.trim().toLowerCase()
    const found = held.filter((one) => !one.includes(' | ')).filter((one) => one.toLowerCase() === wanted || one.split(':')[0]!.trim().toLowerCase() === wanted)
    if (found.length === 1) return found[0]!
  }
  return null
}

/** What staff are set against, as the demand of a projection takes it. Errors: refuses `demand-not-available` where a register or a list is not held. */
export async function demandBaseOf(scene: ProgrammeScene, base: ProgrammeBase): Promise<DemandBase | Refusal> {
  if (base.of === 'population') return DemandBase.parse(base)
  if (base.of === 'list') return listBase(scene, base.list)
  const held = await registersHeld(scene)
  const indicators: string[] = []
  for (const id of base.registers) {
    const register = scene.file.registers.find((one) => one.id === id)!
    const indicator = indicatorOf(register.knownAs, held)
    if (indicator === null) return missing(scene, held.length === 0 ? 'no disease registers are loaded' : `no register of ${register.name.toLowerCase()} is loaded`, 'Published prevalence by integrated care system')
    indicators.push(indicator)
  }
  return DemandBase.parse({ of: 'prevalence', indicators, growth: base.growth })
}

function listBase(scene: ProgrammeScene, id: string): DemandBase | Refusal {
  const list = scene.file.lists.find((one) => one.id === id)!
  const { code, name } = scene.place.area
  const found = list.amounts.find(({ area }) => [code, name].some((one) => one.toLowerCase() === area.toLowerCase()))
  if (found === undefined) return missing(scene, `nothing that can be loaded holds ${list.name.toLowerCase()}, and the programme states none for ${name}`, 'An amount for this area in the programme')
  return found.people > 0 ? DemandBase.parse({ of: 'stated', name: list.name, now: found.people, source: found.source }) : missing(scene, `nobody is on the list of ${list.name.toLowerCase()}`, 'More than none')
}

function missing({ place }: ProgrammeScene, found: string, need: string): Refusal {
  return refuse('demand-not-available', 'absent', { doing: `Reckoning need in ${place.area.name}`, found, need, next: 'Load it, or choose another area' })
}

/** How much there is of a base today, with how it was reckoned. */
export async function baseToday(scene: ProgrammeScene, base: ProgrammeBase, asOf: string): Promise<ProgrammeFigure> {
  const wanted = await demandBaseOf(scene, base)
  if (isRefusal(wanted)) return absent('not-available', 'people', capital(wanted.found))
  const { house, viewer, place } = scene
  let refused: Refusal | null = null
  for (const later of yearsNear) {
    const path = await basePath({ house, viewer, place, openingDate: addMonths(asOf, 12 * later), years: 0 }, wanted)
    if (!isRefusal(path)) return reckoned(path.base[0]!, 'people', `${capital(path.says)}. ${path.notes.join(' ')} Source: ${path.source}.${later === 0 ? '' : ` People of ${addMonths(asOf, 12 * later).slice(0, 4)}, the nearest year held.`}`.replace('. . ', '. '))
    refused ??= path
  }
  return absent('not-available', 'people', capital(refused!.found).replace(/of every year from (\d{4}) to \1/, 'of $1'))
}

/** Years that stand for today where the year itself is not held: the year after, then up to three before. */
const yearsNear = [0, 1, -1, -2, -3] as const

/** Set need beside staff at every standard that holds here: so many FTE for so many people, less the FTE that work in that stage. */
export async function programmeStandards(scene: ProgrammeScene, roles: readonly ProgrammeRoleAnswer[], asOf: string): Promise<ProgrammeStandardAnswer[]> {
  return Promise.all(scene.file.standards.map(async (standard) => {
    const role = roles.find(({ id }) => id === standard.role)!
    const base = await baseToday(scene, standard.base, asOf)
    const said = { stage: standard.stage, role: role.id, roleName: role.name, says: sayStandard(standard, scene.file), source: standard.source, grade: standard.grade, base }
    const inPost = role.time.find(({ stage }) => stage === standard.stage)?.fte ?? null
    const why = !holdsHere(standard, scene) ? `The standard of need was ${onlyMadeUp}` : inPost === null ? role.staff.why ?? role.timeWhy : base.why
    if (why !== null || inPost === null || base.value === null) return { ...said, required: null, inPost, gap: null, why }
    const required = (base.value / standard.per) * standard.fte
    return { ...said, required, inPost, gap: required - inPost, why: null }
  }))
}

/** A standard in words. */
export function sayStandard({ fte, per, base }: ProgrammeStandard, file: ProgrammeFile): string {
  return `${formatNumber(fte, Number.isInteger(fte) ? 0 : 2)} FTE for every ${formatNumber(per, 0)} ${sayBase(base, file)}${base.of === 'registers' ? sayGrowth(base.growth) : ''}`
}

/** What staff are set against, in words. */
export function sayBase(base: ProgrammeBase, { registers, lists }: Pick<ProgrammeFile, 'registers' | 'lists'>): string {
  if (base.of === 'registers') return `people with ${base.registers.map((id) => registers.find((one) => one.id === id)?.name.toLowerCase() ?? id).join(', ')} on a register`
  if (base.of === 'list') return lists.find(({ id }) => id === base.list)?.name.toLowerCase() ?? base.list
  return base.ages === undefined ? 'residents' : base.ages.to === undefined ? `residents aged ${base.ages.from} and over` : `residents aged ${base.ages.from} to ${base.ages.to}`
}

/** Put each stage together: who works there, what the need is, how far apart they are by the standards that hold. */
export async function programmeStages(scene: ProgrammeScene, roles: readonly ProgrammeRoleAnswer[], standards: readonly ProgrammeStandardAnswer[], asOf: string): Promise<ProgrammeStageAnswer[]> {
  return Promise.all(scene.file.stages.map(async (stage): Promise<ProgrammeStageAnswer> => {
    const ids = scene.file.roles.filter(({ time }) => time.some((one) => one.stage === stage.id)).map(({ id }) => id)
    const there = roles.filter(({ id }) => ids.includes(id))
    const counted = there.flatMap((role) => role.time.filter((one) => one.stage === stage.id && one.fte !== null).map(({ fte, share }) => ({ role, fte: fte!, share })))
    const unseen = there.filter((role) => !counted.some((one) => one.role === role))
    return {
      id: stage.id, name: stage.name, says: stage.says, seen: counted.length, roles: there.length, unseen: unseen.map(({ name }) => name),
      workforce: workforceOf(counted, unseen), need: stage.need === undefined ? null : { name: stage.need.name, ...await stageNeed(scene, stage.need.base, asOf) }, gap: gapOf(standards.filter((one) => one.stage === stage.id), there.length),
    }
  }))
}

function workforceOf(counted: readonly { readonly role: ProgrammeRoleAnswer; readonly fte: number; readonly share: number }[], unseen: readonly ProgrammeRoleAnswer[]): ProgrammeFigure {
  const whys = unseen.map(({ name, staff, timeWhy }) => `${name}: ${staff.why ?? timeWhy}`)
  if (counted.length === 0) return absent(unseen.some(({ staff }) => staff.status === 'suppressed') ? 'suppressed' : 'not-available', 'FTE', whys.join('. ') || 'No role of the programme works here')
  const parts = counted.map(({ role, share }) => (share === 1 ? role.name : `${role.name} × ${formatNumber(100 * share, 0)} % of their time`))
  return reckoned(counted.reduce((sum, { fte }) => sum + fte, 0), 'FTE', `${parts.join(' + ')}${unseen.length === 0 ? '' : `. Not in it, for they cannot be counted: ${unseen.map(({ name }) => name).join(', ')}`}`, counted.some(({ role }) => role.staff.status === 'estimated') ? 'estimated' : 'ok')
}

function gapOf(standards: readonly ProgrammeStandardAnswer[], roles: number): ProgrammeFigure {
  if (standards.length === 0) return absent('not-available', 'FTE', 'No standard of need is stated')
  const known = standards.filter(({ gap }) => gap !== null)
  if (known.length === 0) return absent('not-available', 'FTE', standards.map(({ roleName, why }) => `${roleName}: ${why}`).join('. '))
  const left = roles - known.length
  return reckoned(known.reduce((sum, { gap }) => sum + gap!, 0), 'FTE', `${known.map(({ roleName, says }) => `${roleName}: ${says}`).join('; ')}; less their FTE in post${left > 0 ? `. Without ${left === 1 ? 'one other role' : `${left} other roles`} of the stage, for which no standard of need can be applied` : ''}`)
}

/** What stands for need: prevalence as published where one register of the area itself is, else how many people there are. */
async function stageNeed(scene: ProgrammeScene, base: ProgrammeBase, asOf: string): Promise<Pick<NonNullable<ProgrammeStageAnswer['need']>, 'figure' | 'before'>> {
  if (base.of !== 'registers' || base.registers.length > 1) return { figure: await baseToday(scene, base, asOf), before: null }
  const register = scene.file.registers.find(({ id }) => id === base.registers[0])!
  const indicator = indicatorOf(register.knownAs, await registersHeld(scene))
  if (indicator === null) return { figure: await baseToday(scene, base, asOf), before: null }
  const request: QueryRequest = { measure: 'prevalence', by: 'period', where: [`area=${scene.place.area.code}`, `indicator=${indicator}`], ...(scene.place.mapAsked === null ? {} : { map: scene.place.mapAsked }) }
  const answer = await askScene(scene, request)
  const points = isRefusal(answer) ? [] : answer.rows.filter(({ value }) => value !== null).toSorted((a, b) => (String(a['period']) < String(b['period']) ? -1 : 1))
  const [first, last] = [points[0], points.at(-1)]
  if (isRefusal(answer) || first === undefined || last === undefined) return { figure: await baseToday(scene, base, asOf), before: null }
  return { figure: { ...figureOf(answer, request, '%', (row) => row === last), command: sayQuery(request) }, before: first === last ? null : { year: String(first['period']).slice(-10, -6), value: first.value! } }
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
