import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { EstablishmentAnswer, EstablishmentBridge, EstablishmentBridgeRequest, EstablishmentRequest, type VacancyOnBasis } from '../contract/establishment.ts'
import { exceptionWords, type EstablishmentException, type ExceptionKind } from '../dataset/establishment-exceptions.ts'
import { vacancyAmounts } from '../dataset/establishment-figures.ts'
import { bridgeBases, vacanciesOnEach, vacancyBases, type PostsOfOne } from '../dataset/vacancy-basis.ts'
import { readEstablishment, type Establishment } from '../store/establishment.ts'
import { readEstablishmentYear, type EstablishmentYear } from '../store/establishment-year.ts'
import type { CataloguedFile, House } from '../store/house.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { writeCsv, type CsvCell } from './csv.ts'
import { keepReading } from './kept.ts'
import { fileRoute, readRoute, tableRoutes, type CsvFile, type Route } from './route.ts'
import { sayCount } from './say.ts'

/** Hold the ledger against the staff record: the one function behind the command line, the address and the page. Kept per snapshot. */
export async function answerEstablishment(house: House, viewer: Viewer, request: EstablishmentRequest): Promise<EstablishmentAnswer | Refusal> {
  const ask = async (): Promise<EstablishmentAnswer | Refusal> => {
    const read = await readEstablishment(house, viewer, questionOf(request))
    return isRefusal(read) ? read : sayEstablishment(read, request)
  }
  const snapshot = await house.catalogue.live(viewer)
  return snapshot === null ? ask() : keepReading(house, viewer, snapshot, { work: 'establishment', asked: request }, ask)
}

/** Bridge the vacancies of twelve months by staff group. Kept per snapshot. */
export async function answerEstablishmentBridge(house: House, viewer: Viewer, request: EstablishmentBridgeRequest): Promise<EstablishmentBridge | Refusal> {
  const ask = async (): Promise<EstablishmentBridge | Refusal> => {
    const read = await readEstablishmentYear(house, viewer, { area: request.area ?? null, at: request.at ?? null, map: request.map ?? null })
    return isRefusal(read) ? read : sayYear(read)
  }
  const snapshot = await house.catalogue.live(viewer)
  return snapshot === null ? ask() : keepReading(house, viewer, snapshot, { work: 'establishment bridge', asked: request }, ask)
}

/** Write the exceptions file that goes back to the owners of ledger and staff record. */
export async function answerEstablishmentExceptions(house: House, viewer: Viewer, request: EstablishmentRequest): Promise<CsvFile | Refusal> {
  const read = await readEstablishment(house, viewer, questionOf(request))
  if (isRefusal(read)) return read
  const header = ['kind', 'what', 'organisation', 'month_end', 'cost_centre', 'staff_group', 'profession', 'band', 'ledger_code', 'funded_fte', 'in_post_fte', 'positions', 'exception_fte', 'probably_meant']
  const inOrder = Object.keys(exceptionWords).flatMap((kind) => read.exceptions.filter((one) => one.kind === kind))
  const rows = inOrder.map(({ kind, line, fte, counterpart }): CsvCell[] => [
    kind, exceptionWords[kind], line.organisation, read.at, line.costCentre, line.staffGroup, line.profession, line.band, line.ledgerCodes, line.funded, line.inPost, line.positions, fte, sayCounterpart(counterpart),
  ])
  return { name: `establishment-exceptions-${read.area?.code ?? 'all'}-${read.at}.csv`, text: writeCsv(header, rows) }
}

/** The rows of an answer as a csv file; an absent number stays empty and its status stands beside it. */
export function writeEstablishmentCsv(answer: EstablishmentAnswer): CsvFile {
  const amounts = ['longVacant', 'away', 'leavers', 'starters', 'bank', 'agency', 'overtime', 'fundedMatch', 'inPostMatch', 'rate'] as const
  const header = [answer.by, 'code', 'lines', 'funded_fte', 'in_post_fte', 'matched_fte', 'vacant_fte', 'over_established_fte', 'unfunded_fte', ...amounts.flatMap((name) => [amountNames[name], `${amountNames[name]}_status`]), 'vacancy_basis', 'as_of']
  const rows = answer.rows.map((row): CsvCell[] => [
    row.key, row.code, row.lines, row.funded, row.inPost, row.matched, row.vacant, row.overEstablished, row.unfunded, ...amounts.flatMap((name) => [row[name].value, row[name].status]), answer.basis, answer.at,
  ])
  return { name: `establishment-${answer.at}.csv`, text: writeCsv(header, rows) }
}

