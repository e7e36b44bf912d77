import type { Viewer } from '../../access/viewer.ts'
import type { LensBridge, LensBridgeRequest, LensItem } from '../../contract/lens.ts'
import { quoted } from '../../contract/query-command.ts'
import type { Provenance, QueryAnswer } from '../../contract/query.ts'
import type { House } from '../../store/house.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, sayRefusal, type Refusal } from '../../units/refusal.ts'
import { isRounded } from '../query/answer-source.ts'
import { keepAnswer } from '../kept.ts'
import { countings, type Counting, type LensStep } from './lens-definitions.ts'
import { leavingSteps } from './lens-leaving.ts'
import { staffPath, staffSteps } from './lens-staff.ts'
import { vacancyItems } from './lens-vacancy.ts'
import { countAs, listWhere, type Counted, type LensPlace } from '../lens.ts'
import { answerQuery } from '../query.ts'

/**
 * Bridge two ways of counting the same staff, posts or leavers of an area: named parts that add up to the difference exactly, or why there are none.
 *
 * Errors: refuses `unknown-definition` and `definitions-apart`, and what a query for the first figure refuses. Kept per snapshot.
 */
export async function answerLensBridge(house: House, viewer: Viewer, request: LensBridgeRequest): Promise<LensBridge | Refusal> {
  const snapshot = await house.catalogue.live(viewer)
  const ask = () => bridgeOf(house, viewer, request)
  return snapshot === null ? ask() : keepAnswer(house, viewer, snapshot, `lens ${JSON.stringify(request)}`, ask)
}

async function bridgeOf(house: House, viewer: Viewer, { from, to, ...place }: LensBridgeRequest): Promise<LensBridge | Refusal> {
  const [start, end] = [countingNamed(from), countingNamed(to)]
  if (isRefusal(start)) return start
  if (isRefusal(end)) return end
  if (start.family !== end.family || start.id === end.id) return refuseApart(start, end)
  const known = await answerQuery(house, viewer, { measure: start.measure, by: '', ...place, ...(start.basis === 'host' ? { basis: 'host' as const } : {}) })
  if (isRefusal(known)) return known
  const there: LensPlace = { ...place, at: known.asOf }
  const [first, last] = await Promise.all([countAs(house, viewer, there, start, start, known), countAs(house, viewer, there, end, start, known)])
  const repeat = sayCommand(from, to, place)
  if (first === null || last === null) return refuseApart(start, end)
  const between = await itemsBetween(house, viewer, there, first, last)
  const difference = first.shown.value === null || last.shown.value === null ? null : last.shown.value - first.shown.value
  const shared = { from: first.shown, to: last.shown, asOf: known.asOf, difference, provenance: provenanceOf(known, last), repeat }
  if (isRefusal(between)) return { ...shared, summary: `There is no bridge from “${start.name}” to “${end.name}” here: ${between.found}.`, items: [], why: sayRefusal(between) }
  return { ...shared, summary: summarise(first, last, between), items: between, why: null }
}

function countingNamed(id: string): Counting | Refusal {
  return countings.find((one) => one.id === id) ?? refuse('unknown-definition', 'usage', {
    doing: 'Looking for a way of counting', found: `none is called “${id}”`, need: `One of ${countings.map((one) => one.id).join(', ')}`, next: 'See cadre lens --measure fte for those of a measure',
  })
}

function refuseApart(start: Counting, end: Counting): Refusal {
  return refuse('definitions-apart', 'usage', {
    doing: `Bridging “${start.name}” and “${end.name}”`, found: start.id === end.id ? 'they are the same' : 'they do not count the same thing, or only one of them is held', need: 'Two ways of counting the same thing', next: 'Ask cadre lens for the ways of counting a measure',
  })
}

/** Levels and steps from the first figure to the last. */
async function itemsBetween(house: House, viewer: Viewer, place: LensPlace, first: Counted, last: Counted): Promise<LensItem[] | Refusal> {
  for (const { shown, answer } of [first, last]) {
    if (isRefusal(answer)) return refuseMissing(shown.name, answer.found)
    if (shown.value === null) return refuseMissing(shown.name, 'it has no value here')
    if (isRounded(answer)) return refuse('bridge-needs-records', 'absent', { doing: 'Bridging two ways of counting', found: 'these figures are rounded views of records that are not yours to read', need: 'The records themselves: rounded parts would not add up', next: 'Ask for an area within your scope' })
  }
  if (first.shown.asOf !== last.shown.asOf && first.counting.family !== 'leaving') return refuseMissing(last.shown.name, `it is of ${sayDate(last.shown.asOf ?? '')}, not of ${sayDate(first.shown.asOf ?? '')}`)
  if (first.counting.family === 'vacancy') return vacancyItems(house, viewer, place, first, last)
  const path = first.counting.family === 'staff' ? await staffPath(house, viewer, place, first, last) : [first, last]
  if (isRefusal(path)) return path
  const items: LensItem[] = []
  for (const [at, counted] of path.entries()) {
    const next = path[at + 1]
    const unit = counted.shown.unit
    items.push({ kind: 'level', says: counted.shown.name, size: counted.shown.value ?? 0, unit })
    if (next === undefined) break
    const steps = await (counted.counting.family === 'staff' ? staffSteps(house, viewer, place, counted, next) : leavingSteps(house, viewer, place, counted, next))
    if (isRefusal(steps)) return steps
    const open = openAfter(counted, steps, next)
    if (open !== null) return open
    items.push(...steps.filter(({ size }) => !isDust(size, counted)).map((step): LensItem => ({ kind: 'step', ...step, unit: stepUnit(unit, next.shown.unit) })))
  }
  return items
}

