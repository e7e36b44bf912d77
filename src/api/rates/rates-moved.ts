import type { Viewer } from '../../access/viewer.ts'
import { RatesMoved, RatesMovedRequest, type MovedRate } from '../../contract/rates.ts'
import { compareRates, movedRates, movedYears, type MovedRate as Compared, type MovedRateName } from '../../scenario/rates-moved.ts'
import type { House } from '../../store/house.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { calibrateArea } from './calibrated.ts'
import { keepRates, ratesUnder, type CalibrationSet } from './calibration-sets.ts'
import { writeCsv } from '../csv.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { keepAnswer } from '../kept.ts'
import { movedBetween } from '../moved.ts'
import { tableRoutes, type CsvFile, type Route } from '../route.ts'
import { sayCount } from '../say.ts'

/** Answer what moved in the rates of an area since the snapshot that was live before, and what it does to the plan. Errors: refuses `no-earlier-snapshot` besides those of reading. */
export async function answerRatesMoved(house: House, viewer: Viewer, { area, map }: RatesMovedRequest): Promise<RatesMoved | Refusal> {
  const place = await findPlace(house, viewer, area, map ?? null)
  if (isRefusal(place)) return place
  return keepAnswer(house, viewer, place.snapshot, `rates moved ${place.area.level}:${place.area.code} ${map ?? ''}`, () => movedIn(house, viewer, place))
}

async function movedIn(house: House, viewer: Viewer, place: Place): Promise<RatesMoved | Refusal> {
  const groups = await calibrateArea(house, viewer, place)
  if (isRefusal(groups)) return groups
  const after = await keepRates(house, viewer, place, groups)
  const earlier = await snapshotBefore(house, viewer, place.snapshot)
  if (earlier === null) return refuseEarlier(place)
  const before = await ratesUnder(house, viewer, place, earlier)
  if (isRefusal(before)) return before
  const parameters = groups.flatMap(({ parameters: found }) => (isRefusal(found) ? [] : [found]))
  return sayMovedRates(place, before, after, parameters, (await movedBetween(house, viewer, earlier, place.snapshot)).summary)
}

/** The snapshot that was live before this one became it; null for the first. */
async function snapshotBefore(house: House, viewer: Viewer, live: string): Promise<string | null> {
  const change = (await house.history.list(viewer)).find(({ kind, to, from }) => (kind === 'published' || kind === 'withdrawn') && to === live && from !== live)
  return change?.from ?? null
}

function refuseEarlier({ area }: Place): Refusal {
  return refuse('no-earlier-snapshot', 'absent', { doing: `Comparing the rates of ${area.name} with those before`, found: 'no other data was live before this', need: 'Two snapshots, one after the other', next: 'Import newer data: its rates are then compared with these' })
}

function sayMovedRates({ area }: Place, before: CalibrationSet, after: CalibrationSet, parameters: readonly SupplyParameters[], data: string): RatesMoved {
  const compared = compareRates(before.groups, parameters)
  const rows = compared.map((row): MovedRate => ({ profession: row.group, rate: row.rate, ...rateWords[row.rate], before: row.before, after: row.after, why: whyMoved(row, before.model === after.model ? null : before.model), effect: row.effect }))
  return {
    area: area.code, areaName: area.name, summary: summarise(area.name, rows), before: learnt(before), after: learnt(after), data, rows, unmoved: parameters.length * movedRates.length - rows.filter((row) => row.before !== null && row.after !== null).length,
    provenance: {
      definition: 'Rates learnt from the live snapshot beside those learnt from the one that was live before it', formula: `Effect = FTE ${movedYears} years ahead with the rates of now − the same with this one rate as it was; median rates, nothing drawn`,
      method: 'docs/method/uncertainty.md, what moved', repeat: `cadre rates --moved --area ${area.code}`,
    },
  }
}

function learnt({ snapshot, model, at }: CalibrationSet): RatesMoved['before'] {
  return { snapshot, model, at }
}

const rateWords: Readonly<Record<MovedRateName, { readonly says: string; readonly unit: string }>> = {
  leaving: { says: 'Share of staff who leave in a year', unit: 'share of staff a year' }, growth: { says: 'Growth of the stock in a year', unit: 'share of staff a year' },
  participation: { says: 'FTE for each person in post', unit: 'FTE per head' }, stock: { says: 'Staff in post at the opening', unit: 'FTE' },
}

function whyMoved({ rate, before, after }: Compared, otherModel: string | null): string {
  if (before === null) return 'It had no rates before'
  if (after === null) return 'It has no rates any more'
  if (before.basis !== after.basis) return `It stands on something else: ${before.basis ?? 'judgement'} before, ${after.basis ?? 'judgement'} now`
  if (before.years !== after.years) return `${rate === 'stock' || rate === 'participation' ? 'Another date' : 'Other years'}: ${before.years} before, ${after.years} now`
  return otherModel === null ? 'Figures of the same years were added, revised or withdrawn, here or in places that lend strength' : `The model was ${otherModel}, or figures of the same years moved`
}

function summarise(name: string, rows: readonly MovedRate[]): string {
  if (rows.length === 0) return `No rate of ${name} has moved since the data before.`
  const [largest] = rows
  const effect = largest!.effect === null ? '' : `; most for the plan: ${largest!.says.toLowerCase()} of ${largest!.profession}, ${largest!.effect > 0 ? '+' : ''}${formatNumber(largest!.effect, 0)} FTE in ${movedYears} years`
  return `${sayCount(rows.length, 'rate')} of ${name} ${rows.length === 1 ? 'has' : 'have'} moved since the data before${effect}.`
}

/** What moved as a csv file, a line for each rate. */
export function writeRatesMovedCsv({ area, rows }: RatesMoved): CsvFile {
  const header = ['area', 'profession', 'rate', 'unit', 'before', 'after', 'before_basis', 'after_basis', 'before_years', 'after_years', 'why', 'effect_fte_5_years']
  return { name: `rates-moved-${area}.csv`, text: writeCsv(header, rows.map(({ profession, rate, unit, before, after, why, effect }) => [area, profession, rate, unit, before?.value ?? null, after?.value ?? null, before?.basis ?? null, after?.basis ?? null, before?.years ?? null, after?.years ?? null, why, effect])) }
}

const refuses = ['nothing-loaded', 'unknown-area', 'no-earlier-snapshot']

export const ratesMovedRoutes: readonly Route[] = tableRoutes({
  url: '/api/rates/moved', policy: 'figures', says: 'What moved in the rates of an area since the snapshot before: before, after, why, and the effect on the projected FTE', csv: 'The same as csv', group: 'Projection', query: RatesMovedRequest, answer: RatesMoved, refuses,
  ask: answerRatesMoved, write: writeRatesMovedCsv,
})