/** The bridge as a csv file: one row per staff group, then the total. */
export function writeBridgeCsv({ rows, total, at }: EstablishmentBridge): CsvFile {
  const header = ['staff_group', 'opening_vacancies', 'new_funded', 'removed_funded', 'leavers', 'joiners', 'moves', 'hours', 'residual', 'closing_vacancies']
  const cells = [...rows, total].map((row) => [row.key, row.opening, row.newFunded, row.removedFunded, row.leavers, row.joiners, row.moves, row.hours, row.residual, row.closing])
  return { name: `vacancy-bridge-${at}.csv`, text: writeCsv(header, cells) }
}

const amountNames = {
  longVacant: 'long_vacant_fte', away: 'away_fte', leavers: 'leavers_ahead_fte', starters: 'starters_ahead_fte', bank: 'bank_fte', agency: 'agency_fte', overtime: 'overtime_fte',
  fundedMatch: 'funded_match_per_cent', inPostMatch: 'in_post_match_per_cent', rate: 'vacancy_rate_per_cent',
} as const

function questionOf({ area, at, by, basis, months, map }: EstablishmentRequest) {
  return { area: area ?? null, at: at ?? null, by, basis, months, map: map ?? null }
}

function sayEstablishment(read: Establishment, { by, basis, months }: EstablishmentRequest): EstablishmentAnswer {
  const { total, rows, posts, leftOut, at, area } = read
  return {
    summary: summaryOf(read, basis), at, months, by, basis, area: area && { level: area.level, code: area.code, name: area.name }, total, rows: rows.map((row) => ({ ...row })),
    bases: basesOf(posts), basisBridge: bridgeBases(posts).map((item) => ({ ...item })),
    coverage: { organisations: posts.length, leftOut: leftOut.map(({ code, name, why }) => ({ code, name, why })) },
    exceptions: countExceptions(read.exceptions), provenance: provenanceOf(read, basis, at, notesOf(read)),
  }
}

function basesOf(posts: readonly PostsOfOne[]): VacancyOnBasis[] {
  return vacanciesOnEach(posts).map((found) => {
    const { id, name, says, formula } = found.basis
    const why = found.organisations > 0 ? null : id === 'working' || posts.every(({ away }) => away === null) ? 'No staff record here says who is away (assignment status)' : 'No return of temporary staffing is held here for the month'
    return { basis: id, name, says, formula, ...vacancyAmounts(found, posts.length), organisations: found.organisations, why }
  })
}

function summaryOf({ total, area, at, posts }: Establishment, basis: EstablishmentRequest['basis']): string {
  const { name } = basisNamed(basis)
  const rate = total.rate.value === null ? 'no vacancy rate' : `a vacancy rate of ${formatNumber(total.rate.value, 1)} %`
  return `${area?.name ?? 'Everything held'}, ${sayDate(at)}: ${formatNumber(total.funded, 0)} FTE funded and ${formatNumber(total.inPost, 0)} FTE in post in ${sayCount(posts.length, 'organisation')}, ${rate} (${name.toLowerCase()}).`
}

function notesOf({ leftOut, withoutAmount, posts }: Establishment): string[] {
  const missing = (say: (one: PostsOfOne) => boolean, words: string): string[] => {
    const count = posts.filter((one) => !say(one)).length
    return count === 0 ? [] : [`${sayCount(count, 'organisation')} of ${sayCount(posts.length)} ${count === 1 ? 'does' : 'do'} not say ${words}.`]
  }
  return [
    ...(leftOut.length === 0 ? [] : [`Left out on both sides: ${leftOut.slice(0, 5).map(({ name, why }) => `${name} (${why.charAt(0).toLowerCase()}${why.slice(1)})`).join('; ')}${leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : ''}.`]),
    ...(withoutAmount === 0 ? [] : [`${sayCount(withoutAmount, 'ledger line')} without an amount ${withoutAmount === 1 ? 'is' : 'are'} left out, with the staff on them: nothing is not zero.`]),
    ...missing(({ away }) => away !== null, 'who is away'), ...missing(({ cover }) => cover !== null, 'how much bank and agency work was done'),
  ]
}

