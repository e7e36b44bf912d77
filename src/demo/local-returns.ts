import { stream } from '../random/stream.ts'
import { addMonths, daysInMonth, type CalendarDate } from '../units/calendar-date.ts'
import styles from './local-headings.json' with { type: 'json' }
import { localPeople, type LocalPost } from './local-people.ts'
import posts from './local-posts.json' with { type: 'json' }
import { makeNation } from './nation.ts'

export interface LocalTrust { readonly code: string; readonly name: string; readonly place: string; readonly ics: string; readonly region: string; readonly network: string }

type Cells = Readonly<Record<string, string>>
export type HeadingStyle = 'own' | 'payroll' | 'warehouse'

/** One file of one made-up trust: rows under our column names; `headingsOf` says what the trust calls them. */
export interface LocalFile {
  readonly trust: string
  readonly table: 'staff' | 'establishment' | 'sickness' | 'temporary'
  readonly periodTo: CalendarDate
  readonly style: HeadingStyle
  readonly rows: readonly Cells[]
}

export interface LocalReturns {
  readonly trusts: readonly LocalTrust[]
  /** The made-up map: what the trusts are, and what they belong to. */
  readonly map: readonly Cells[]
  readonly files: readonly LocalFile[]
}

export interface LocalAsked {
  readonly trusts?: number
  /** Month-ends to write, oldest first; `months` up to September 2025 when left out. */
  readonly monthEnds?: readonly CalendarDate[]
  readonly months?: number
  /** People of a trust of middling size. */
  readonly people?: number
  /** Headings of every trust; each its own of three kinds when left out. */
  readonly style?: HeadingStyle
}

/** Last month-end written when none is asked for. */
const lastMonthEnd = '2025-09-30'

/**
 * Write the month files of made-up trusts at record level: staff extract, establishment ledger, sickness absence and temporary staffing.
 * Trusts, places and people are invented, and their codes have a hyphen, which no real organisation code has.
 */
export function localReturns(seed: number, asked: LocalAsked = {}): LocalReturns {
  const { trusts: count = 20, months = 3, people = 120 } = asked
  const monthEnds = asked.monthEnds ?? Array.from({ length: months }, (_, at) => addMonths(lastMonthEnd, at - months + 1))
  const { trusts, map } = placedTrusts(seed, count)
  const staffing = localPeople(seed, { trusts: count, people, monthEnds })
  const styleOf = (trust: number): HeadingStyle => asked.style ?? (['own', 'payroll', 'warehouse'] as const)[trust % 3]!
  const files = monthEnds.flatMap((periodTo, month) => trusts.flatMap(({ code }, trust) => {
    const own = staffing[month]!.filter((post) => post.trust === trust)
    const about = { trust: code, periodTo, style: styleOf(trust) }
    return [
      { ...about, table: 'staff' as const, rows: own.map((post) => staffCells(post, code, periodTo)) },
      { ...about, table: 'establishment' as const, rows: ledgerCells(staffing[0]!.filter((post) => post.trust === trust), code, periodTo) },
      { ...about, table: 'sickness' as const, rows: [sicknessCells(seed, own, code, periodTo)] },
      { ...about, table: 'temporary' as const, rows: temporaryCells(seed, own, code, periodTo) },
    ]
  }))
  return { trusts, map, files }
}

/** Change cells of one row of a trust's file; `place` counts rows from 0. Answers the files with that one changed, and the row as a spreadsheet counts. */
export function plantIn(files: readonly LocalFile[], where: Pick<LocalFile, 'trust' | 'table' | 'periodTo'>, place: number, change: Cells): { readonly files: LocalFile[]; readonly row: number } {
  const at = files.findIndex(({ trust, table, periodTo }) => trust === where.trust && table === where.table && periodTo === where.periodTo)
  if (files[at]?.rows[place] === undefined) throw new Error(`${where.trust} has no row ${place} in ${where.table} of ${where.periodTo}`)
  return { files: files.map((file, index) => (index === at ? { ...file, rows: file.rows.map((row, rowAt) => (rowAt === place ? { ...row, ...change } : row)) } : file)), row: place + 2 }
}

