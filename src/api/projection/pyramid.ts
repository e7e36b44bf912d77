import type { Viewer } from '../../access/viewer.ts'
import { PyramidAnswer, PyramidRequest } from '../../contract/pyramid.ts'
import { professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { pyramidAhead, type PyramidYear } from '../../scenario/pyramid.ts'
import type { House } from '../../store/house.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, pickGroup } from '../rates/calibrated.ts'
import { writeCsv } from '../csv.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { withLevers } from '../projection.ts'
import { answerQuery } from '../query.ts'
import { tableRoutes, type CsvFile, type Route } from '../route.ts'

/**
 * Answer how old a group is now and becomes, year by year, and who of it is near retirement.
 * Errors: as a projection; refuses `ages-not-known` where the group was calibrated without ages, and `unit-not-published` where only FTE is published.
 */
async function answerPyramid(house: House, viewer: Viewer, request: PyramidRequest): Promise<PyramidAnswer | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  const groups = await calibrateArea(house, viewer, place)
  if (isRefusal(groups)) return groups
  const group = pickGroup(groups, request.profession, place.area.name)
  if (isRefusal(group)) return group
  if (isRefusal(group.parameters)) return group.parameters
  const parameters = withLevers(group.parameters, request)
  const unfit = refuseAges(parameters, place.area.name)
  if (unfit) return unfit
  const years = pyramidAhead(parameters, request.years, request.retirementAge)
  const sexes = await sexesNow(house, viewer, place, group.history.group, parameters.openingDate)
  return {
    area: place.area.code, areaName: place.area.name, profession: group.history.group, retirementAge: request.retirementAge, summary: sayYears(place.area.name, group.history.group, years, request.retirementAge, parameters.levers === undefined ? 'if nothing changes' : 'with the levers as moved'),
    years: years.map((year) => ({ ...year, meanAge: Number.isNaN(year.meanAge) ? null : year.meanAge, bands: year.bands.map((band) => ({ ...band })) })), sexes,
    notes: notesOf(request.retirementAge, sexes), snapshot: place.snapshot, repeat: sayAddress({ ...request, area: place.area.code, profession: group.history.group }),
  }
}

/** The address that answers the same. */
function sayAddress(request: PyramidRequest): string {
  const asked = Object.entries(request).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`]))
  return `/api/pyramid?${asked.join('&')}`
}

function refuseAges({ ageing, measured, group }: SupplyParameters, area: string): Refusal | null {
  if (measured === 'fte') return refuse('unit-not-published', 'absent', { doing: `Ageing ${group} in ${area}`, found: 'the source publishes FTE and no headcount for this group', need: 'People: FTE has no age', next: 'Choose a group whose headcount is published' })
  return ageing ? null : refuse('ages-not-known', 'absent', { doing: `Ageing ${group} in ${area}`, found: 'no ages are known for this group here', need: 'Staff records, which carry ages', next: 'Load staff records, or choose a group or area that has them' })
}

/** Today by age band and sex; null where the records do not say. */
async function sexesNow(house: House, viewer: Viewer, { area, mapAsked }: Place, group: string, at: string): Promise<PyramidAnswer['sexes']> {
  const dimension = staffGroupNamed(group) === null && professionNamed(group) !== null ? 'profession' : 'staff_group'
  const answer = await answerQuery(house, viewer, { measure: 'headcount', by: 'age_band,sex', where: [`area=${area.code}`, `${dimension}=${group}`], at, ...(mapAsked === null ? {} : { map: mapAsked }) })
  if (isRefusal(answer)) return null
  const bands = new Map<number, { ageFrom: number; women: number; men: number; other: number }>()
  for (const { age_band, sex, value } of answer.rows) {
    const ageFrom = Number.parseInt(String(age_band), 10)
    if (Number.isNaN(ageFrom) || value === null) continue
    const band = bands.get(ageFrom) ?? bands.set(ageFrom, { ageFrom, women: 0, men: 0, other: 0 }).get(ageFrom)!
    band[sex === 'Female' ? 'women' : sex === 'Male' ? 'men' : 'other'] += value
  }
  const found = [...bands.values()].toSorted((a, b) => a.ageFrom - b.ageFrom)
  return found.some(({ women, men }) => women + men > 0) ? { date: answer.asOf, bands: found } : null
}

function sayYears(area: string, group: string, years: readonly PyramidYear[], retirementAge: number, given: string): string {
  const [first, last] = [years[0]!, years.at(-1)!]
  return `${area}, ${group}: on ${sayDate(first.date)}, ${formatNumber(first.near, 0)} of ${formatNumber(first.people, 0)} people (${sayShare(first)}) are ${retirementAge} or will be within five years; on ${sayDate(last.date)}, ${given}, ${formatNumber(last.near, 0)} of ${formatNumber(last.people, 0)} (${sayShare(last)}).`
}

function sayShare({ near, people }: PyramidYear): string {
  return people > 0 ? `${formatNumber((100 * near) / people, 0)} %` : 'none'
}

function notesOf(retirementAge: number, sexes: PyramidAnswer['sexes']): string[] {
  return [
    `Near retirement: ${retirementAge - 5} or older. ${retirementAge} is an assumption that can be changed; 60 is the earlier normal pension age of the NHS Pension Scheme. The projection itself lets people leave by the rates of their age.`,
    'Every rate at its middle value: a possible future, not a forecast of what must happen. The range of the whole stands with the projection.',
    ...(sexes === null ? ['Records do not say women and men apart.'] : ['Women and men are told apart today only: the model does not age them apart.']),
  ]
}

function writePyramidCsv({ years, area, profession, sexes }: PyramidAnswer): CsvFile {
  const now = new Map(sexes?.bands.map((band) => [band.ageFrom, band]))
  const rows = years.flatMap(({ date, ahead, bands }) => bands.map(({ ageFrom, ageTo, people, near }) => {
    const known = ahead === 0 ? now.get(ageFrom) : undefined
    return [date, area, profession, ageFrom, ageTo, people, near, known?.women ?? null, known?.men ?? null]
  }))
  return { name: `pyramid-${area}-${profession}.csv`, text: writeCsv(['date', 'area', 'profession', 'age_from', 'age_to', 'people', 'near_retirement', 'women', 'men'], rows) }
}

const refuses = ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'group-without-history', 'too-little-history', 'unit-not-published', 'ages-not-known']

export const pyramidRoutes: readonly Route[] = tableRoutes({
  url: '/api/pyramid', policy: 'figures', says: 'How old a group is now and becomes, year by year, and who is near retirement', csv: 'The same as csv: every year and age band', group: 'Projection', query: PyramidRequest, answer: PyramidAnswer, refuses,
  ask: answerPyramid, write: writePyramidCsv,
})
