import type { FanPoint, HistoryPoint } from '../charts/fan-chart.tsx'
import { limitsOfShare } from './share-limits.ts'
import type { ChartValue } from '../charts/chart-value.ts'
import type { FunnelDot } from '../charts/funnel.tsx'
import type { TimeSeries } from '../charts/series-paths.ts'

/** Made-up numbers of made-up places: every state that a drawing knows stands in one of them. */
const places = ['Alder Vale', 'Birchmere', 'Cinder Fells', 'Dunmoor', 'Elmhurst', 'Fennel Coast', 'Gorse Hill', 'Hazel Downs', 'Ivybridge Moor', 'Juniper Vale', 'Kestrel Bay', 'Larkfield'] as const

const is = (value: number): ChartValue => ({ value, status: 'ok' })
const hidden: ChartValue = { value: null, status: 'suppressed' }
const absent: ChartValue = { value: null, status: 'not-available' }

export const peers = places.map((name, at) => ({ name, figures: [is(8.1 + ((at * 7) % 12) * 0.45)] }))
export const sexes = places.slice(0, 6).map((name, at) => ({ name, figures: [is(9.4 + at * 0.4), at === 3 ? hidden : is(8.2 + ((at * 5) % 6) * 0.5)] }))

export const groups = [
  { name: 'Nurses', ...is(2640) }, { name: 'Support to clinical staff', ...is(2210) }, { name: 'Doctors', ...is(1120) }, { name: 'Scientists and therapists', value: 980, status: 'estimated' as const },
  { name: 'Ambulance staff', ...absent }, { name: 'Midwives', ...is(180) }, { name: 'Corporate staff', ...is(0) },
]

/** Two years of month-ends; March 2025 was not sent. */
const months = Array.from({ length: 24 }, (_, at) => `${2023 + Math.floor((at + 9) / 12)}-${String(((at + 9) % 12) + 1).padStart(2, '0')}-28`)
const seriesAt = (name: string, start: number, slope: number, swing: number): TimeSeries => ({
  name, points: months.map((date, at) => (at === 17 && name === places[1] ? { date, ...absent } : { date, ...is(Math.round((start + slope * at + swing * Math.sin(at / 2)) * 10) / 10) })),
})
export const lines = [seriesAt(places[0], 10.2, 0.08, 0.3), seriesAt(places[1], 9.1, -0.02, 0.25), seriesAt(places[2], 8.4, 0.02, 0.2)]
export const panels = places.slice(0, 8).map((name, at) => seriesAt(name, 8 + (at % 5) * 0.7, ((at % 3) - 1) * 0.06, 0.3))

/** Ordinary for a year and a half, then seven months on one side and one far out. */
export const absence = [5.1, 5.3, 5.0, 5.2, 5.4, 5.1, 4.9, 5.2, 5.3, 5.0, 5.2, 5.1, 5.4, 5.2, 5.0, 5.3, 6.9, 4.8, 4.8, 4.9, 4.7, 4.8, 4.9, 4.8].map((value, at) => ({ date: months[at]!, value }))

export const boxes = ['Nurses', 'Doctors', 'Midwives'].map((name, group) => ({ name, values: places.map((_, at) => (group === 1 && at === 5 ? 16.5 : 7 + group + ((at * 5) % 12) * 0.35)) }))

export const heat = {
  columns: ['Band 5', 'Band 6', 'Band 7', 'Band 8a', 'Band 9'],
  rows: places.slice(0, 6).map((name, row) => ({ name, figures: [is(310 + row * 44), is(240 + row * 21), is(120 + row * 9), row === 2 ? hidden : is(36 + row * 3), row === 4 ? null : row === 1 ? absent : is(2 + row)] })),
}

export const ages = [['20–29', 620, 180], ['30–39', 940, 310], ['40–49', 880, 290], ['50–59', 760, 260], ['60 and over', 240, 110]].map(([name, women, men]) => ({
  name: String(name), women: Number(women), men: Number(men), people: Number(women) + Number(men), near: name === '60 and over' ? 350 : 0, today: Number(women) + Number(men),
}))

export const dots: FunnelDot[] = places.map((name, at) => {
  const size = 300 + at * at * 60
  const value = 0.1 + (at === 8 ? 0.035 : ((at * 7) % 5 - 2) * 0.004)
  const limits = limitsOfShare(0.1, size)
  return { name, here: at === 4, size, value, limits, beyond: value > limits.high95 || value < limits.low95 }
})

