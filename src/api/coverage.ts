import type { Viewer } from '../access/viewer.ts'
import { CoverageAnswer, CoverageRequest, type SectorCoverage } from '../contract/coverage.ts'
import { expectedOf, seenOf, usableMonths, type Expected, type SaidFte } from '../quality/coverage-sum.ts'
import type { Row } from '../dataset/table.ts'
import type { CataloguedFile, House } from '../store/house.ts'
import { addMonths, sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { findRecordPlace, type Place } from './map/find-place.ts'
import { insideOf } from './gap-matrix.ts'
import { keepAnswer, keepReading } from './kept.ts'
import { tableRoutes, type CsvFile, type Route } from './route.ts'
import { sayCount } from './say.ts'

/** Sectors that a plan for health and care counts, whether or not anything of them is loaded. */
const sectors = ['Hospital and community', 'General practice', 'Primary care networks', 'Adult social care', 'Independent health care', 'Voluntary sector'] as const

/** Say how much of the workforce of an area is seen, sector by sector, against how much there should be. Kept per snapshot. */
export async function answerCoverage(house: House, viewer: Viewer, request: { area?: string | undefined; map?: string | undefined }): Promise<CoverageAnswer | Refusal> {
  const place = await findRecordPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  return keepReading(house, viewer, place.snapshot, { work: 'coverage', asked: { area: `${place.area.level}:${place.area.code}`, map: place.mapAsked } }, () => coverageOf(house, viewer, place))
}

async function coverageOf(house: House, viewer: Viewer, place: Place): Promise<CoverageAnswer> {
  const files = await house.catalogue.files(viewer, place.snapshot)
  const [said, whole] = [await saidOfOrganisations(house, viewer, place), await countedWhole(house, viewer, place)]
  const newest = said.map(({ at }) => at).sort().at(-1) ?? ''
  const held = new Set([...said.map(({ sector }) => sector), ...whole.map(({ sector }) => sector)])
  const lines = [...sectors, ...[...held].filter((sector) => !(sectors as readonly string[]).includes(sector)).sort()]
    .map((sector) => sectorOf(sector, said.filter((one) => one.sector === sector), whole.find((one) => one.sector === sector) ?? null, newest === '' ? '' : addMonths(newest, -usableMonths), place, files))
  const known = lines.filter((line) => line.expected !== null)
  const [expected, seen] = [sumOf(known.map((line) => line.expected)), sumOf(known.map((line) => line.seen))]
  const share = expected === null || expected === 0 || known.length === 0 ? null : (seen ?? 0) / expected
  return {
    area: { level: place.area.level, code: place.area.code, name: place.area.name }, snapshot: place.snapshot, summary: sayCoverage(place, lines, expected, seen, share), sectors: lines, expected, seen, share,
    notes: [
      `Seen: FTE of organisations with staff records or staff counts of the last ${usableMonths} months, each once, records before counts. Absence days and ledgers say how many staff there should be; they show nobody.`,
      'What would narrow the range of a projection most is not said: the share of its width that missing data make cannot be worked out from what is held.',
    ],
  }
}

/** What each organisation of the area is said to have, by sector. Absence days are FTE days available ÷ days in the month. */
async function saidOfOrganisations(house: House, viewer: Viewer, place: Place): Promise<SaidFte[]> {
  const inside = insideOf(place)
  // Every area reads the same rows: those of all organisations.
  const rows = await keepAnswer(house, viewer, place.snapshot, 'staff said of organisations', () => house.lake.select(viewer, place.snapshot, `
    SELECT 'records' AS said, at_level, at_code, sector, period_to::VARCHAR AS period_to, sum(fte)::DOUBLE AS fte FROM staff GROUP BY ALL
    UNION ALL SELECT 'counts', at_level, at_code, sector, period_to::VARCHAR, max(fte) FROM (SELECT source, at_level, at_code, sector, period_to, sum(fte)::DOUBLE AS fte FROM staff_count WHERE NOT is_total GROUP BY ALL) GROUP BY ALL
    UNION ALL SELECT 'absence days', at_level, at_code, 'Hospital and community', period_to::VARCHAR, sum(fte_days_available)::DOUBLE / (date_diff('day', period_from, period_to) + 1) FROM sickness GROUP BY at_level, at_code, period_from, period_to
    UNION ALL SELECT 'ledger', at_level, at_code, 'Hospital and community', period_to::VARCHAR, sum(funded_fte)::DOUBLE FROM establishment GROUP BY ALL
    ORDER BY ALL`))
  const said = rows.filter((row) => row['fte'] !== null && ['organisation', 'pcn', 'practice'].includes(String(row['at_level'])) && inside(String(row['at_level']), String(row['at_code']))).map(saidFrom)
  // Who sent nothing for three years may no longer exist.
  const since = addMonths(said.map(({ at }) => at).sort().at(-1) ?? '2000-01-31', -36)
  return [...said, ...said.filter(({ by, at }) => (by === 'records' || by === 'counts') && at >= since).map((one) => ({ ...one, by: 'last month' as const }))]
}

function saidFrom(row: Row): SaidFte {
  return { organisation: String(row['at_code']), sector: String(row['sector']), at: String(row['period_to']), fte: Number(row['fte']), by: row['said'] as SaidFte['by'] }
}

interface Whole { readonly sector: string; readonly at: string; readonly fte: number; readonly title: string }

/** Published totals for the area itself, the newest of each sector. */
async function countedWhole(house: House, viewer: Viewer, { area, snapshot }: Place): Promise<Whole[]> {
  const rows = await house.lake.select(viewer, snapshot, `
    SELECT sector, source, period_to::VARCHAR AS period_to, sum(fte)::DOUBLE AS fte FROM staff_count
    WHERE at_level = $1 AND at_code = $2 AND NOT is_total AND nationality IS NULL AND fte IS NOT NULL GROUP BY ALL ORDER BY sector, period_to DESC, source`, [area.level, area.code])
  if (area.level === 'organisation' || area.level === 'pcn') return []
  const newest = new Map<string, Whole>()
  for (const row of rows) {
    const sector = String(row['sector'])
    if (!newest.has(sector)) newest.set(sector, { sector, at: String(row['period_to']), fte: Number(row['fte']), title: String(row['source']) })
  }
  return [...newest.values()]
}

function sectorOf(sector: string, said: readonly SaidFte[], whole: Whole | null, usableFrom: string, place: Place, files: readonly CataloguedFile[]): SectorCoverage {
  const estimated = expectedOf(said)
  const seen = seenOf(said, usableFrom)
  const expected = whole?.fte ?? estimated?.fte ?? null
  const shown = new Set(said.length === 0 ? [] : ['staff', 'staff_count'])
  const file = files.filter(({ table, sums }) => shown.has(table) && sums.fte !== null && seen !== null && table !== 'sickness').toSorted((a, b) => (a.periodTo + a.importedAt < b.periodTo + b.importedAt ? 1 : -1)).find(({ periodTo }) => periodTo === seen?.at)
  return {
    sector, expected, expectedFrom: whole ? `published count of ${place.area.name} (${whole.title})` : estimated ? sayParts(estimated) : 'nothing that is loaded says how large it is',
    expectedAt: whole?.at ?? estimated?.at ?? null, grade: whole ? 'A' : estimated?.grade ?? null, seen: seen?.fte ?? (expected === null ? null : 0), seenAt: seen?.at ?? null,
    share: expected === null || expected === 0 ? null : (seen?.fte ?? 0) / expected, newest: file ? { name: file.name, periodTo: file.periodTo, importedAt: file.importedAt } : null,
    organisations: { seen: seen?.organisations ?? 0, expected: estimated ? estimated.parts.reduce((sum, part) => sum + part.organisations, 0) : null },
    why: expected === null ? 'the expected workforce is not known' : seen === null ? `no staff records or counts of the last ${usableMonths} months` : null,
  }
}

const partWords: Readonly<Record<SaidFte['by'], string>> = { 'absence days': 'by published absence days, about 3 % high', ledger: 'by their ledger, vacant posts included', 'last month': 'by the last they sent', counts: 'by published counts', records: 'by records' }

function sayParts({ parts }: Expected): string {
  return parts.map(({ by, organisations, fte }) => `${sayCount(organisations, 'organisation')} ${partWords[by]} (${formatNumber(fte, 0)} FTE)`).join('; ')
}

function sayCoverage({ area }: Place, lines: readonly SectorCoverage[], expected: number | null, seen: number | null, share: number | null): string {
  const unknown = lines.filter((line) => line.expected === null).map(({ sector }) => sector.toLowerCase())
  const tail = unknown.length === 0 ? '' : ` Nothing that is loaded says how large ${unknown.length === 1 ? 'this is' : 'these are'}: ${unknown.join(', ')}.`
  if (share === null) return `Nothing that is loaded says how large the workforce of ${area.name} is.`
  const at = lines.flatMap((line) => line.seenAt ?? []).sort().at(-1)
  return `${share > 1 ? 'All' : `${formatNumber(share * 100, 0)} %`} of about ${formatNumber(expected ?? 0, 0)} FTE in ${area.name} are seen${seen === null || seen === 0 ? ': no records or counts by organisation are recent enough' : ` (${formatNumber(seen, 0)} FTE${at ? `, ${sayDate(at)}` : ''})`}.${tail}`
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/** Coverage as csv: one line for each sector. */
export function writeCoverageCsv(answer: CoverageAnswer): CsvFile {
  const rows = answer.sectors.map((line) => [answer.area.code, line.sector, line.expected, line.expectedFrom, line.expectedAt, line.grade, line.seen, line.seenAt, line.share, line.newest?.name ?? null, line.why])
  return { name: `coverage-${answer.area.code}.csv`, text: writeCsv(['area', 'sector', 'expected_fte', 'expected_from', 'expected_at', 'grade', 'seen_fte', 'seen_at', 'share', 'newest_file', 'why'], rows) }
}

const refuses = ['nothing-loaded', 'unknown-area']

export const coverageRoutes: readonly Route[] = tableRoutes({
  url: '/api/coverage', policy: 'records', says: 'How much of the workforce of an area is seen, by sector, against how much is expected and how that was estimated', csv: 'The same as csv, one line for each sector', group: 'Data', query: CoverageRequest, answer: CoverageAnswer, refuses,
  ask: answerCoverage, write: writeCoverageCsv,
})
