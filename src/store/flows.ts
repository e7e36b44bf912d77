import type { Viewer } from '../access/viewer.ts'
import type { Dimension } from '../dataset/cube.ts'
import type { FlowsFound, FlowsQuestion, ReturnedFlow } from '../dataset/flows.ts'
import type { AreaMap } from '../reference/area-map.ts'
import { canonicalGroup } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { levelOfDimension } from './cube-question.ts'
import { writeFlows, writeReturnedOnly } from './flow-answer.ts'
import type { FlowParts } from './flow-answer.ts'
import { coverageOf } from './flow-coverage.ts'
import { followPeople } from './flow-follow.ts'
import type { Following } from './flow-follow.ts'
import { followedOn, layGround } from './flow-ground.ts'
import type { FlowGround } from './flow-ground.ts'
import { labelDestinations, labelMismatches, labelOrigins, labelReasons, nameElsewhere } from './flow-labels.ts'
import { groupCondition, isInGroup } from './flow-group.ts'
import { readFlowsHeld, readFlowsQuestion } from './flow-question.ts'
import type { FlowsAsked, FlowsHeld } from './flow-question.ts'
import { refuseAllExcluded, refuseNoRecords } from './flow-refusals.ts'
import { readReturnedFlows } from './flow-returned.ts'
import { betweenValues, readStock } from './flow-stock.ts'
import { tallyFlows } from './flow-tally.ts'
import type { Labelling } from './flow-tally.ts'
import { columnOf, countMoves, moveDimensions } from './flow-transfers.ts'
import type { House } from './house.ts'
import { refuseBeyond } from './within-reach.ts'

/**
 * Follow people from month-end to month-end and answer who joined, who left and who moved, as an account that adds up.
 *
 * Seen from the area asked and from each area of the rows: a move inside an area is neither joiner nor leaver of it.
 * Errors: refusals `nothing-loaded`, `dimension-not-held`, `unknown-area`, `unknown-staff-group`, `date-out-of-range`, `identifiers-unstable`, `flows-not-held`, `flows-not-followed`, `outside-your-scope`.
 */
export async function readFlows(house: House, viewer: Viewer, question: FlowsQuestion): Promise<FlowsFound | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const asked = await readFlowsQuestion(context, question)
  if (isRefusal(asked)) return asked
  const beyond = refuseBeyond(context.reach, asked.inside[0] ?? null, asked.map.date)
  if (beyond) return beyond
  const held = await readFlowsHeld(context, asked)
  if (isRefusal(held)) return held
  return held === null ? answerWithoutRecords(context, asked) : answerFromRecords(context, asked, held)
}

async function answerWithoutRecords(context: CubeContext, asked: FlowsAsked): Promise<FlowsFound | Refusal> {
  const { from, to } = asked.question
  const returned = await readReturned(context, asked, asked.map, from, to)
  return returned.length === 0 ? refuseNoRecords(context, asked) : writeReturnedOnly(context, asked, returned)
}

/** Counts that others made, of the group asked. */
async function readReturned(context: CubeContext, { inside, group }: FlowsAsked, map: AreaMap, from: CalendarDate | null, to: CalendarDate | null): Promise<ReturnedFlow[]> {
  const returned = await readReturnedFlows(context, map, inside[0] ?? null, from, to)
  return returned.filter(({ staffGroup }) => group === null || group.values.has(canonicalGroup(staffGroup)))
}

async function answerFromRecords(context: CubeContext, first: FlowsAsked, held: FlowsHeld): Promise<FlowsFound | Refusal> {
  const asked = await onMapOfData(context, first, held)
  const { question, map } = asked
  const following = await followPeople(context, { source: held.holding.source, days: held.days, pairs: held.pairs, successions: map.successions })
  const whole = layGround(map, held.holding, asked, [], following, question.basis)
  const split = layGround(map, held.holding, asked, levelsOf(asked), following, question.basis)
  if (!whole || !split) return refuseNoRecords(context, asked)
  const coverage = coverageOf(following, whole, map, held.heldDays)
  if (coverage.organisations > 0 && nobodyFollowed(following, whole)) return refuseAllExcluded(asked, coverage)
  const [parts, returned] = await Promise.all([partsOf(context, asked, held, following, whole, split), readReturned(context, asked, map, held.days[0]!, held.days.at(-1)!)])
  return writeFlows(context, asked, held, { ...parts, coverage, returned })
}