/** Write a file as csv under the trust's own headings and words. */
export function csvOfLocal({ table, style, rows }: LocalFile): string {
  const { headings, words } = headingsOf(style, table)
  const columns = Object.keys(rows[0] ?? {})
  const said = rows.map((row) => columns.map((column) => words[column]?.[row[column]!] ?? row[column]!))
  return csvOfCells([columns.map((column) => headings[column] ?? column), ...said])
}

/** Write the map as csv. */
export function csvOfMap(map: readonly Cells[]): string {
  return csvOfCells([Object.keys(map[0] ?? {}), ...map.map((row) => Object.values(row))])
}

/** What a style calls our columns, and the words it has for ours. */
function headingsOf(style: HeadingStyle, table: LocalFile['table']): { readonly headings: Cells; readonly words: Readonly<Record<string, Cells>> } {
  if (style === 'own') return { headings: {}, words: {} }
  const found = styles[style]
  return { headings: { ...found.headings.common, ...(found.headings as Record<string, Cells | undefined>)[table] }, words: found.words }
}

/** The mapping that makes a style's file a return, as a person would have confirmed it: numbers of people are shared by all trusts. */
export function mappingOf(style: HeadingStyle, file: LocalFile): object {
  const { headings, words } = headingsOf(style, file.table)
  const columns = Object.keys(file.rows[0] ?? {})
  const values = Object.entries(words).filter(([column]) => columns.includes(column)).map(([column, ours]) => [column, Object.fromEntries(Object.entries(ours).map(([our, their]) => [their, our]))])
  return { source: `${file.table}-return`, version: 1, identifiers: 'shared', columns: Object.fromEntries(columns.map((column) => [column, headings[column] ?? column])), values: Object.fromEntries(values), constants: {}, ignore: [] }
}

function csvOfCells(rows: readonly (readonly string[])[]): string {
  return `${rows.map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n')}\n`
}

/** Two trusts in each care system, systems spread over the regions, two places in each system, and networks that run across systems. */
function placedTrusts(seed: number, count: number): Pick<LocalReturns, 'trusts' | 'map'> {
  const nation = makeNation(seed)
  const known = nation.employers.filter(({ level, kind, opens, closes }) => level === 'organisation' && opens === 0 && closes > 50 && kind !== 'care board' && kind !== 'care provider')
  const systems = nation.systems.map((system, at) => ({ ...system, at, trusts: known.filter((employer) => employer.system === at) })).filter(({ trusts }) => trusts.length >= 2)
  const spread = [...systems].sort((a, b) => (a.at % 6) - (b.at % 6) || a.at - b.at)
  const chosen = spread.flatMap(({ trusts }) => trusts.slice(0, 2)).slice(0, count)
  const trusts = chosen.map((employer, at) => {
    const system = nation.systems[employer.system]!
    return { code: employer.code, name: employer.name, place: `${system.code.replace('-I', '-P')}${at % 2 === 0 ? 'A' : 'B'}`, ics: system.code, region: nation.regions[system.region]!.code, network: `DM-K${1 + (Math.floor((at + 1) / 2) % 5)}` }
  })
  const used = new Map(chosen.map((employer) => [nation.systems[employer.system]!.code, nation.systems[employer.system]!]))
  const map = [
    mapLine('nation', nation.code, nation.name, '', ['', '']),
    ...nation.regions.filter(({ code }) => trusts.some(({ region }) => region === code)).map(({ code, name }) => mapLine('region', code, name, '', ['nation', nation.code])),
    ...[...used.values()].map((system) => mapLine('ics', system.code, system.name, '', ['region', nation.regions[system.region]!.code])),
    ...trusts.map(({ place, ics }) => mapLine('sub-icb', place, `${used.get(ics)!.name}, ${place.endsWith('A') ? 'north' : 'south'}`, '', ['ics', ics])),
    ...trusts.map(({ code, name, place }) => mapLine('organisation', code, name, 'Acute', ['sub-icb', place])),
  ]
  return { trusts, map }
}

