import type { Viewer } from '../access/viewer.ts'
import { ComingsAnswer, ComingsRequest, type End } from '../contract/comings.ts'
import type { FlowsAnswer } from '../contract/flows.ts'
import { originKinds } from '../store/flow-labels.ts'
import type { House } from '../store/house.ts'
import { calibrationDefaults } from '../supply/calibrate.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { answerFlows } from './flows.ts'
import { tableRoutes, type CsvFile, type Route } from './route.ts'

/**
 * Answer who joined a group in an area from where, and who left it to where.
 * Errors: as `answerFlows`; refuses `ends-not-followed` where only counts are held, and nobody can be followed behind them.
 */
export async function answerComings(house: House, viewer: Viewer, request: ComingsRequest): Promise<ComingsAnswer | Refusal> {
  const flows = await answerFlows(house, viewer, flowsRequest(request, 'staff_group'))
  if (isRefusal(flows)) return flows
  const { account } = flows
  if (account === null) return refuseCounts(flows)
  const came = inOrder([...flows.origins.map(({ origin, known, heads, fte }): End => ({ where: origin, kind: originKinds[origin] ?? (known === 'unknown' ? 'unknown' : 'moved'), heads, fte })), ...otherGroup(account.movedIn)])
  const went = inOrder([...flows.destinations.map(({ destination, known, heads, fte }): End => ({ where: destination, kind: known === 'observed' ? 'moved' : known, heads, fte })), ...otherGroup(account.movedOut)])
  const group = groupOf(request)
  return {
    area: flows.area, areaName: flows.areaName, level: flows.level, group, from: flows.from, to: flows.to,
    summary: `${flows.areaName}, ${group}, ${sayDate(flows.from)} to ${sayDate(flows.to)}: ${sayEnds('joined', came)}. In the same time ${sayEnds('left', went)}.`,
    account, came, went, reasons: flows.reasons.map((reason) => ({ ...reason })), provenance: flows.provenance,
  }
}

/** The question about flows behind a question about an area and group. */
export function flowsRequest({ area, profession, from, to, map }: ComingsRequest, between: string): Parameters<typeof answerFlows>[2] {
  return { by: '', between, step: 'month', basis: 'employer', group: groupOf({ profession }), ...(area === undefined ? {} : { area }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(map === undefined ? {} : { map }) }
}

/** The whole that projections are of, where no group is named. */
function groupOf({ profession }: Pick<ComingsRequest, 'profession'>): string {
  return profession === undefined || profession === '' ? calibrationDefaults.wholeGroup : profession
}

function otherGroup({ heads, fte }: { heads: number; fte: number }): End[] {
  return heads === 0 && fte === 0 ? [] : [{ where: 'Another staff group here', kind: 'group', heads, fte }]
}

/** Most people first; what nobody knows last. */
function inOrder(ends: readonly End[]): End[] {
  return ends.toSorted((a, b) => Number(a.kind === 'unknown') - Number(b.kind === 'unknown') || b.heads - a.heads)
}

function sayEnds(verb: string, ends: readonly End[]): string {
  const all = sum(ends)
  if (all === 0) return `nobody ${verb}`
  const unknown = sum(ends.filter(({ kind }) => kind === 'unknown'))
  const [most] = ends.filter(({ kind }) => kind !== 'unknown')
  const where = verb === 'joined' ? 'from where' : 'to where'
  const known = most === undefined ? '' : `, first among those known: ${most.where} (${formatNumber(most.heads, 0)})`
  return `${formatNumber(all, 0)} ${verb}${known}${unknown === 0 ? '' : `; of ${unknown === all ? 'all of them' : formatNumber(unknown, 0)} nobody can say ${where}`}`
}

function sum(ends: readonly End[]): number {
  return ends.reduce((total, { heads }) => total + heads, 0)
}

function refuseCounts({ areaName, returned }: FlowsAnswer): Refusal {
  return refuse('ends-not-followed', 'absent', {
    doing: `Looking where staff of ${areaName} come from and go to`, found: `${returned.length} counts of joiners and leavers and no staff records`, need: 'Staff records of two month-ends: a count does not say from where or to where',
    next: 'Load staff records, or choose another area',
  })
}

const header = ['flow', 'where', 'kind', 'people', 'fte', 'area', 'group', 'from', 'to']

/** Everybody who joined or left, by from where and to where, as csv. */
export function writeComingsCsv(answer: ComingsAnswer): CsvFile {
  const lines = (flow: string, ends: readonly End[]) => ends.map(({ where, kind, heads, fte }) => [flow, where, kind, heads, fte, answer.area, answer.group, answer.from, answer.to])
  return { name: `joiners-and-leavers-${answer.area}-${answer.group}.csv`, text: writeCsv(header, [...lines('joined from', answer.came), ...lines('left to', answer.went)]) }
}

export const comingsRefuses = ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'dates-do-not-fit', 'date-out-of-range', 'identifiers-unstable', 'flows-not-held', 'flows-not-followed', 'ends-not-followed']

export const comingsRoutes: readonly Route[] = tableRoutes({
  url: '/api/comings', policy: 'records', says: 'Who joined a staff group in an area from where, and who left it to where, with what nobody knows', csv: 'The same as csv', group: 'Projection', query: ComingsRequest, answer: ComingsAnswer, refuses: comingsRefuses,
  ask: answerComings, write: writeComingsCsv,
})
