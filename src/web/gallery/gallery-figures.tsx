import type { ReactNode } from 'react'
import { AgePyramid } from '../charts/age-pyramid.tsx'
import { BarRows } from '../charts/bar-rows.tsx'
import { boxOf } from '../charts/box-numbers.ts'
import { BoxRows } from '../charts/box-rows.tsx'
import { BridgeBars } from '../charts/bridge-bars.tsx'
import type { ChartValue, SayFigure } from '../charts/chart-value.ts'
import { DotRows } from '../charts/dot-rows.tsx'
import { FanChart } from '../charts/fan-chart.tsx'
import { Funnel } from '../charts/funnel.tsx'
import { sayGap, sayRange } from '../charts/gap-words.ts'
import { GapYears } from '../charts/gap-years.tsx'
import { HeatTable } from '../charts/heat-table.tsx'
import { IntervalRows } from '../charts/interval-rows.tsx'
import { OutlineMap } from '../charts/outline-map.tsx'
import { PathwayBand, type PathwayRow, type PathwayStage } from '../charts/pathway-band.tsx'
import { RangeRows } from '../charts/range-rows.tsx'
import type { TimeSeries } from '../charts/series-paths.ts'
import { SmallMultiples } from '../charts/small-multiples.tsx'
import { SpcChart, signWords } from '../charts/spc-chart.tsx'
import { judgeSeries } from '../../units/variation.ts'
import { TileMap } from '../charts/tile-map.tsx'
import { TimeLines } from '../charts/time-lines.tsx'
import { amount, shown, words } from '../figure/cell.ts'
import type { TableCell, TableData } from '../figure/cell.ts'
import { sayCell, sayNumber } from '../format.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { absence, ages, boxes, bridge, countings, dots, futures, groups, heat, history, intervals, lines, outlined, panels, pathway, peers, ranges, sexes, tiles } from './examples.ts'

/** One drawing of the gallery: what it is for, what the example says, and its table. */
export interface GalleryFigure {
  readonly id: string
  readonly title: string
  /** When to use it. */
  readonly use: string
  readonly table: TableData
  readonly drawing: ReactNode
}

const rate: SayFigure = ({ value, status }) => (value === null ? sayCell(value, status, '%') : sayNumber(value, 1))
const count: SayFigure = ({ value, status }) => sayCell(value, status, 'people')
const percent = (value: number) => `${sayNumber(value * 100, 1)} %`
const cell = (one: ChartValue | null, say: SayFigure): TableCell => shown(one === null ? '[z]' : say(one), one?.value ?? null)
const named = (...names: string[]) => names.map((name, at) => ({ name, ...(at === 0 ? {} : { numeric: true }) }))

