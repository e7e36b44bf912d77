import { withSeldom, type Basis } from '../dataset/basis.ts'
import type { Dimension } from '../dataset/cube.ts'
import { isReturn } from '../dataset/return-layout.ts'
import type { AreaMap } from '../reference/area-map.ts'
import { nearestNames, sayChoices } from '../reference/nearest-names.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { wordsToAnswer, wordsToSplit } from './cube-groups.ts'
import { datesOf, holdingsOf, valuesOf } from './cube-holdings.ts'
import type { Condition, Holding } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import { refuseArea, refuseDate, refuseDimension, refuseNothing, refuseSource, refuseValue } from './cube-refusals.ts'
import { levelOfDimension } from './cube-question.ts'
import type { Question, When } from './cube-question.ts'

/** The one source and basis that answers a question, and for which dates. */
export interface Choice {
  readonly holding: Holding
  readonly dates: readonly CalendarDate[]
  readonly conditions: readonly Condition[]
  readonly map: AreaMap
  /** Places whose figures of a date are not read, as `level:code:date`: what they would be compared with is not held. */
  readonly leftOut?: readonly string[]
}

/**
 * Choose what answers a question: the first basis, in the measure's order, that has the area, the dimensions and the date.
 *
 * Sources that cover part of the workforce come last unless they are named. With no date asked, the latest figure wins, then the order.
 * Errors: refusal of the first kind met on the way: dimension, area, value, date.
 */
export async function chooseBasis(context: CubeContext, question: Question, bases: readonly Basis[]): Promise<Choice | Refusal> {
  const asked = [...columnsAsked(question), ...question.also ?? []]
  const held = (await Promise.all(bases.map((basis) => holdingsOf(context, withSeldom(basis, asked))))).flat().toSorted((a, b) => Number(a.partial) - Number(b.partial))
  if (held.length === 0) return refuseNothing(question)
  const named = question.source === null ? held : held.filter((holding) => holding.source === question.source?.toLowerCase())
  if (named.length === 0) return refuseSource(question, held)
  const map = await context.mapOn(question.map ?? dateOf(question.when))
  const fits: { holding: Holding; held: CalendarDate[]; conditions: Condition[] }[] = []
  const noes: Refusal[] = []
  for (const holding of named) {
    const fit = await tryHolding(context, question, holding, map)
    if (isRefusal(fit)) noes.push(fit)
    else fits.push({ holding, ...fit })
  }
  const onlyPartial = named.every((holding) => holding.partial)
  const chosen = pick(question, fits, onlyPartial)
  if (chosen) return { ...chosen, map: question.map === null ? await context.mapOn(chosen.dates.at(-1) ?? null) : map }
  const dated = fits.filter((fit) => onlyPartial || !fit.holding.partial || isNamed(question, fit.holding))
  if (dated.length > 0) return refuseDate(question, [...new Set(dated.flatMap((fit) => fit.held))])
  return noes.toSorted((a, b) => severity(a) - severity(b))[0] ?? refuseNothing(question)
}

/** Area levels a question splits by, in the order asked. */
export function areaLevelsOf(question: Question): string[] {
  return question.by.flatMap((dimension) => levelOfDimension[dimension] ?? [])
}

/** Column dimensions a question splits by, in the order asked. */
export function columnsOf(question: Question): Dimension[] {
  return question.by.filter((dimension) => levelOfDimension[dimension] === undefined && dimension !== 'period' && dimension !== 'source')
}

/** Columns a question splits or filters by. */
function columnsAsked(question: Question): Dimension[] {
  return [...columnsOf(question), ...Object.keys(question.filters) as Dimension[], ...(question.group ? ['staff_group' as const] : [])]
}

/** A question that got further says more: the date is told before the area, the area before the dimension. */
const order = ['unknown-value', 'area-not-held', 'staff-group-not-held', 'dimension-not-held']
function severity(refusal: Refusal): number {
  return order.indexOf(refusal.code)
}

async function tryHolding(context: CubeContext, question: Question, holding: Holding, map: AreaMap): Promise<{ held: CalendarDate[]; conditions: Condition[] } | Refusal> {
  const missing = columnsAsked(question).find((dimension) => !holding.dimensions.has(dimension))
  if (missing !== undefined) return refuseDimension(question, holding, missing)
  if (question.also?.some((dimension) => !holding.dimensions.has(dimension))) return refuseNothing(question)
  const group = groupCondition(question, holding)
  if (isRefusal(group)) return group
  const filters = await filterConditions(context, question, holding)
  if (isRefusal(filters)) return filters
  const placing = placeRows(map, holding, question, areaLevelsOf(question))
  if (!placing) return refuseArea(question, holding)
  return { held: await datesOf(context, holding, placing.levels, [...group, ...filters]), conditions: filters }
}

