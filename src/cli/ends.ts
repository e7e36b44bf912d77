import { answerComings, writeComingsCsv } from '../api/comings.ts'
import { answerSpillOver, writeSpillOverCsv } from '../api/projection/spill-over.ts'
import type { Viewer } from '../access/viewer.ts'
import type { ComingsAnswer, ComingsRequest, SpillOverAnswer } from '../contract/comings.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { Outcome } from './outcome.ts'
import { layTable } from './table.ts'

/** `cadre flows --ends`: who joined from where, and who left to where. */
export async function showEnds(house: House, viewer: Viewer, request: ComingsRequest): Promise<Outcome | Refusal> {
  const answer = await answerComings(house, viewer, request)
  return isRefusal(answer) ? answer : { json: answer, text: sayEnds(answer), csv: writeComingsCsv(answer).text, notes: answer.provenance.notes }
}

/** `cadre flows --spill-over`: who gains and who loses when people change area or sector. */
export async function showSpillOver(house: House, viewer: Viewer, request: ComingsRequest): Promise<Outcome | Refusal> {
  const answer = await answerSpillOver(house, viewer, request)
  return isRefusal(answer) ? answer : { json: answer, text: saySpillOver(answer), csv: writeSpillOverCsv(answer).text, notes: answer.provenance.notes }
}

function sayEnds({ summary, came, went, reasons }: ComingsAnswer): string {
  const ends = [['joined from', came], ['left to', went]] as const
  const rows = [...ends.flatMap(([flow, lines]) => lines.map(({ where, heads, fte }) => [flow, where, heads, fte])), ...reasons.map(({ reason, heads, fte }) => ['left because', reason, heads, fte])]
  return `${summary}\n\n${layTable(['flow', 'where or why', 'people', 'FTE'], rows).trimEnd()}`
}

function saySpillOver({ summary, areas, sectors }: SpillOverAnswer): string {
  const tables = [['area', areas], ['sector', sectors]] as const
  return [summary, ...tables.flatMap(([name, places]) => (places.length === 0 ? [] : [layTable([name, 'came', 'went', 'net'], places.map((place) => [place.name, place.gained, place.lost, place.net])).trimEnd()]))].join('\n\n')
}
