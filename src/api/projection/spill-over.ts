import type { Viewer } from '../../access/viewer.ts'
import { ComingsRequest, SpillOverAnswer, type ComingsAnswer } from '../../contract/comings.ts'
import type { FlowsAnswer } from '../../contract/flows.ts'
import type { House } from '../../store/house.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerComings, comingsRefuses, flowsRequest } from '../comings.ts'
import { writeCsv } from '../csv.ts'
import { answerFlows } from '../flows.ts'
import { tableRoutes, type CsvFile, type Route } from '../route.ts'

type Move = FlowsAnswer['transfers'][number]

/**
 * Answer who gains and who loses when people change area or sector: what one area gains from another, the other loses.
 * Moves are those of the whole nation; who came to the area asked is told apart as new to the system, moved, or unknown.
 * Errors: as `answerComings`.
 */
export async function answerSpillOver(house: House, viewer: Viewer, request: ComingsRequest): Promise<SpillOverAnswer | Refusal> {
  const comings = await answerComings(house, viewer, request)
  if (isRefusal(comings)) return comings
  const { area: _area, ...nation } = request
  const [areas, sectors] = await Promise.all([answerFlows(house, viewer, flowsRequest({ ...nation, from: comings.from, to: comings.to }, 'ics')), answerFlows(house, viewer, flowsRequest({ ...nation, from: comings.from, to: comings.to }, 'sector'))])
  if (isRefusal(areas)) return areas
  if (isRefusal(sectors)) return sectors
  const [moves, sectorMoves] = [areas.transfers, sectors.transfers].map((lines) => lines.filter(({ from, to }) => from !== '' && to !== '')) as [Move[], Move[]]
  const came = comeApart(comings)
  return {
    area: comings.area, areaName: comings.areaName, group: comings.group, from: comings.from, to: comings.to, ...came,
    summary: sayShares(comings, came, moves), areas: placesOf(moves), moves: moves.map((line) => ({ ...line })), sectors: placesOf(sectorMoves), sectorMoves: sectorMoves.map((line) => ({ ...line })),
    provenance: { ...areas.provenance, notes: ['Moves are counted from records over the whole nation: somebody found with an employer of one area and then with one of another. What one area gains, another loses.', ...comings.provenance.notes] },
  }
}

type Came = Pick<SpillOverAnswer, 'newToSystem' | 'moved' | 'unknown'>

/** Those who came to the area, apart: new to the system, moved inside it, and unknown. Who changes group inside the area has not come to it. */
function comeApart({ came }: ComingsAnswer): Came {
  const of = (...kinds: string[]) => came.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { heads }) => sum + heads, 0)
  const said = came.some(({ kind }) => kind === 'new' || kind === 'back')
  return { newToSystem: said ? of('new', 'back') : null, moved: of('moved'), unknown: of('unknown') }
}

/** What each place gained from others and lost to them, the largest gain first. */
function placesOf(moves: readonly Move[]): SpillOverAnswer['areas'] {
  const places = new Map<string, { code: string; name: string; gained: number; lost: number }>()
  const at = (code: string, name: string) => places.get(code) ?? places.set(code, { code, name, gained: 0, lost: 0 }).get(code)!
  for (const { from, fromName, to, toName, heads } of moves) {
    at(from, fromName).lost += heads
    at(to, toName).gained += heads
  }
  return [...places.values()].map((place) => ({ ...place, net: place.gained - place.lost })).toSorted((a, b) => b.net - a.net || (a.code < b.code ? -1 : 1))
}

function sayShares({ areaName, group, from, to }: ComingsAnswer, { newToSystem, moved, unknown }: Came, moves: readonly Move[]): string {
  const came = (newToSystem ?? 0) + moved + unknown
  const nation = moves.reduce((sum, { heads }) => sum + heads, 0)
  const known = [...(newToSystem === null ? [] : [`${count(newToSystem)} were new to the system or back in it`]), `${count(moved)} had moved from elsewhere in it`]
  const unsaid = unknown === 0 ? '' : `; of ${unknown === came ? 'all of them' : count(unknown)} nobody can say from where`
  return `${areaName}, ${group}, ${sayDate(from)} to ${sayDate(to)}: ${count(came)} came, of whom ${known.join(' and ')}${unsaid}. In the whole nation ${count(nation)} moved from one area to another: what one gained, another lost.`
}

function count(people: number): string {
  return formatNumber(people, 0)
}

/** Every move between two areas or sectors as csv. */
export function writeSpillOverCsv(answer: SpillOverAnswer): CsvFile {
  const lines = (between: string, moves: SpillOverAnswer['moves']) => moves.map(({ from, fromName, to, toName, heads, fte }) => [between, from, fromName, to, toName, heads, fte, answer.group, answer.from, answer.to])
  return { name: `spill-over-${answer.group}.csv`, text: writeCsv(['between', 'from', 'from_name', 'to', 'to_name', 'people', 'fte', 'group', 'period_from', 'period_to'], [...lines('area', answer.moves), ...lines('sector', answer.sectorMoves)]) }
}

export const spillOverRoutes: readonly Route[] = tableRoutes({
  url: '/api/spill-over', policy: 'records', says: 'Who gains and who loses when staff change area or sector: new to the system and moved apart, unknown said', csv: 'Every move between two areas or sectors as csv', group: 'Projection', query: ComingsRequest, answer: SpillOverAnswer, refuses: comingsRefuses,
  ask: answerSpillOver, write: writeSpillOverCsv,
})
