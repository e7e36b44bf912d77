import type { Viewer } from '../access/viewer.ts'
import type { ProgrammeAnswer, ProgrammeComparison, ProgrammeRequest, ProgrammeStageAnswer, ProgrammeStandardAnswer, ProgrammeTrend } from '../contract/programme-answer.ts'
import { joinWords } from '../contract/programme-message.ts'
import type { ProgrammeFile } from '../contract/programme.ts'
import { pathOf } from '../reference/map-walk.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { findPlace } from './map/find-place.ts'
import { keepReading } from './kept.ts'
import { programmeComparison } from './programme/programme-comparison.ts'
import { programmeStages, programmeStandards, sayStandard } from './programme/programme-need.ts'
import { programmePipeline } from './programme/programme-pipeline.ts'
import { holdsHere, type ProgrammeScene } from './programme/programme-scene.ts'
import { programmeSight } from './programme/programme-sight.ts'
import { readProgramme } from './programme/programme-text.ts'
import { programmeTrends } from './programme/programme-trends.ts'
import { programmeRoles } from './programme/programme-workforce.ts'
import { findProgramme } from './programmes.ts'

/** Answer how a programme of care stands in an area: who works along its pathway, what the need is, how networks compare, what comes, and what nobody can see. Kept per snapshot. */
export async function answerProgramme(house: House, viewer: Viewer, request: ProgrammeRequest): Promise<ProgrammeAnswer | Refusal> {
  const scene = await openProgramme(house, viewer, request)
  return isRefusal(scene) ? scene : answerScene(scene)
}

/** Answer a programme that was opened in a place. Kept per snapshot. */
export function answerScene(scene: ProgrammeScene & { readonly id: string }): Promise<ProgrammeAnswer> {
  const { house, viewer, place: { area: at, snapshot }, file, id } = scene
  return keepReading(house, viewer, snapshot, { work: 'programme', asked: { area: `${at.level}:${at.code}`, id, file } }, () => programmeOf(scene))
}

/** Open a programme in a place. Errors: refuses `unknown-programme`, and as `findPlace`. */
export async function openProgramme(house: House, viewer: Viewer, { id, programme, area }: ProgrammeRequest): Promise<(ProgrammeScene & { readonly id: string }) | Refusal> {
  const file = programme === undefined ? await heldFile(house, viewer, id) : readProgramme(programme)
  if (isRefusal(file)) return file
  const place = await findPlace(house, viewer, area)
  return isRefusal(place) ? place : { house, viewer, place, file, id: programme === undefined ? id : file.id, demonstration: house.mode === 'demonstration', used: [] }
}

async function heldFile(house: House, viewer: Viewer, id: string): Promise<ProgrammeFile | Refusal> {
  const held = await findProgramme(house, viewer, id)
  return isRefusal(held) ? held : held.file
}

async function programmeOf(scene: ProgrammeScene & { readonly id: string }): Promise<ProgrammeAnswer> {
  const { file, place, id } = scene
  const roles = await programmeRoles(scene)
  const asOf = roles.flatMap(({ staff }) => staff.asOf ?? []).toSorted().at(-1) ?? null
  // Without staff the need is still told, on the day of the newest map.
  const day = asOf ?? place.map.date
  const standards = await programmeStandards(scene, roles, day)
  const stages = await programmeStages(scene, roles, standards, day)
  const comparison = await programmeComparison(scene, day)
  const trends = await programmeTrends(scene)
  const opening = openingOf(scene, { roles, stages, comparison, trends })
  const [pipeline, sight] = [await programmePipeline(scene), await programmeSight(scene, roles)]
  return {
    id, name: file.name, revision: file.revision, about: file.about, area: place.area.code, areaName: place.area.name, asOf, snapshot: place.snapshot,
    path: pathOf(place.map, place.area.code).map(({ code, name, level }) => ({ code, name, level })),
    summary: together(opening.today, opening.besides), opening, stages, roles, standards, comparison, trends, pipeline, sight,
    targets: file.targets.filter((one) => holdsHere(one, scene)).map(({ name, says, by, source, grade }) => ({ name, says, by: by ?? null, source, grade })),
    judgements: judgementsOf(scene), notes: [...notesOf(standards), ...(roles.some(({ recognised }) => recognised.some(({ figure }) => figure.command?.includes('source=staff-return'))) ? ['Staff are counted from the returns of employers, which cover part of the workforce: those who sent none are not in it.'] : [])], provenance: scene.used.map(({ provenance }) => provenance),
  }
}

