import { reachesAll } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import { FlowsAnswer, FlowsRequest } from '../contract/flows.ts'
import type { FlowAccount, FlowAmount, FlowsQuestion } from '../dataset/flows.ts'
import type { House } from '../store/house.ts'
import { readFlows } from '../store/flows.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv, type CsvCell } from './csv.ts'
import { keepReading } from './kept.ts'
import { tableRoutes, type CsvFile, type Route } from './route.ts'
import { withElsewhere } from './view/view-elsewhere.ts'

/** Answer who joined, left and moved: the one function behind the command line, the address and the page. Kept per snapshot. */
export async function answerFlows(house: House, viewer: Viewer, request: FlowsRequest): Promise<FlowsAnswer | Refusal> {
  const { area, group, from, to, map, between, step, basis } = request
  const by = request.by.split(',').map((name) => name.trim()).filter((name) => name !== '')
  if (from !== undefined && to !== undefined && from >= to) return refuse('dates-do-not-fit', 'usage', { doing: 'Reading a question about flows', found: `a period from ${from} that ends on ${to}`, need: 'A first day before the last', next: 'Turn them round, or leave one out' })
  const question = { area: area ?? null, group: group ?? null, from: from ?? null, to: to ?? null, map: map ?? null, by, between, step, basis }
  return answerFlowsQuestion(house, viewer, question)
}

/** Answer a question that was read already. Kept per snapshot; people are followed where nobody waits for it. */
export async function answerFlowsQuestion(house: House, viewer: Viewer, question: FlowsQuestion): Promise<FlowsAnswer | Refusal> {
  const ask = async (): Promise<FlowsAnswer | Refusal> => {
    const found = (await readFlows(house, viewer, question)) as FlowsAnswer | Refusal
    return isRefusal(found) || reachesAll(viewer.reach) ? found : withElsewhere(house, found, question.group ?? null)
  }
  const snapshot = await house.catalogue.live(viewer)
  return snapshot === null ? ask() : keepReading(house, viewer, snapshot, { work: 'flows', asked: question }, ask)
}

/** Lines of an account in the order they are added up. */
export const accountLines = ['opening', 'joiners', 'leavers', 'movedIn', 'movedOut', 'takenUp', 'givenUp', 'hours', 'coverage', 'closing'] as const satisfies readonly (keyof FlowAccount)[]

/** The rows of an answer as a csv file: the dimensions, then people and FTE of every line of the account, or of the one flow they are split by. */
export function writeFlowsCsv(answer: FlowsAnswer): CsvFile {
  const keys = [...new Set(answer.rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== 'account' && key !== 'flow')
  const isSplit = answer.rows.some((row) => row.flow !== null)
  const lines = isSplit ? ['people', 'fte'] : accountLines.flatMap((line) => [`${snake(line)}_people`, `${snake(line)}_fte`])
  const amounts = (row: FlowsAnswer['rows'][number]): CsvCell[] => {
    const { account, flow } = row
    const parts: (FlowAmount | null)[] = isSplit ? [flow] : accountLines.map((line) => account?.[line] ?? null)
    return parts.flatMap((part) => [part?.heads ?? null, part?.fte ?? null])
  }
  const rows = answer.rows.map((row) => [...keys.map((key) => (row[key] ?? null) as CsvCell), answer.from, answer.to, ...amounts(row)])
  return { name: `flows-${answer.area}-${answer.to}.csv`, text: writeCsv([...keys, 'from', 'to', ...lines], rows) }
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const refuses = ['dates-do-not-fit', 'nothing-loaded', 'dimension-not-held', 'unknown-area', 'unknown-staff-group', 'date-out-of-range', 'identifiers-unstable', 'flows-not-held', 'flows-not-followed']

export const flowsRoutes: readonly Route[] = tableRoutes({
  url: '/api/flows', policy: 'records', says: 'Who joined, left and moved between month-ends, as an account that adds up, with reasons, destinations, origins and what could not be followed', csv: 'The same rows as csv', group: 'Numbers', query: FlowsRequest, answer: FlowsAnswer, refuses,
  ask: answerFlows, write: writeFlowsCsv,
})