/** One line of the map: `parent` is a level and a code, both empty at the top. */
function mapLine(level: string, code: string, name: string, kind: string, parent: readonly [string, string]): Cells {
  return { level, code, name, kind, parent_level: parent[0], parent_code: parent[1], share: parent[1] === '' ? '' : '1', valid_from: '2010-04-01', valid_to: '' }
}

function staffCells(post: LocalPost, organisation: string, periodTo: CalendarDate): Cells {
  const { staff_group, profession, occupation_code, body, number } = posts[post.post]!
  const born = post.birth
  const age = Number(periodTo.slice(0, 4)) - Number(born.slice(0, 4)) - (periodTo.slice(5, 7) < born.slice(5, 7) ? 1 : 0)
  return {
    organisation, period_to: periodTo, person: String(post.person), assignment: `${post.person}-1`, staff_group, profession, band: post.band, fte: String(post.fifths / 5), sex: post.sex, start_in_post: post.startInPost,
    occupation_code, contracted_hours: String(7.5 * post.fifths), contract_type: 'Permanent', assignment_status: 'Active', ethnicity: 'Z', disability: 'No', registration_body: body, registration_number: number,
    start_in_service: post.startInService, birth_date: born, age: String(age), host_code: '', leave_date: post.leaving?.on ?? '', leave_reason: post.leaving?.reason ?? '', destination: post.leaving?.destination ?? '', cost_centre: `C${post.costCentre}`,
  }
}

/** Posts funded for each group and band of the opening month, a twelfth more than filled then, one line per cost centre. Units: GBP 45,000 a post. */
function ledgerCells(opening: readonly LocalPost[], organisation: string, periodTo: CalendarDate): Cells[] {
  const fifths = new Map<string, number>()
  for (const { post, band, costCentre, fifths: own } of opening) {
    const key = `${post}\n${band}\n${costCentre}`
    fifths.set(key, (fifths.get(key) ?? 0) + own)
  }
  return [...fifths].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([key, inPost], at) => {
    const [post = '0', band = '', centre = ''] = key.split('\n')
    const funded = Math.round((inPost / 5) * (13 / 12) * 100) / 100
    return { organisation, period_to: periodTo, staff_group: posts[Number(post)]!.staff_group, profession: posts[Number(post)]!.profession, band, funded_fte: String(funded), cost_centre: `C${centre}`, ledger_code: `L${at + 1}`, budget: String(Math.round(funded * 45_000)) }
  })
}

function sicknessCells(seed: number, own: readonly LocalPost[], organisation: string, periodTo: CalendarDate): Cells {
  const chance = stream(seed, `demo/local sickness ${organisation} ${periodTo}`)
  const fte = own.reduce((sum, { fifths }) => sum + fifths, 0) / 5
  const available = fte * daysInMonth(Number(periodTo.slice(0, 4)), Number(periodTo.slice(5, 7)))
  return { organisation, period_to: periodTo, fte_days_lost: (available * (0.045 + 0.015 * chance.next())).toFixed(1), fte_days_available: available.toFixed(1) }
}

/** Bank, agency and overtime work of each staff group, a few per cent of staff in post. Units: GBP 5,500 for a month of one FTE. */
function temporaryCells(seed: number, own: readonly LocalPost[], organisation: string, periodTo: CalendarDate): Cells[] {
  const chance = stream(seed, `demo/local temporary ${organisation} ${periodTo}`)
  return posts.flatMap(({ staff_group }, post) => {
    const fte = own.filter((one) => one.post === post).reduce((sum, { fifths }) => sum + fifths, 0) / 5
    const work = Object.entries(usualCover).flatMap(([kind, share]) => {
      const worked = fte * share * (0.7 + 0.6 * chance.next())
      return [[`${kind}_fte`, worked.toFixed(2)], [`${kind}_cost`, String(Math.round(worked * 5500))]] as const
    })
    return fte === 0 ? [] : [{ organisation, period_to: periodTo, staff_group, ...Object.fromEntries(work) }]
  })
}

/** Temporary work for each FTE in post, by kind. */
const usualCover = { bank: 0.06, agency: 0.03, overtime: 0.01 } as const