/** Who works there and how far that is from the standards; then where the gap is largest, and what need does. */
function openingOf({ place: { area }, file }: ProgrammeScene, { roles, stages, comparison, trends }: Pick<ProgrammeAnswer, 'roles' | 'stages' | 'comparison' | 'trends'>): ProgrammeAnswer['opening'] {
  const known = stages.filter(({ workforce }) => workforce.value !== null)
  const staff = known.reduce((sum, { workforce }) => sum + workforce.value!, 0)
  const who = known.length === 0 ? sayUnplaced(roles, file.name, area.name) : `${formatNumber(staff, 0)} FTE work along the ${file.name.toLowerCase()} pathway in ${area.name}, as far as they can be counted.`
  return { today: together(who, sayGapNow(stages)), besides: together(sayLargest(comparison), sayTrend(trends)) }
}

function together(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

/** Nobody has a place on the pathway: whoever is counted all the same is named, with what is not known of them. */
function sayUnplaced(roles: ProgrammeAnswer['roles'], programme: string, area: string): string {
  const counted = roles.filter(({ staff }) => staff.value !== null).map(({ name, staff }) => `${formatNumber(staff.value!, 0)} FTE of ${name.toLowerCase()}`)
  return counted.length === 0 ? `What is loaded does not say who works for the ${programme.toLowerCase()} programme in ${area}.` : `What is loaded counts ${joinWords(counted)} in ${area}, and nothing says how they split their time along the ${programme.toLowerCase()} pathway.`
}

function sayGapNow(stages: readonly ProgrammeStageAnswer[]): string {
  const known = stages.filter(({ gap }) => gap.value !== null)
  if (known.length === 0) return ''
  const sum = known.reduce((so, { gap }) => so + gap.value!, 0)
  const most = known.toSorted((a, b) => b.gap.value! - a.gap.value!)[0]!
  return `By the standards stated the pathway is ${sum >= 0 ? 'short by' : 'over by'} ${formatNumber(Math.abs(sum), 0)} FTE today${sayWhere(sum, known.length, most.name, most.gap.value!)}.`
}

function sayLargest(comparison: ProgrammeComparison | null): string {
  const row = comparison?.rows.find(({ code }) => code === comparison.largest)
  return row === undefined || comparison!.rows.length < 2 ? '' : `Of the ${comparison!.words.many}, ${row.name} has the largest gap: ${formatNumber(row.gap!, 0)} FTE.`
}

/** Where the shortage is; where the whole is over, the stage that is short all the same. */
export function sayWhere(sum: number, stages: number, most: string, gap: number): string {
  if (stages < 2 || gap < 0.5) return ''
  return sum > 0 ? `, most of all in ${most.toLowerCase()}` : `, but short in ${most.toLowerCase()}`
}

/** The register that moved most since the first year held. */
function sayTrend(trends: readonly ProgrammeTrend[]): string {
  const moved = trends.flatMap(({ name, points }) => {
    const known = points.filter(({ value }) => value !== null && value > 0)
    const [first, last] = [known[0], known.at(-1)]
    return first === undefined || last === undefined || first === last ? [] : [{ name, from: first.date.slice(0, 4), ratio: last.value! / first.value! }]
  }).toSorted((a, b) => Math.abs(b.ratio - 1) - Math.abs(a.ratio - 1))
  const [most] = moved
  return most === undefined ? '' : `Recorded ${most.name.toLowerCase()} is ${formatNumber(Math.abs(most.ratio - 1) * 100, 0)} % ${most.ratio >= 1 ? 'more' : 'less'} common than in ${most.from}.`
}

function judgementsOf(scene: ProgrammeScene): ProgrammeAnswer['judgements'] {
  const { roles, standards, stages } = scene.file
  const nameOf = (id: string): string => stages.find((stage) => stage.id === id)?.name ?? id
  return [
    ...roles.map((role) => ({ what: `Time of ${role.name.toLowerCase()}`, says: role.time.map(({ stage, share }) => `${nameOf(stage)} ${formatNumber(100 * share, 0)} %`).join(', '), source: role.source, grade: role.grade, used: holdsHere(role, scene) })),
    ...standards.map((one) => ({ what: `Standard for ${roles.find(({ id }) => id === one.role)!.name.toLowerCase()} in ${nameOf(one.stage).toLowerCase()}`, says: sayStandard(one, scene.file), source: one.source, grade: one.grade, used: holdsHere(one, scene) })),
  ]
}

function notesOf(standards: readonly ProgrammeStandardAnswer[]): string[] {
  return [
    'People who work in several stages are split by time and never counted twice. A role that cannot be counted is left out and named; it is never counted as nothing.',
    ...(standards.some(({ grade, gap }) => grade === 'D' && gap !== null) ? ['Standards of need of grade D are judgement: nobody has measured them here.'] : []),
    'People on registers are prevalence × residents, for registered patients are not held; who has several conditions counts once for each.',
  ]
}