/** Rows of the staff group asked; only used to learn the dates, so parts and totals may mix. */
function groupCondition(question: Question, holding: Holding): Condition[] | Refusal {
  if (question.group === null) return []
  const words = [...new Set([...wordsToAnswer(holding, question.group).words, ...wordsToSplit(holding, question.group)])]
  if (words.length > 0) return [{ dimension: 'staff_group', values: words }]
  return refuse('staff-group-not-held', 'absent', { doing: `Looking for ${question.group.name} in ${holding.source}`, found: 'this source does not have that staff group', need: `It has ${sayChoices(nearestNames(question.group.name, holding.groups.map((held) => held.name), 4))}`, next: 'Ask for one of these, or load a source that has it' })
}

async function filterConditions(context: CubeContext, question: Question, holding: Holding): Promise<Condition[] | Refusal> {
  const conditions: Condition[] = []
  for (const [dimension, text] of Object.entries(question.filters) as [Dimension, string][]) {
    const values = await valuesOf(context, holding, dimension)
    const wanted = text.trim().toLowerCase()
    const exact = values.filter((value) => value.toLowerCase() === wanted)
    const found = exact.length > 0 ? exact : values.filter((value) => value.toLowerCase().startsWith(wanted))
    const fits = found.length === 1 || (found.length > 1 && columnsOf(question).includes(dimension))
    if (!fits) return refuseValue(question, dimension, text, found.length > 1 ? found : values)
    conditions.push({ dimension, values: found })
  }
  return conditions
}

type Fit = { holding: Holding; held: CalendarDate[]; conditions: Condition[] }

function pick(question: Question, fits: readonly Fit[], onlyPartial: boolean): { holding: Holding; dates: CalendarDate[]; conditions: Condition[] } | null {
  const dated = fits.map((fit) => ({ ...fit, dates: datesAsked(question.when, fit.held) })).filter((fit) => fit.dates.length > 0)
  const preferred = dated.filter((fit) => !fit.holding.partial || isNamed(question, fit.holding))
  const candidates = onlyPartial ? dated : preferred
  if (question.when.kind === 'exact' || question.when.kind === 'range') return candidates[0] ?? null
  return candidates.toSorted((a, b) => Number(a.holding.projected) - Number(b.holding.projected) || lateness(question.when, a) - lateness(question.when, b))[0] ?? null
}

/**
 * A source of part of the workforce is named by its id, its sector, a staff group, a profession, or an area only it knows.
 * Returns are whole for the organisations that sent them, and for nothing larger.
 */
function isNamed(question: Question, holding: Holding): boolean {
  if (isReturn(holding.source)) return question.source !== null || (question.inside.length > 0 && question.inside.every((node) => holding.places.some((place) => place.level === node.level && place.code === node.code)))
  const own = [...question.by, ...Object.keys(question.filters)]
  return question.source !== null || question.group !== null || own.some((dimension) => ['sector', 'profession', 'pcn', 'network', 'place', 'sub_icb', 'state'].includes(dimension))
    || question.inside.some((node) => ['pcn', 'sub-icb', 'practice', 'state'].includes(node.level) && holding.places.some((place) => place.level === node.level || node.level === 'sub-icb'))
}

/** How far the last date of a fit is from the one wanted; the latest wanted has none after it. */
function lateness(when: When, fit: { readonly dates: readonly CalendarDate[] }): number {
  const days = daysOf(fit.dates.at(-1) ?? '0000-01-01')
  return when.kind === 'nearest' ? Math.abs(days - daysOf(when.date)) : -days
}

function datesAsked(when: When, held: readonly CalendarDate[]): CalendarDate[] {
  if (when.kind === 'latest') return held.slice(-1)
  if (when.kind === 'exact') return held.includes(when.date) ? [when.date] : []
  if (when.kind === 'range') return held.filter((date) => date >= when.from && date <= when.to)
  const nearest = held.toSorted((a, b) => Math.abs(daysOf(a) - daysOf(when.date)) - Math.abs(daysOf(b) - daysOf(when.date)))
  return nearest.slice(0, 1)
}

function dateOf(when: When): CalendarDate | null {
  if (when.kind === 'exact' || when.kind === 'nearest') return when.date
  return when.kind === 'range' && when.to < '9999' ? when.to : null
}

/** Days by a calendar of 31-day months: only used to compare nearness. */
function daysOf(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 372 + Number(date.slice(5, 7)) * 31 + Number(date.slice(8, 10))
}