const fan = (p50: number, spread: number) => ({ p2_5: p50 - 2 * spread, p10: p50 - 1.3 * spread, p50, p90: p50 + 1.3 * spread, p97_5: p50 + 2 * spread })
export const history: HistoryPoint[] = [['2019-03-31', 6900, 'estimated'], ['2020-03-31', 7020, 'estimated'], ['2021-03-31', 7150, 'ok'], ['2022-03-31', 7240, 'ok'], ['2023-03-31', 7390, 'ok'], ['2024-03-31', 7480, 'ok'], ['2025-03-31', 7600, 'ok']].map(([date, value, status]) => ({ date: String(date), value: Number(value), status: String(status) }))
export const futures: FanPoint[] = [0, 1, 2, 3, 4, 5].map((year) => ({ date: `${2025 + year}-03-31`, supply: fan(7600 + 70 * year, 60 * year), demand: fan(7600 + 140 * year, 20 * year), gap: fan(70 * year, 64 * year) }))

/** Rows of the map, about where the places lie. */
export const tiles = places.map((name, at) => ({ code: `G${at}`, name, value: at === 7 ? null : 4.1 + ((at * 5) % 12) * 0.2, status: at === 7 ? ('not-available' as const) : ('ok' as const), place: { x: at % 4, y: 54 - Math.floor(at / 4) } }))

/** Six made-up areas that share their borders, drawn on a grid. */
export const outlined = [
  ['M0 0l90 10 20 80-60 40-50-20z', 45, 55], ['M90 10l110-10 10 90-60 30-40-30z', 150, 55], ['M200 0l100 20-20 100-70-30z', 250, 60],
  ['M0 110l50 20 20 90-70 10z', 35, 170], ['M50 130l60-40 40 30 60-30 20 90-80 60-80-20z', 140, 165], ['M210 90l70 30 20 120-70-60z', 245, 165],
].map(([path, x, y], at) => ({ code: `O${at}`, name: places[at]!, value: at === 3 ? null : 4.2 + at * 0.35, status: at === 3 ? ('not-available' as const) : ('ok' as const), path: String(path), x: Number(x), y: Number(y) }))

export const bridge = [
  { name: 'Vacancy rate on posts', kind: 'level' as const, size: 8 }, { name: 'People on long leave', kind: 'step' as const, size: 2.1 }, { name: 'Bank and agency', kind: 'step' as const, size: -4.4 }, { name: 'After temporary cover', kind: 'level' as const, size: 5.7 },
]

/** The same staff counted in two ways: small steps between large levels, each in what it counts. */
export const countings = [
  { name: 'FTE', kind: 'level' as const, size: 6894.5, unit: 'FTE' }, { name: 'Hours below full time', kind: 'step' as const, size: 1011.5, unit: 'posts' }, { name: 'Posts held', kind: 'level' as const, size: 7906, unit: 'posts', decimals: 0 },
  { name: 'People with more than one post, counted once', kind: 'step' as const, size: -118, unit: 'people', decimals: 0 }, { name: 'Headcount', kind: 'level' as const, size: 7788, unit: 'people', decimals: 0 },
]

/** Rates of five places of different size with their ranges; one has sent nothing. */
export const intervals = [[8.9, 7.9, 9.9], [7.6, 6.7, 8.5], [6.8, 6, 7.6], [5.3, 4.5, 6.1], [null, null, null]].map(([value, low, high], at) => ({ name: places[at]!, value: value ?? null, low: low ?? null, high: high ?? null, here: at === 3 }))

/** Three stages: one short, one whose range holds no gap, one without a standard. */
export const pathway = [
  { name: 'Clinics', says: 'first visits', staff: 214, gap: fan(96, 30), why: '' }, { name: 'Tests', says: 'physiology, imaging', staff: 392, gap: fan(18, 22), why: '' }, { name: 'Prevention', says: 'health checks', staff: 118, gap: null, why: 'no standard of need' },
]

export const ranges = [
  { name: 'Nurses', gap: fan(164, 40) }, { name: 'Doctors', gap: fan(31, 38) }, { name: 'Midwives', gap: fan(-12, 4) },
]
