import type { Viewer } from '../../access/viewer.ts'
import type { BacktestSources } from '../../contract/backtest.ts'
import type { CubeRow } from '../../dataset/cube.ts'
import type { GroupHistory } from '../../dataset/history.ts'
import { seriesBreaks } from '../../reference/series-breaks.ts'
import { backtestSeries, backtestSeriesOf, type BacktestSeries } from '../../scenario/backtest-series.ts'
import { answerCube } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { titleOfSeries } from './backtest-title.ts'
import { calibrateArea } from '../rates/calibrated.ts'
import { findPlace, type Place } from '../map/find-place.ts'

/** The histories of one source, with the names of those that go by a code. */
export interface SeriesRead { readonly series: BacktestSeries; readonly place: Place; readonly histories: readonly GroupHistory[]; readonly names: ReadonlyMap<string, string> }

/** List the sources held that past projections can be scored on: those by area, and those by staff group of the nation. Errors: refuses `nothing-loaded`. */
export async function readBacktestSources(house: House, viewer: Viewer): Promise<BacktestSources | Refusal> {
  const nation = await readNation(house, viewer)
  if (isRefusal(nation)) return nation
  const held = await sourcesHeld(house, viewer, nation.place)
  const byGroup = sourcesOf(nation.histories.filter(({ flows, source }) => flows.length > 0 && byArea(source) === undefined))
  return { sources: await Promise.all([...byGroup, ...held].map(async (source) => ({ source, title: await titleOfSeries(house, viewer, nation.place, source) }))) }
}

/** Read the histories of a source; of the one with most series when none is named. Errors: refuses `nothing-loaded` and `source-without-series`. */
export async function readSeries(house: House, viewer: Viewer, asked: string | undefined): Promise<SeriesRead | Refusal> {
  const nation = await readNation(house, viewer)
  if (isRefusal(nation)) return nation
  const { place, histories } = nation
  const source = asked ?? commonest(histories)
  const parts = byArea(source)
  const held = parts ? await readParts(house, viewer, parts) : { histories: histories.filter((history) => history.source.includes(source)), names: new Map<string, string>() }
  if (source === '' || held.histories.length === 0) return refuseSource(source, [...sourcesOf(histories), ...await sourcesHeld(house, viewer, place)])
  return { series: backtestSeriesOf(source), place, ...held }
}

/** The nation of the data; where several are held and none is home, the one that staff groups are published for. */
async function readNation(house: House, viewer: Viewer): Promise<{ place: Place; histories: readonly GroupHistory[] } | Refusal> {
  const home = await findPlace(house, viewer, undefined)
  if (isRefusal(home)) return home
  const published = backtestSeries.find(({ by }) => by === null)
  const other = published && home.map.nodes.has(`nation:${published.nation}`) ? await findPlace(house, viewer, published.nation) : home
  for (const place of [home, ...(isRefusal(other) ? [] : [other])]) {
    const groups = await calibrateArea(house, viewer, place)
    const histories = isRefusal(groups) ? [] : groups.map(({ history }) => history)
    if (histories.some(({ flows }) => flows.length > 0)) return { place, histories }
  }
  return { place: home, histories: [] }
}

function byArea(source: string): BacktestSeries | undefined {
  return backtestSeries.find((series) => series.source === source && series.by !== null)
}

async function sourcesHeld(house: House, viewer: Viewer, { snapshot }: Place): Promise<string[]> {
  const files = await house.catalogue.files(viewer, snapshot)
  return backtestSeries.filter(({ source, by }) => by !== null && files.some((file) => file.source === source)).map(({ source }) => source)
}

/** One history per part: its stock at every date published. */
async function readParts(house: House, viewer: Viewer, series: BacktestSeries): Promise<Pick<SeriesRead, 'histories' | 'names'>> {
  const by = series.by!
  const where = { source: series.source, ...(by === 'state' ? { area: series.nation } : {}) }
  const answer = await answerCube(house, viewer, { measure: series.unit === 'fte' ? 'fte' : 'headcount', by: [by, 'period'], where, at: null, from: '1900-01-01', to: '2999-12-31', map: null })
  if (isRefusal(answer)) return { histories: [], names: new Map() }
  const rows = Map.groupBy(answer.rows.filter(({ value }) => value !== null), (row) => String(row[by]))
  const breaks = seriesBreaks.filter(({ source }) => source === series.source).map(({ from, to, why, measure }) => ({ from, to, why, measure }))
  const histories = [...rows].map(([group, its]): GroupHistory => ({ area: series.nation, group, source: series.source, byAge: null, flows: [], breaks, stocks: its.map((row) => stockOf(row, series.unit)) }))
  return { histories, names: new Map([...rows].map(([group, its]) => [group, String(its[0]![`${by}_name`] ?? group)])) }
}

function stockOf(row: CubeRow, unit: BacktestSeries['unit']): GroupHistory['stocks'][number] {
  return { date: String(row['period']), heads: unit === 'fte' ? null : row.value, fte: unit === 'fte' ? row.value : null }
}

/** The source that most series come from; of equals the first by name. */
function commonest(histories: readonly GroupHistory[]): string {
  const counts = new Map<string, number>()
  for (const { source, flows } of histories) counts.set(source, (counts.get(source) ?? 0) + (flows.length > 0 ? 1 : 0))
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? ''
}

function sourcesOf(histories: readonly GroupHistory[]): string[] {
  return [...new Set(histories.map(({ source }) => source))].sort()
}

function refuseSource(source: string, held: readonly string[]): Refusal {
  return refuse('source-without-series', 'absent', {
    doing: 'Back-testing', found: source === '' ? 'no series of stocks and leavers is loaded' : `no series of the source “${source}” is loaded for the nation`,
    need: held.length === 0 ? 'Stocks and leavers of several years' : `One of the sources loaded: ${held.join('; ')}`, next: 'Load the published turnover series, or name a source that is loaded',
  })
}