/** Unless a map is asked for, the one of the closing month-end is used, so that what merged in between is one throughout. */
async function onMapOfData(context: CubeContext, asked: FlowsAsked, held: FlowsHeld): Promise<FlowsAsked> {
  if (asked.question.map !== null) return asked
  const again = await readFlowsQuestion(context, { ...asked.question, map: held.days.at(-1)! })
  return isRefusal(again) ? asked : { ...again, question: asked.question }
}

function levelsOf({ areaDimensions }: FlowsAsked): string[] {
  return areaDimensions.flatMap((dimension) => levelOfDimension[dimension] ?? [])
}

function nobodyFollowed({ followed }: Following, ground: FlowGround): boolean {
  const places = new Set(ground.placing.places.map(({ level, code }) => `${level}:${code}`))
  return followed.employers.every(({ level, code }, employer) => !places.has(`${level}:${code}`)
    || followed.pairs.every((_, pair) => followed.before[pair * followed.employers.length + employer] === 0 && followed.after[pair * followed.employers.length + employer] === 0))
}

/** Everything counted, in the units of the walk. */
async function partsOf(context: CubeContext, asked: FlowsAsked, held: FlowsHeld, following: Following, whole: FlowGround, split: FlowGround): Promise<Omit<FlowParts, 'coverage' | 'returned'>> {
  const { question, map, columns } = asked
  const level = asked.areaDimensions.length > 0 ? levelOfDimension[asked.areaDimensions.at(-1)!]! : asked.inside[0]?.level ?? 'organisation'
  const seenFrom = (of: string) => nameElsewhere(following, map, of, question.basis)
  const labelled = (of: string): Labelling[] => [labelReasons(following), labelDestinations(following, seenFrom(of)), labelOrigins(following, seenFrom(of)), labelMismatches(following)]
  const inGroup = following.posts.kinds.map((kind) => isInGroup(asked.group, kind))
  const groupOf = (kind: number) => (inGroup[kind] ? columns.map((dimension) => columnOf(following.posts.kinds[kind]!, dimension) ?? '').join(betweenValues) : otherGroups)
  const conditions = await groupCondition(context, held.holding.source, asked.group)
  const [wholeFollowing, splitFollowing] = [followedOn(following, whole), followedOn(following, split)]
  const ends = [held.days[0]!, held.days.at(-1)!]
  const stockOf = (ground: FlowGround, of: readonly Dimension[]) => readStock(context, { holding: held.holding, placing: ground.placing, columns: of, conditions, days: ends, basis: question.basis })
  return {
    stock: await stockOf(whole, []), splitStock: await stockOf(split, columns), whole, split,
    totals: ofGroup(tallyFlows(wholeFollowing, whole, { groupOf: (kind) => (inGroup[kind] ? '' : otherGroups), byPair: false }, labelled(asked.inside[0]?.level ?? 'organisation'))),
    rows: ofGroup(tallyFlows(splitFollowing, split, { groupOf, byPair: asked.byPeriod }, asked.ending === null ? [] : [labelled(level)[['reason', 'destination', 'origin'].indexOf(asked.ending)]!])),
    moved: countMoves(wholeFollowing, whole, moveDimensions(following, map, areasMovedBetween(asked), question.basis), question.between, (kind) => inGroup[kind] === true),
  }
}

/** Posts of other groups are counted as one group and left out afterwards, so that who comes from or goes to one has moved. */
const otherGroups = '\u0000'

function ofGroup({ sums, labelled }: ReturnType<typeof tallyFlows>): ReturnType<typeof tallyFlows> {
  return { sums: sums.filter(({ group }) => group !== otherGroups), labelled: labelled.map((found) => found.filter(({ group }) => group !== otherGroups)) }
}

/** Systems, seen from a nation or region; and the areas that the table of moves is asked for. */
function areasMovedBetween({ question, inside }: FlowsAsked): Dimension[] {
  const below: Dimension[] = ['nation', 'region'].includes(inside[0]?.level ?? '') ? ['ics'] : []
  const between = question.between as Dimension
  return levelOfDimension[between] === undefined || between === 'organisation' || below.includes(between) ? below : [...below, between]
}
