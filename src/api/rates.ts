import type { Viewer } from '../access/viewer.ts'
import { RatesAnswer, RatesRequest, type Rate, type RateName, type Year } from '../contract/rates.ts'
import { exactExp } from '../random/exp.ts'
import { modelVersion } from '../scenario/manifest.ts'
import type { House } from '../store/house.ts'
import type { PairEvidence, PairRateName } from '../supply/calibrate-pairs.ts'
import { calibrationDefaults } from '../supply/calibrate.ts'
import { yearlyRates } from '../supply/calibrate-yearly.ts'
import { annualRate } from '../supply/monthly-rate.ts'
import type { CalibratedRate, SupplyParameters } from '../supply/parameters.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { calibrateArea, pickGroup, type Calibrated } from './rates/calibrated.ts'
import { keepRates } from './rates/calibration-sets.ts'
import { writeCsv } from './csv.ts'
import { findPlace, type Place } from './map/find-place.ts'
import { keepReading } from './kept.ts'
import { pairsOfLevel } from './rates/pairs-of-level.ts'
import { comparePeers } from './rates/rates-peers.ts'
import { formulaOf, rateWords, sayRates } from './rates/rates-words.ts'
import { tableRoutes, type CsvFile, type Route } from './route.ts'

/** Answer which rates a projection stands on, and one of them beside its peers and by year: the one function behind the command line, the address and the page. */
export async function answerRates(house: House, viewer: Viewer, request: RatesRequest): Promise<RatesAnswer | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  return keepReading(house, viewer, place.snapshot, { work: 'rates', asked: { ...request, area: `${place.area.level}:${place.area.code}` } }, () => ratesIn(house, viewer, place, request))
}

async function ratesIn(house: House, viewer: Viewer, place: Place, request: RatesRequest): Promise<RatesAnswer | Refusal> {
  const groups = await calibrateArea(house, viewer, place)
  if (isRefusal(groups)) return groups
  await keepRates(house, viewer, place, groups)
  const group = pickGroup(groups, request.profession, place.area.name)
  if (isRefusal(group)) return group
  if (isRefusal(group.parameters)) return group.parameters
  const { area } = place
  const pairs = group.history.byAge ? (await pairsOfLevel(house, viewer, place))?.evidence(area.code, group.history.group) ?? null : null
  const history = yearsOf(request.rate, group, pairs)
  if (!history.some(({ value }) => value !== null)) return refuseRate(request.rate, group, area.name)
  const compared = await comparePeers(house, viewer, place, group.history.group, request.rate, pairs !== null)
  const rates = ratesOf(group.parameters, pairs)
  const known = { area: area.code, areaName: area.name, level: area.level, profession: group.history.group, rate: request.rate, ...rateWords[request.rate], rates, byAge: agesOf(pairs), ...compared, history, breaks: group.history.breaks.map(({ from, to, why }) => ({ from, to, why })) }
  return { ...known, summary: sayRates(known), notes: notesOf(group.parameters, pairs), provenance: await provenanceOf(house, viewer, place, group, request) }
}

function yearsOf(rate: RateName, { history }: Calibrated, pairs: PairEvidence | null): Year[] {
  const years = yearlyRates(rate, history, pairs)
  const followed = rate === 'growth' && pairs?.growth ? new Set(pairs.years) : null
  const usable = years.filter(({ to, value, basis }) => value !== null && (followed ? followed.has(to) : pairs === null || basis === 'pairs' || rate === 'growth')).slice(-calibrationDefaults.window)
  const used = new Set(rate === 'participation' ? years.slice(-1).map(({ to }) => to) : usable.map(({ to }) => to))
  return years.map((year) => ({ ...year, used: used.has(year.to) }))
}

function refuseRate(rate: RateName, { history }: Calibrated, areaName: string): Refusal {
  return refuse('rate-not-held', 'absent', {
    doing: `Looking for ${rateWords[rate].rateSays.toLowerCase()} of ${history.group} in ${areaName}`, found: 'no year that is loaded shows it',
    need: rate === 'moves-in' || rate === 'moves-out' ? 'Staff records of twelve months: no published count shows who moved between groups' : 'A year with a stock at both ends and the flow between them',
    next: 'Ask for another rate, a larger area, or load what is missing',
  })
}

/** The rates that the projection uses, then those that were counted beside them. */
function ratesOf({ leave, join, seen, openingHeads, participation, openingDate }: SupplyParameters, pairs: PairEvidence | null): Rate[] {
  const nothing = { counted: null, parent: null, kept: null }
  const used = (id: string, says: string, rate: CalibratedRate): Rate => ({ id, says, used: true, ...partsOf(rate), ...nothing })
  const heads = openingHeads.reduce((sum, count) => sum + count, 0)
  const fte = openingHeads.reduce((sum, count, at) => sum + count * participation[at]!, 0)
  const basis = join.basis === 'year-ends' || join.basis === 'pairs' ? 'year-ends' : 'published'
  return [
    used('leaving', 'Share of staff who leave in a year', leave),
    used('joining', 'Joiners in a year as a share of staff: leaving and growth together', join),
    { ...used('growth', 'Growth of the stock in a year', join), value: join.value - leave.value, ...(pairs?.growth ? { counted: exactExp(pairs.growth.raw) - 1, parent: exactExp(pairs.growth.parent) - 1, kept: pairs.growth.kept } : {}) },
    { id: 'participation', says: 'FTE for each person in post', used: true, value: fte / heads, unit: 'FTE per head', standardError: null, distribution: null, basis, years: openingDate, source: leave.source, grade: basis === 'year-ends' ? 'A' : 'B', ...nothing },
    ...(pairs && seen ? countedRates(pairs, seen.joiners) : []),
  ]
}

