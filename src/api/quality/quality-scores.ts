import type { Viewer } from '../../access/viewer.ts'
import type { OrganisationScore, ScoresAnswer } from '../../contract/quality.ts'
import { fieldScore, meanScore, placeAmong, scoreFormula, type FieldCells } from '../../quality/score.ts'
import type { House } from '../../store/house.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { findRecordPlace, type Place } from '../map/find-place.ts'
import { insideOf } from '../gap-matrix.ts'
import { keepReading } from '../kept.ts'
import { senderOf } from './quality-findings.ts'
import { sayCount } from '../say.ts'

/** Score the staff records of each organisation of an area, by field and month, with its place among all of its kind. Kept per snapshot. */
export async function answerScores(house: House, viewer: Viewer, area: string | undefined, map: string | null = null): Promise<ScoresAnswer | Refusal> {
  const place = await findRecordPlace(house, viewer, area, map)
  if (isRefusal(place)) return place
  const scored = await scoreOrganisations(house, viewer, place)
  const inside = insideOf(place)
  const organisations = scored.filter(({ organisation }) => inside('organisation', organisation.code))
  return { area: { level: place.area.level, code: place.area.code, name: place.area.name }, summary: sayScores(place, organisations), formula: scoreFormula, organisations }
}

/** Score every organisation that sent staff records, wherever it is. Kept per snapshot. */
export function scoreOrganisations(house: House, viewer: Viewer, place: Place): Promise<OrganisationScore[]> {
  return keepReading(house, viewer, place.snapshot, { work: 'quality scores', asked: { map: place.mapAsked } }, () => scoreAll(house, viewer, place))
}

/** Fields that are scored, and the rules that object to their cells without holding the row back. */
const fields = [
  { field: 'staff_group', rules: ['occupation-fits-staff-group'] }, { field: 'profession', rules: ['missing-profession'] }, { field: 'band', rules: ['unknown-band', 'band-fits-staff-group', 'occupation-fits-band', 'band-closed-to-new'] },
  { field: 'fte', rules: ['zero-fte', 'fte-above-full-time', 'hours-match-fte', 'bank-counted'] }, { field: 'age', rules: ['age-disagrees', 'unusual-age', 'too-young-for-grade'] }, { field: 'sex', rules: ['unknown-sex'] },
  { field: 'start_in_post', rules: ['service-after-post', 'age-at-start', 'one-start-date'] }, { field: 'occupation_code', rules: ['unknown-occupation-code'] }, { field: 'contract_type', rules: ['unknown-contract-type'] },
  { field: 'assignment_status', rules: ['unknown-assignment-status', 'not-working-counted'] }, { field: 'ethnicity', rules: ['unknown-ethnicity'] }, { field: 'cost_centre', rules: [] },
] as const

type Month = { readonly organisation: string; readonly month: string; readonly cells: readonly FieldCells[] }

async function scoreAll(house: House, viewer: Viewer, place: Place): Promise<OrganisationScore[]> {
  const months = Map.groupBy(await cellsByMonth(house, viewer, place.snapshot), ({ organisation }) => organisation)
  const scored = [...months].map(([code, own]) => scoreOne(place, code, own))
  const places = placeAmong(scored.map(({ organisation, score }) => ({ peer: organisation.kind ?? '', score })))
  return scored.map((line, at) => ({ ...line, ...places[at]! })).sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.organisation.code < b.organisation.code ? -1 : 1))
}

/** Usable cells by organisation and month: filled in rows that are loaded, less those that a rule objects to. */
async function cellsByMonth(house: House, viewer: Viewer, snapshot: string): Promise<Month[]> {
  const rows = await house.lake.select(viewer, snapshot, `SELECT at_code, period_to::VARCHAR AS period_to, count(*)::INTEGER AS loaded, ${fields.map(({ field }) => `count(${field})::INTEGER AS ${field}`).join(', ')} FROM staff WHERE at_level = 'organisation' GROUP BY ALL ORDER BY ALL`)
  const files = (await house.catalogue.files(viewer, snapshot)).filter(({ table }) => table === 'staff')
  const byMonth = Map.groupBy(files, (file) => `${senderOf(file)}\n${file.periodTo}`)
  const everSent = new Set(rows.flatMap((row) => fields.filter(({ field }) => Number(row[field]) > 0).map(({ field }) => `${String(row['at_code'])} ${field}`)))
  return rows.map((row) => {
    const [organisation, month] = [String(row['at_code']), String(row['period_to'])]
    const own = byMonth.get(`${organisation}\n${month}`) ?? []
    const read = Number(row['loaded']) + own.reduce((sum, file) => sum + file.rows.quarantined, 0)
    const objected = (ids: readonly string[]): number => own.flatMap(({ findings }) => findings).filter(({ rule }) => ids.includes(rule)).reduce((sum, { count }) => sum + count, 0)
    return { organisation, month, cells: fields.filter(({ field }) => everSent.has(`${organisation} ${field}`)).map(({ field, rules }) => ({ field, usable: Math.max(0, Number(row[field]) - objected(rules)), of: read })) }
  })
}

function scoreOne({ map }: Place, code: string, months: readonly Month[]): OrganisationScore {
  const sorted = months.toSorted((a, b) => (a.month < b.month ? -1 : 1))
  const last = sorted.at(-1)!
  const node = map.nodes.get(`organisation:${code}`)
  return {
    organisation: { code, name: node?.name ?? code, kind: node?.kind ?? null }, month: last.month, score: meanScore(last.cells), fields: last.cells.map((cells) => ({ ...cells, score: fieldScore(cells) })),
    rank: null, peers: 0, trend: sorted.slice(-24).map(({ month, cells }) => ({ month, score: meanScore(cells) })),
  }
}

function sayScores({ area }: Place, lines: readonly OrganisationScore[]): string {
  const scored = lines.flatMap(({ score }) => score ?? [])
  if (scored.length === 0) return `No staff records of organisations in ${area.name} are loaded, so there is nothing to score.`
  const [low, high] = [Math.min(...scored), Math.max(...scored)]
  return `Staff records of ${sayCount(scored.length, 'organisation')} in ${area.name} score ${low === high ? formatNumber(low, 1) : `between ${formatNumber(low, 1)} and ${formatNumber(high, 1)}`} of 100.`
}