/** Every drawing there is, in the order of the questions they answer. */
export const galleryFigures: readonly GalleryFigure[] = [
  figure('fan', 'Short by 350 in 2030', 'Fan: where supply and demand go, with their range; never a forecast of what must happen', <FanChart history={history} rows={futures} says="Supply rises to 7,950 and demand to 8,300 in 2030: short by 350." />,
    { columns: named('Date', 'Supply', 'Range of supply', 'Gap'), rows: futures.map((row) => [words(sayMonth(row.date)), amount(row.supply.p50), words(sayRange(row.supply)), words(sayGap(row.gap.p50))]) }),
  figure('gap-years', 'Too few or too many in 2030? The range holds both', 'Gap over the years: around the line of no gap, with its range', <GapYears rows={futures} says="The gap rises from none to short by 350 in 2030, 80 % range over by 66 to short by 766." />,
    { columns: named('Date', 'Gap', 'Range'), rows: futures.map((row) => [words(sayMonth(row.date)), words(sayGap(row.gap.p50)), words(sayRange(row.gap))]) }),
  figure('gap-moved', 'The gap in 2030 is 350 instead of 600', 'Gap with something done beside nothing done, dashed: one path while a lever moves, then with its range', <GapYears rows={futures} before={futures.map((_, at) => (600 * at) / Math.max(1, futures.length - 1))} height={176} says="Nothing done, the gap rises from none to short by 600; with the levers to short by 350." />,
    { columns: named('Date', 'Gap, nothing done', 'Gap'), rows: futures.map((row, at) => [words(sayMonth(row.date)), words(sayGap((600 * at) / Math.max(1, futures.length - 1))), words(sayGap(row.gap.p50))]) }),
  figure('lines', 'Alder Vale rises while the others stay', 'Line: up to four series over time; a month that was not sent leaves a gap. The axis starts at 8', <TimeLines series={lines} says="Three places over 24 months; Alder Vale rises from 10 to 12." say={rate} />, tableOfSeries(lines)),
  figure('multiples', 'Three of eight places rise', 'Small panels: many series over time, all on one scale', <SmallMultiples series={panels} says="Eight places over 24 months, one panel each." say={rate} />, tableOfSeries(panels)),
  figure('spc', 'One month stands out, then seven stay low', 'Limits of ordinary variation: is it chance? Signs: outside the limits, two of three near one, seven on one side, six rising or falling', <SpcChart points={absence} says="24 months: January 2025 lies outside the limits; the seven after it stay below the mean." say={rate} />, tableOfSigns()),
  figure('bars', 'Nurses are the largest group', 'Bar: amounts of categories, from 0; hatched: not available; outlined: estimated', <BarRows rows={groups} says="Seven groups; nurses are the largest with 2,640 people." say={count} />,
    { columns: named('Group', 'People'), rows: groups.map((group) => [words(group.name), cell(group, count)]) }),
  figure('dots', 'Peers lie between 8.1 and 13.0', 'Dots of peers: compare places on one scale without bars from 0', <DotRows rows={peers} series={['Leaver rate']} reference={{ name: 'All together', value: 10.4 }} says="Twelve places between 8.1 and 13.0 % a year." say={rate} />,
    { columns: named('Place', 'Leaver rate, % a year'), rows: peers.map(({ name, figures }) => [words(name), cell(figures[0]!, rate)]) }),
  figure('pairs', 'Women leave more often in most places', 'Dots of a few series: each has its own shape', <DotRows rows={sexes} series={['Women', 'Men']} reference={null} says="Six places; in most the rate of women is the higher." say={rate} />,
    { columns: named('Place', 'Women', 'Men'), rows: sexes.map(({ name, figures }) => [words(name), cell(figures[0]!, rate), cell(figures[1]!, rate)]) }),
  figure('boxes', 'Rates of doctors spread furthest', 'Box: how the figures of many places spread', <BoxRows groups={boxes} says="Three groups of twelve places; one place of doctors lies far out." say={rate} />,
    { columns: named('Group', 'Lower quarter', 'Median', 'Upper quarter', 'Far out'), rows: boxes.map(({ name, values }) => boxRow(name, values)) }),
  figure('heat', 'Most staff are in bands 5 and 6', 'Heat table: two categories; five steps, missing figures hatched or marked', <HeatTable cells={heat} head="Place" caption="Staff by place and band" say={count} />,
    { columns: named('Place', ...heat.columns), rows: heat.rows.map(({ name, figures }) => [words(name), ...figures.map((one) => cell(one, count))]) }),
  figure('pyramid', 'One in thirteen is 60 or over', 'Pyramid: people by age and sex; hatched: near retirement', <AgePyramid bars={ages} most={940} says="Five age bands; most are between 30 and 49." />,
    { columns: named('Age', 'Women', 'Men'), rows: ages.map(({ name, women, men }) => [words(name), amount(women), amount(men)]) }),
  figure('funnel', 'Ivybridge Moor lies beyond what chance explains', 'Funnel: is a place different, or only small?', <Funnel dots={dots} mean={0.1} says="Twelve places about 10 %; one lies beyond the limits of chance." say={percent} sizeName="staff" />,
    { columns: named('Place', 'Rate', 'Limits of chance, 19 in 20', 'Staff'), rows: dots.map(({ name, value, limits, size }) => [words(name), shown(percent(value), value), words(`${percent(limits!.low95)} to ${percent(limits!.high95)}`), amount(size)]) }),
  figure('map', 'Absence is highest in the south', 'Tile map: areas about where they lie, the value in each', <TileMap tiles={tiles} unit="%" current="G4" says="Twelve places; one has sent nothing." />,
    { columns: named('Place', 'Absence, %'), rows: tiles.map((tile) => [words(tile.name), cell(tile, rate)]) }),
  figure('outlines', 'Absence is highest in Fennel Coast', 'Boundaries: the same figures where outlines are loaded; large areas weigh more to the eye than they do', <OutlineMap areas={outlined} width={300} height={245} unit="%" current="O4" says="Six places; one has sent nothing." />,
    { columns: named('Place', 'Absence, %'), rows: outlined.map((area) => [words(area.name), cell(area, rate)]) }),
  figure('bridge', 'Temporary cover takes 4.4 points off', 'Bridge: from one number to another in steps that sum exactly', <BridgeBars bars={bridge} unit="%" />,
    { columns: named('Step', 'Size, points'), rows: bridge.map(({ name, size }) => [words(name), amount(size, 1)]) }),
  figure('countings', '6,895 FTE are 7,788 people', 'Bridge of two definitions: levels are marks and the axis starts near them, so that small steps can be seen', <BridgeBars bars={countings} unit="" near />,
    { columns: named('Part', 'Size'), rows: countings.map(({ name, size }) => [words(name), amount(size, 1)]) }),
  figure('ranges', 'Nurses are short by 164', 'Ranges: a projected amount per row, never without its range', <RangeRows rows={ranges} unit="FTE" says="Three groups; nurses are short by 164." />,
    { columns: named('Group', 'Gap', 'Range'), rows: ranges.map(({ name, gap }) => [words(name), words(sayGap(gap.p50)), words(sayRange(gap))]) }),
  figure('intervals', 'Only the first place differs clearly from all together', 'Intervals: a rate per place with its range beside all together; ranges that overlap are no ranking', <IntervalRows rows={intervals} reference={{ name: 'All together', value: 6.8 }} says="Five places between 5.3 and 8.9; one has sent nothing." say={(value) => sayNumber(value, 1)} />,
    { columns: named('Place', 'Rate', 'Range'), rows: intervals.map(({ name, value, low, high }) => [words(name), amount(value, 1), words(low === null || high === null ? '[x]' : `${sayNumber(low, 1)} to ${sayNumber(high, 1)}`)]) }),
  figure('pathway', 'The shortage is in clinics', 'Pathway: stages from left to right, each with who works there and how many are lacking; below each other on a phone', <PathwayBand stages={pathway.map(stageOf)} says="Three stages; clinics are short by 96." />,
    { columns: named('Stage', 'Workforce, FTE', 'Gap', 'Range'), rows: pathway.map(({ name, staff, gap }) => [words(name), amount(staff), words(gap === null ? '[x]' : sayGap(gap.p50)), words(gap === null ? '[x]' : sayRange(gap))]) }),
]

