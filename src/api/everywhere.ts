import { createHash } from 'node:crypto'
import type { Viewer } from '../access/viewer.ts'
import type { EverywhereAnswer, EverywhereRequest, EverywhereYear } from '../contract/everywhere.ts'
import { sayLevers } from '../scenario/describe-levers.ts'
import { saySize } from '../scenario/describe.ts'
import { sumsUp, type GroupAnswer } from '../scenario/every-place.ts'
import { hashOf, modelVersion } from '../scenario/manifest.ts'
import type { House } from '../store/house.ts'
import { levelWords } from '../reference/levels.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { gatherEverywhere, type EverywhereInputs } from './everywhere/everywhere-inputs.ts'
import { projectInThreads } from './everywhere/everywhere-threads.ts'
import { leversOf, sayRunOptions } from './projection.ts'
import type { CsvFile } from './route.ts'
import { sayCount } from './say.ts'

/** How far a run is, told as it goes; `stop` is looked at between areas and ends the threads at work. */
export interface Watch {
  readonly step: (state: 'calibrating' | 'projecting', done: number, of: number) => void
  readonly stop: AbortSignal
}

export interface Everywhere {
  readonly answer: EverywhereAnswer
  readonly csv: CsvFile
}

/**
 * Project every staff group in every area of a level, in threads: the answer for an area is the one its own projection gives, and all areas together
 * are added up draw by draw.
 *
 * Errors: refuses as `gatherEverywhere`; null when it was stopped.
 */
export async function answerEverywhere(house: House, viewer: Viewer, request: EverywhereRequest, watch: Watch): Promise<Everywhere | Refusal | null> {
  const inputs = await gatherEverywhere(house, viewer, request, (done, of) => {
    watch.step('calibrating', done, of)
    return !watch.stop.aborted
  })
  if (inputs === null || isRefusal(inputs)) return inputs
  const { years, draws, seed, unit } = request
  watch.step('projecting', 0, inputs.groups.length)
  const threads = projectInThreads(inputs.groups, { years, draws, seed, unit, ...(inputs.levers === null ? {} : { compared: true }) }, (done) => watch.step('projecting', done, inputs.groups.length))
  if (watch.stop.aborted) threads.cancel()
  watch.stop.addEventListener('abort', () => threads.cancel(), { once: true })
  const groups = await threads.answers
  return groups === null ? null : { answer: sayEverywhere(request, inputs, groups), csv: writeEverywhere(request, inputs, groups) }
}

function sayEverywhere(request: EverywhereRequest, inputs: EverywhereInputs, groups: readonly GroupAnswer[]): EverywhereAnswer {
  const { level, unit, seed, draws, years } = request
  const total = addGroups(groups)
  const last = total.at(-1)!
  return {
    summary: sayWhole(request, inputs, groups, last), level, unit: unit === 'fte' ? 'FTE' : 'people', date: last.date,
    manifest: { dataset: inputs.snapshot, model: modelVersion, seed, draws, years, unit, level, groups: request.groups, ...(inputs.levers === null ? {} : { levers: hashOf(JSON.parse(JSON.stringify(inputs.levers))) }), outputs: createHash('sha256').update(JSON.stringify(groups.map(({ group, places, together }) => ({ group, places, together })))).digest('hex') },
    areas: [...inputs.areas], total, without: [...inputs.without],
    groups: groups.map(({ group, places, together }) => ({
      group, together: [...together],
      areas: places.map(({ code, rows }) => ({ code, today: rows[0]!.supply.p50, supply: rows.at(-1)!.supply, demand: rows.at(-1)!.demand, gap: rows.at(-1)!.gap, ...(rows.at(-1)!.difference === undefined ? {} : { difference: rows.at(-1)!.difference }) })),
    })),
    notes: [
      inputs.levers === null ? 'A possible future if nothing changes, not a forecast of what must happen.' : 'A possible future with these levers, not a forecast of what must happen. Each area and group is as its own what-if gives it; a lever that names no profession or area acts in each.',
      'All areas together are added up draw by draw: the nation’s swings are the same everywhere, each area’s own are not, so ranges do not add up. The nation’s own projection, learnt from the nation as a whole, is another figure.',
      'A move from one area to another is leaving the first and joining the second: added up, areas show more turnover than the nation has.',
    ],
    provenance: { repeat: `cadre project --every ${level}${request.groups === 'profession' ? '' : ` --groups ${request.groups}`}${sayRunOptions(request)}${inputs.levers === null ? '' : ' --levers FILE'}` },
  }
}

/** Add all groups up, draw by draw, in their order. Groups that open on different days are added by years ahead. */
function addGroups(groups: readonly GroupAnswer[]): EverywhereYear[] {
  const dates = groups[0]!.together.map(({ date }) => date)
  const add = (side: 'supply' | 'demand' | 'without') => dates.map((_, ahead) => groups[0]!.drawn[side]![ahead]!.map((_value, draw) => groups.reduce((sum, { drawn }) => sum + drawn[side]![ahead]![draw]!, 0)))
  return sumsUp({ supply: add('supply'), demand: add('demand'), ...(groups[0]!.drawn.without === undefined ? {} : { without: add('without') }) }, dates)
}

function sayWhole({ level, unit, ...moved }: EverywhereRequest, { areas, levers: file }: EverywhereInputs, groups: readonly GroupAnswer[], last: EverywhereYear): string {
  const short = groups.filter(({ together }) => together.at(-1)!.gap.p10 > 0).length
  const words = areas.length === 1 ? levelWords[level].one : levelWords[level].many
  const groupsShort = short === 0 ? 'no group is short in nine futures of ten' : `${sayCount(short)} of ${sayCount(groups.length, 'group')} ${short === 1 ? 'is' : 'are'} short in nine futures of ten`
  const said = [sayLevers(leversOf(moved)), file === null ? null : file.name ?? sayCount(file.levers.length, 'lever')].filter((each) => each !== null)
  return `${said.length === 0 ? 'If nothing changes' : `With ${said.join(' and ')}`}, ${sayCount(areas.length)} ${words} together would be ${saySize(last.gap, unit)} in ${last.date.slice(0, 4)}; ${groupsShort}.`
}

const fans = ['supply', 'demand', 'gap'] as const
const points = ['p10', 'p50', 'p90'] as const

/** Every year of every group and area as csv. */
function writeEverywhere({ unit }: EverywhereRequest, { areas, levers }: EverywhereInputs, groups: readonly GroupAnswer[]): CsvFile {
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  const header = ['profession', 'area', 'area_name', 'date', 'years_ahead', 'unit', ...fans.flatMap((fan) => points.map((point) => `${fan}_${point}`)), ...(levers === null ? [] : points.map((point) => `supply_difference_${point}`))]
  const line = (group: string, code: string, name: string, row: EverywhereYear) => [group, code, name, row.date, row.ahead, unit === 'fte' ? 'FTE' : 'people', ...fans.flatMap((fan) => points.map((point) => row[fan][point])), ...(levers === null ? [] : points.map((point) => row.difference![point]))]
  const rows = groups.flatMap(({ group, places, together }) => [
    ...places.flatMap(({ code, rows: own }) => own.map((row) => line(group, code, names.get(code) ?? '', row))), ...together.map((row) => line(group, '', 'All areas together', row)),
  ])
  return { name: 'projection-every-area.csv', text: writeCsv(header, rows) }
}