/** Nothing but what a sum of decimals leaves behind. */
function isDust(size: number, { shown }: Counted): boolean {
  return Math.abs(size) <= 1e-9 * Math.max(1, Math.abs(shown.value ?? 0))
}

/** The unit of a step: of rates points; between FTE, posts and people one stands for one. */
function stepUnit(from: string, to: string): string {
  return from.startsWith('%') ? 'points' : from === to ? from : to
}

/** Steps that do not close are not shown: something between the two figures would have no name. Answers null when they close. */
function openAfter(from: Counted, steps: readonly LensStep[], to: Counted): Refusal | null {
  const [start, end] = [from.shown.value ?? 0, to.shown.value ?? 0]
  const reached = steps.reduce((sum, { size }) => sum + size, start)
  if (Math.abs(reached - end) <= 1e-7 * Math.max(1, Math.abs(start), Math.abs(end))) return null
  return refuse('bridge-stays-open', 'check', {
    doing: `Bridging “${from.shown.name}” and “${to.shown.name}”`, found: `the parts found lead to ${formatNumber(reached, 3)}, not to ${formatNumber(end, 3)}`, need: 'Parts that explain all of the difference', next: 'Look at the provenance of both figures: they may rest on different staff',
  })
}

function refuseMissing(name: string, found: string): Refusal {
  return refuse('bridge-lacks-figure', 'absent', { doing: `Bridging to “${name}”`, found, need: 'Both figures, of the same day', next: 'Choose another way of counting, or load what it needs' })
}

/** The sentence: both figures, and the largest parts between them. */
function summarise(first: Counted, last: Counted, items: readonly LensItem[]): string {
  const steps = items.filter(({ kind }) => kind === 'step').toSorted((a, b) => Math.abs(b.size) - Math.abs(a.size))
  const parts = steps.slice(0, 3).map(({ says, size, unit }) => `${inSentence(says)} (${signed(size, unit)})`)
  const more = steps.length > 3 ? ` and ${steps.length - 3} more` : ''
  const way = [first, last].map(({ shown }) => `${formatNumber(shown.value ?? 0, shown.unit.startsWith('%') ? 1 : 0)} ${shown.unit} (${inSentence(shown.name)})`)
  if (steps.length === 0) return `${way[0]} and ${way[1]}: two ways of counting that give the same here.`
  return `${way[0]} and ${way[1]} are ${sameThing[first.counting.family]} counted in two ways: between them ${steps.length === 1 ? 'lies' : 'lie'} ${parts.join(', ')}${more}.`
}

/** As it stands inside a sentence; abbreviations stay. */
function inSentence(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
}

const sameThing = { staff: 'the same staff', vacancy: 'vacancies of the same posts', leaving: 'leavers of the same twelve months' } as const

function signed(size: number, unit: string): string {
  const digits = unit === 'points' ? 2 : 0
  const text = formatNumber(Math.abs(size), digits)
  return `${/^[0.]+$/.test(text) ? '' : size > 0 ? '+' : '−'}${text}`
}

/** Both figures behind one bridge: their files together, their notes one after the other. */
function provenanceOf(start: QueryAnswer, { answer }: Counted): Provenance {
  if (isRefusal(answer)) return start.provenance
  const sources = [...start.provenance.sources, ...answer.provenance.sources.filter((own) => start.provenance.sources.every(({ fileSha256, id }) => fileSha256 !== own.fileSha256 || id !== own.id))]
  return {
    ...start.provenance, definition: `From: ${start.provenance.definition} To: ${answer.provenance.definition}`, formula: `From: ${start.provenance.formula}. To: ${answer.provenance.formula}. The parts are worked out from the same rows and add up to the difference`,
    sources, notes: [...new Set([...start.provenance.notes, ...answer.provenance.notes])],
  }
}

function sayCommand(from: string, to: string, place: LensPlace): string {
  const { at, map } = place
  return `cadre lens --from ${from} --to ${to}${listWhere(place).map((part) => ` --where ${quoted(part)}`).join('')}${at === undefined ? '' : ` --at ${at}`}${map === undefined ? '' : ` --map ${map}`}`
}