function partsOf({ value, unit, standardError, distribution, basis, years, source, grade }: CalibratedRate): Pick<Rate, 'value' | 'unit' | 'standardError' | 'distribution' | 'basis' | 'years' | 'source' | 'grade'> {
  return { value, unit, standardError, distribution: distribution ?? null, basis: basis ?? 'published', years, source, grade }
}

const countedSays: Readonly<Record<PairRateName, string>> = {
  leavers: 'Left the area, for each person-year in post', joiners: 'Came from outside the area, for each person-year in post',
  movedIn: 'Moved in from other groups of the area, for each person-year in post', movedOut: 'Moved out to other groups of the area, for each person-year in post',
}

function countedRates(pairs: PairEvidence, like: CalibratedRate): Rate[] {
  return (Object.keys(countedSays) as PairRateName[]).map((name) => {
    const { value, standardError, raw, parent, kept } = pairs.rates[name]
    return { id: `seen-${name}`, says: countedSays[name], used: pairs.growth !== null, ...partsOf({ ...like, value, standardError }), counted: raw, parent, kept }
  })
}

function agesOf(pairs: PairEvidence | null): RatesAnswer['byAge'] {
  return (pairs?.leavingByAge ?? []).map(({ ageFrom, rate, events, exposure }) => ({ ages: ageFrom === null ? 'age not known' : `${ageFrom} to ${ageFrom + 4}`, value: annualRate(Math.min(1, rate)), events, exposure }))
}

function notesOf({ notes }: SupplyParameters, pairs: PairEvidence | null): string[] {
  if (!pairs) return [...notes]
  return [...notes, 'A year counts twelve pairs of month-ends: each person in post at one is looked for at the next, seen from an area of this level. Earlier years are published and count otherwise: they are not joined to the years followed.']
}

async function provenanceOf(house: House, viewer: Viewer, { area, snapshot }: Place, { history }: Calibrated, { map, rate }: RatesRequest): Promise<RatesAnswer['provenance']> {
  const files = (await house.catalogue.files(viewer, snapshot)).filter(({ source }) => history.source.includes(source))
  return {
    definition: rateWords[rate].rateSays, formula: formulaOf(rate), method: 'docs/method/uncertainty.md, levels and swings, people followed between month-ends', snapshot, model: modelVersion,
    sources: files.map(({ title, name, periodTo }) => ({ title, file: name, periodTo })),
    repeat: `cadre rates --area ${area.code}${map === undefined ? '' : ` --map ${map}`} --profession "${history.group}" --rate ${rate}`,
  }
}

/** The rates as a csv file: every parameter, then the peers and the years of the rate asked for, told apart by the first column. */
export function writeRatesCsv(answer: RatesAnswer): CsvFile {
  const header = ['part', 'area', 'profession', 'rate', 'name', 'from', 'to', 'value', 'unit', 'standard_error', 'counted', 'parent', 'kept', 'events', 'exposure', 'low95', 'high95', 'basis', 'years', 'source', 'grade', 'why']
  const line = (part: string, rate: string, cells: Readonly<Record<string, string | number | null>>) => header.map((name) => ({ part, area: answer.area, profession: answer.profession, rate, ...cells })[name] ?? null)
  const rows = [
    ...answer.rates.map(({ id, says, value, unit, standardError, counted, parent, kept, basis, years, source, grade }) => line('parameter', id, { name: says, value, unit, standard_error: standardError, counted, parent, kept, basis, years, source, grade })),
    ...answer.byAge.map(({ ages, value, events, exposure }) => line('age', 'leaving', { name: ages, value, unit: 'share a year', events, exposure, basis: 'pairs' })),
    ...answer.peers.map(({ area, areaName, value, events, exposure, low95, high95 }) => line('peer', answer.rate, { area, name: areaName, value, unit: answer.unit, events, exposure, low95, high95 })),
    ...answer.history.map(({ from, to, value, events, exposure, basis, why }) => line('year', answer.rate, { from, to, value, unit: answer.unit, events, exposure, basis, why })),
  ]
  return { name: `rates-${answer.area}-${answer.rate}.csv`, text: writeCsv(header, rows) }
}

const refuses = ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'group-without-history', 'too-little-history', 'too-erratic-history', 'rate-not-held']

export const ratesRoutes: readonly Route[] = tableRoutes({
  url: '/api/rates', policy: 'figures', says: 'The rates that a projection of an area and staff group stands on, with basis, error, years, source and grade; one of them beside its peers and by year', csv: 'The same rates, peers and years as csv', group: 'Projection', query: RatesRequest, answer: RatesAnswer, refuses,
  ask: answerRates, write: writeRatesCsv,
})
