import type { Viewer } from '../../access/viewer.ts'
import type { DemandFile } from '../../contract/demand.ts'
import type { ProgrammeGapOf, ProgrammeGaps, ProgrammeGapsRequest } from '../../contract/programme-answer.ts'
import type { ProgrammeRole, ProgrammeStandard } from '../../contract/programme.ts'
import { ProjectionRequest, type Fan } from '../../contract/projection.ts'
import { professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { saySize } from '../../scenario/describe.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, pickGroup } from '../rates/calibrated.ts'
import { keepReadingHere } from '../kept.ts'
import { projectInThread } from '../projection/model-threads.ts'
import { isBroad } from './programme-laws.ts'
import { demandBaseOf, sayStandard } from './programme-need.ts'
import { holdsHere, onlyMadeUp, type ProgrammeScene } from './programme-scene.ts'
import { openProgramme, sayWhere } from '../programme.ts'
import { runGroup } from '../projection.ts'
import { shareLeft } from './programme-workforce.ts'

type Run = ProgrammeGaps['runs'][number]

/** Project the gap of every stage of a programme by the product’s own projection: staff of each role beside what its standard requires. Nothing is put where no standard holds. */
export async function answerProgrammeGaps(house: House, viewer: Viewer, request: ProgrammeGapsRequest): Promise<ProgrammeGaps | Refusal> {
  const opened = await openProgramme(house, viewer, request)
  if (isRefusal(opened)) return opened
  const { place: { area: at, snapshot }, file, id } = opened
  return keepReadingHere(house, viewer, snapshot, { work: 'programme gaps', asked: { area: `${at.level}:${at.code}`, id, file, years: request.years } }, () => gapsOf(opened, id, request.years))
}

async function gapsOf(scene: ProgrammeScene, id: string, years: number): Promise<ProgrammeGaps> {
  const projected = await Promise.all(scene.file.standards.map((standard) => runOf(scene, standard, years)))
  const runs = projected.map(({ run }) => run)
  const stages = scene.file.stages.map((stage): ProgrammeGapOf => {
    const here = projected.filter(({ run }) => run.stage === stage.id)
    const known = here.filter(({ run }) => run.gap !== null)
    const why = here.length === 0 ? unstated : here.map(({ run }) => `${run.roleName}: ${run.why}`).join('. ')
    return known.length === 0 ? { stage: stage.id, name: stage.name, gap: null, now: null, why, rests: [] } : { stage: stage.id, name: stage.name, gap: together(known.map(({ run }) => run.gap!)), now: known.reduce((sum, { now }) => sum + now!, 0), why: null, rests: known.map(({ run }) => run.roleName) }
  })
  const whole = stages.some(({ gap }) => gap !== null) ? together(stages.flatMap(({ gap }) => gap ?? [])) : null
  const year = projected.find((one) => one.year !== null)?.year ?? null
  const { code, name } = scene.place.area
  return { id, area: code, areaName: name, year, summary: summarise(scene, stages, whole, year), sentence: whole === null || year === null ? null : `${sayAhead(stages, whole, year)}, which is not a forecast of what must happen.`, stages, whole, runs, notes: notesOf(whole !== null, stages) }
}

const unstated = 'No standard of need is stated'

interface Projected { readonly run: Run; readonly now: number | null; readonly year: number | null }

/** Project one role against one standard: the whole profession beside as much as the standard would require if all of its time were spent there, and of that the share that is. */
async function runOf(scene: ProgrammeScene, standard: ProgrammeStandard, years: number): Promise<Projected> {
  const role = scene.file.roles.find(({ id }) => id === standard.role)!
  // Whoever another role of the programme counts already is not in this one: neither today nor ahead.
  const share = role.time.find(({ stage }) => stage === standard.stage)!.share * (holdsHere(role, scene) ? await shareLeft(scene, role) : 1)
  const named = { stage: standard.stage, role: role.id, roleName: role.name, profession: professionOf(role) ?? '', share, says: sayStandard(standard, scene.file) }
  const none = (why: string): Projected => ({ run: { ...named, gap: null, why, repeat: null, demand: null }, now: null, year: null })
  if (!holdsHere(standard, scene) || !holdsHere(role, scene)) return none(`the standard of need was ${onlyMadeUp}`)
  if (share <= 0) return none('everybody of the profession counts in another role of the programme')
  if (named.profession === '') return none('a projection is of one profession or staff group, and this role is recognised otherwise')
  const base = await demandBaseOf(scene, standard.base)
  if (isRefusal(base)) return none(base.found)
  const demand: DemandFile = { version: 1, name: scene.file.name, services: [], substitutions: [], requirements: [{ profession: named.profession, needs: [{ method: 'ratio', name: `${scene.file.name}, ${standard.stage}`, base, share: 1, standard: { fte: standard.fte / share, per: standard.per }, source: standard.source, grade: standard.grade }] }] }
  const request = ProjectionRequest.parse({ area: scene.place.area.code, profession: named.profession, years, demand: JSON.stringify(demand) })
  const groups = await calibrateArea(scene.house, scene.viewer, scene.place)
  const group = isRefusal(groups) ? groups : pickGroup(groups, named.profession, scene.place.area.name)
  if (isRefusal(group)) return none(group.found)
  const ran = await runGroup(scene.house, scene.viewer, scene.place, group, request, projectInThread)
  if (isRefusal(ran)) return none(ran.found)
  const last = ran.run.rows.at(-1)!
  const repeat = `cadre project --area ${scene.place.area.code} --profession "${named.profession}" --years ${years} --demand FILE`
  return { run: { ...named, gap: times(last.gap, share), why: null, repeat, demand: request.demand! }, now: ran.run.rows[0]!.gap.p50 * share, year: last.year }
}

/** The one profession or staff group of a role, as projections know it; null where it is recognised by several or otherwise. */
function professionOf({ staff }: ProgrammeRole): string | null {
  const [one] = staff
  if (staff.length !== 1 || one === undefined || !isBroad(one) || one.band !== undefined) return null
  return one.profession === undefined ? staffGroupNamed(one.staffGroup!)!.name : professionNamed(one.profession)?.profession ?? one.profession
}

const points = ['p2_5', 'p10', 'p50', 'p90', 'p97_5'] as const

function times(fan: Fan, share: number): Fan {
  return Object.fromEntries(points.map((point) => [point, fan[point] * share])) as Fan
}

/** Percentiles added up: as if every part fell short together, so the range is wider than it would be. */
function together(fans: readonly Fan[]): Fan {
  return Object.fromEntries(points.map((point) => [point, fans.reduce((sum, fan) => sum + fan[point], 0)])) as Fan
}

function summarise({ place: { area }, file }: ProgrammeScene, stages: readonly ProgrammeGapOf[], whole: Fan | null, year: number | null): string {
  if (whole === null || year === null) return `The years ahead of the ${file.name.toLowerCase()} programme cannot be projected for ${area.name}: ${stages.find(({ why }) => why !== null && why !== unstated)?.why ?? unstated.toLowerCase()}.`
  const left = stages.filter(({ gap }) => gap === null).map(({ name }) => name.toLowerCase())
  return `${sayAhead(stages, whole, year)}.${left.length === 0 ? '' : ` No standard can be applied to ${left.join(', ')}, so ${left.length === 1 ? 'it is' : 'they are'} outside the total.`}`
}

/** How large the gap of the stages with a standard would be, and where most of it. */
function sayAhead(stages: readonly ProgrammeGapOf[], whole: Fan, year: number): string {
  const most = stages.filter(({ gap }) => gap !== null).toSorted((a, b) => b.gap!.p50 - a.gap!.p50)
  return `If nothing changes, the stages with a standard would be ${saySize(whole, 'fte')} in ${year}${sayWhere(whole.p50, most.length, most[0]!.name, most[0]!.gap!.p50)}`
}

function notesOf(any: boolean, stages: readonly ProgrammeGapOf[]): string[] {
  if (!any) return []
  const several = stages.filter(({ gap }) => gap !== null).length > 1 || stages.some(({ rests }) => rests.length > 1)
  return [
    'Supply: staff of the profession if recent rates of joining and leaving go on, of which the programme has the share of time stated. Need: the standard applied to the people projected. Gap: need less supply.',
    ...(several ? ['Ranges of parts are added up as if all fell short together, so the range of the sum is wider than it would be.'] : []),
    'A projection is a possible future, not a forecast of what must happen.',
  ]
}