function stageOf({ name, says, staff, gap, why }: (typeof pathway)[number]): PathwayStage {
  const ahead: PathwayRow = gap === null ? { name: 'Gap in 2030', value: '[x]', unit: 'not available', range: null, says: why } : { name: 'Gap in 2030', value: sayGap(gap.p50), unit: 'FTE', range: { low: gap.p10, middle: gap.p50, high: gap.p90, from: -60, to: 140 }, says: sayRange(gap) }
  return { name, says, rows: [{ name: 'Workforce', value: sayNumber(staff), unit: 'FTE' }, ahead] }
}

function figure(id: string, title: string, use: string, drawing: ReactNode, table: TableData): GalleryFigure {
  return { id, title, use, drawing, table }
}

function tableOfSeries(series: readonly TimeSeries[]): TableData {
  const dates = series[0]!.points.map(({ date }) => date)
  return { columns: named('Month', ...series.map(({ name }) => name)), rows: dates.map((date, at) => [words(sayMonth(date)), ...series.map((one) => cell(one.points[at]!, rate))]) }
}

function tableOfSigns(): TableData {
  const signs = judgeSeries(absence.map(({ value }) => value))!.signs
  return { columns: named('Month', 'Absence, %', 'Set apart by'), rows: absence.map(({ date, value }, at) => [words(sayMonth(date)), amount(value, 1), words(signs[at]!.map((sign) => signWords[sign]).join('; '))]) }
}

function boxRow(name: string, values: readonly number[]): TableCell[] {
  const { lower, median, upper, outside } = boxOf(values)!
  return [words(name), amount(lower, 1), amount(median, 1), amount(upper, 1), words(outside.map((value) => sayNumber(value, 1)).join(', ') || 'none')]
}