function countExceptions(found: readonly EstablishmentException[]): EstablishmentAnswer['exceptions'] {
  return (Object.keys(exceptionWords) as ExceptionKind[]).map((kind) => {
    const own = found.filter((one) => one.kind === kind)
    return { kind, says: exceptionWords[kind], lines: own.length, fte: own.reduce((sum, { fte }) => sum + fte, 0) }
  })
}

function sayCounterpart(line: EstablishmentException['counterpart']): string | null {
  return line === null ? null : `ledger line ${[line.ledgerCodes, line.staffGroup, line.profession, line.band].filter((part) => part !== null && part !== '').join(', ')}: ${line.funded ?? 0} FTE funded, ${line.inPost ?? 0} FTE in post`
}

function sayYear(read: EstablishmentYear): EstablishmentBridge {
  const { from, at, rows, total, organisations, leftOut, area } = read
  const notes = leftOut.length === 0 ? [] : [`Left out at both ends: ${leftOut.slice(0, 5).map(({ name, why }) => `${name} (${why.charAt(0).toLowerCase()}${why.slice(1)})`).join('; ')}${leftOut.length > 5 ? ` and ${leftOut.length - 5} more` : ''}.`]
  return {
    summary: `${area?.name ?? 'Everything held'}: vacancies went from ${formatNumber(total.opening, 0)} FTE on ${sayDate(from)} to ${formatNumber(total.closing, 0)} FTE on ${sayDate(at)} (contracted basis).`,
    from, at, basis: 'contracted', rows: rows.map((row) => ({ ...row })), total: { ...total }, coverage: { organisations, leftOut: leftOut.map(({ code, name, why }) => ({ code, name, why })) },
    provenance: provenanceOf(read, 'contracted', at, notes),
  }
}

function basisNamed(id: EstablishmentRequest['basis']) {
  const found = vacancyBases.find((basis) => basis.id === id)
  if (!found) throw new Error(`no vacancy basis is declared as ${id}`)
  return found
}

function provenanceOf({ snapshot, files, map }: { readonly snapshot: string; readonly files: readonly CataloguedFile[]; readonly map: { readonly date: string } }, basis: EstablishmentRequest['basis'], at: string, notes: string[]): EstablishmentAnswer['provenance'] {
  const { name, says, formula, measure } = basisNamed(basis)
  return {
    measure, definition: `${name}: ${says.charAt(0).toLowerCase()}${says.slice(1)}.`, formula, snapshot, asOf: at, map: `Areas as of ${sayDate(map.date)}`, notes,
    sources: files.map((file) => ({ id: file.source, title: file.title, file: file.name, fileSha256: file.sha256, licence: file.licence, importedAt: file.importedAt, periodFrom: file.periodFrom, periodTo: file.periodTo })),
  }
}

const refuses = ['nothing-loaded', 'unknown-area', 'measure-not-available', 'date-out-of-range', 'area-not-held']

export const establishmentRoutes: readonly Route[] = [
  ...tableRoutes({
    url: '/api/establishment', policy: 'records', says: 'The ledger held against the staff record: funded, in post, vacant, unfunded, long-vacant, and the vacancy rate on three named bases', csv: 'The same rows as csv', group: 'Numbers', query: EstablishmentRequest, answer: EstablishmentAnswer, refuses,
    ask: answerEstablishment, write: writeEstablishmentCsv,
  }),
  fileRoute({
    url: '/api/establishment/exceptions.csv', policy: 'record-export', says: 'What ledger and staff record disagree about, line by line, to send to their owners', group: 'Numbers', query: EstablishmentRequest, params: z.object({}), refuses,
    handle: ({ house, viewer }, query) => answerEstablishmentExceptions(house, viewer, query),
  }),
  readRoute({
    url: '/api/establishment/bridge', policy: 'records', says: 'Vacancies twelve months apart and what moved between, by staff group', group: 'Numbers', query: EstablishmentBridgeRequest, answer: EstablishmentBridge, refuses,
    handle: ({ house, viewer }, query) => answerEstablishmentBridge(house, viewer, query),
  }),
]
