import { declare, type Declared } from './declared.ts'
import { groups, professions } from './figures.ts'
import { statementFile, type DemoFile, type DemoPrepare } from './demo-file.ts'
import { firstMonthNumber, recordMonths } from './months.ts'
import { isTraining } from './leaving.ts'
import type { Employer, Nation } from './nation.ts'
import { nationalities } from './people.ts'
import type { Spells } from './posts.ts'

const source = 'demonstration-staff'

/**
 * Write the staff in post at every month-end: spells are loaded as columns and joined with the months they last.
 *
 * Order: month, employer, assignment; the same seed gives the same rows in the same order.
 */
export function staffFile(seed: number, nation: Nation, spells: Spells): DemoFile {
  const rows = sumOverSpells(spells, () => 1)
  const fte = sumOverSpells(spells, (at) => spells.fteTenths[at]!) / 10
  const about = {
    name: 'Demonstration staff records', source, title: 'Staff in post, record level (demonstration)', table: 'staff',
    periodFrom: recordMonths[0]!, periodTo: recordMonths.at(-1)!, rows, sums: { fte, headcount: null },
  } as const
  return statementFile(seed, about, { prepare: [loadSpells(spells, declare(seed, spells)), loadEmployers(nation), loadProfessions(), loadMonths(), describeSpells], statement, byPeriod: true })
}

/** Add up something of every spell over the months it lasts. */
function sumOverSpells(spells: Spells, amount: (at: number) => number): number {
  let sum = 0
  for (let at = 0; at < spells.count; at++) sum += amount(at) * (spells.to[at]! - spells.from[at]!)
  return sum
}

const describeSpells: DemoPrepare = { run: `create temp table demo_posts as
  select s.n, s.from_month, s.to_month, s.person, s.assignment, e.at_level, e.at_code, p.sector, p.staff_group, p.profession, p.band_name as band, s.fte_tenths / 10 as fte,
    case when p.training = 1 and cast(substr(s.assignment, 2) as integer) % 4 = 0 then nullif(e.host_code, e.at_code) end as host_code, s.birth_month, s.sex, s.nationality, date '1970-01-01' + s.start_day as start_in_post,
    s.chance, s.ethnicity, s.disability, s.trained_in, s.practice, p.training, min(date '1970-01-01' + s.start_day) over (partition by s.person) as first_start, max(s.to_month) over (partition by s.person) as gone_month
  from demo_spells s join demo_employers e on e.employer = s.employer join demo_professions p on p.number = s.profession and p.band = s.band
  order by s.n` }

// What records say of coming and going, by a number from 0 to 99 for each person; of some nothing is recorded, as in life. Shares are chosen to be plausible.
const startInService = 'case when p.chance < 30 then null when p.chance < 75 then p.first_start else p.first_start - (p.chance - 70) * 60 end'
const years = '((m.month_number - p.birth_month) // 12)'
const leaveReason = `case when (p.chance * 37 + 11) % 100 >= 78 then null when p.training = 1 then 'End of fixed term contract'
  when ${years} >= 57 then case when (p.chance * 37 + 11) % 100 < 6 then 'Ill health retirement' else 'Retirement' end
  when (p.chance * 37 + 11) % 100 < 62 then 'Voluntary resignation' when (p.chance * 37 + 11) % 100 < 70 then 'End of fixed term contract' when (p.chance * 37 + 11) % 100 < 74 then 'Dismissal' else 'Ill health retirement' end`
const destination = `case when (p.chance * 53 + 29) % 100 >= 60 then null when ${years} >= 57 then 'No employment' when p.training = 1 then 'NHS organisation'
  when (p.chance * 53 + 29) % 100 < 12 then 'Private health or care' when (p.chance * 53 + 29) % 100 < 22 then 'Abroad' when (p.chance * 53 + 29) % 100 < 30 then 'General practice' when (p.chance * 53 + 29) % 100 < 37 then 'Social care'
  when (p.chance * 53 + 29) % 100 < 43 then 'Education' when (p.chance * 53 + 29) % 100 < 50 then 'Other employment' else 'No employment' end`

// Registered professions have a country of training and, but for doctors, a level of practice that goes with the band; of three in ten nobody recorded it.
const doctors = "(p.staff_group like 'HCHS doctors%' or p.staff_group = 'General practitioners')"
const registered = "p.staff_group in ('Nurses & health visitors', 'Midwives', 'Ambulance staff', 'Scientific, therapeutic & technical staff', 'General practice nurses')"
const levelOfPractice = `case when not ${registered} or p.practice >= 70 then null when p.band in ('Band 8b', 'Band 8c') then case when p.practice < 25 then 'Consultant' else 'Advanced' end
  when p.band = 'Band 8a' then case when p.practice < 45 then 'Advanced' else 'Enhanced' end when p.band = 'Band 7' then case when p.practice < 15 then 'Advanced' else 'Enhanced' end
  when p.band = 'Band 6' then case when p.practice < 25 then 'Enhanced' else 'Registered' end when p.band = 'Advanced nurse practitioner' then 'Advanced' else 'Registered' end`

/** Only the last record of somebody who is gone the month after says anything of leaving. */
function onLastRecord(value: string): string {
  return `case when p.to_month = p.gone_month and m.month = p.to_month - 1 and p.gone_month < ${recordMonths.length} then ${value} end`
}

const statement = `select m.month_end::date as period_to, '${source}' as source, p.person, p.assignment, p.at_level, p.at_code, p.sector, p.staff_group, p.profession, p.band, p.fte,
    (m.month_number - p.birth_month) // 12 as age, p.sex, p.nationality, p.start_in_post, ${startInService} as start_in_service, ${onLastRecord(leaveReason)} as leave_reason, ${onLastRecord(destination)} as destination, p.host_code,
    p.ethnicity, p.disability, case when ${registered} or ${doctors} then p.trained_in end as country_of_training, ${levelOfPractice} as level_of_practice, case when p.training = 1 or p.chance < 5 then 'Fixed term' else 'Permanent' end as contract_type
  from demo_posts p join demo_months m on p.from_month <= m.month and m.month < p.to_month
  order by m.month, p.n`

function loadSpells(spells: Spells, declared: Declared): DemoPrepare {
  const order = inOrder(spells)
  const numbersOf = (number: (at: number) => number): Int32Array => Int32Array.from(order, number)
  const numbers = (column: ArrayLike<number>): Int32Array => numbersOf((at) => column[at]!)
  const texts = <Text extends string | null>(text: (at: number) => Text): Text[] => Array.from(order, text)
  return { load: 'demo_spells', columns: {
    n: { type: 'INTEGER', values: Int32Array.from(order, (_, index) => index) },
    from_month: { type: 'INTEGER', values: numbers(spells.from) }, to_month: { type: 'INTEGER', values: numbers(spells.to) },
    person: { type: 'VARCHAR', values: texts((at) => pseudonym(spells.person[at]!)) },
    assignment: { type: 'VARCHAR', values: texts((at) => `A${String(spells.assignment[at]!).padStart(7, '0')}`) },
    employer: { type: 'INTEGER', values: numbers(spells.employer) }, profession: { type: 'INTEGER', values: numbers(spells.profession) }, band: { type: 'INTEGER', values: numbers(spells.band) },
    fte_tenths: { type: 'INTEGER', values: numbers(spells.fteTenths) }, birth_month: { type: 'INTEGER', values: numbers(spells.birthMonth) },
    sex: { type: 'VARCHAR', values: texts((at) => (spells.female[at] ? 'Female' : 'Male')) },
    nationality: { type: 'VARCHAR', values: texts((at) => nationalities[spells.nationality[at]!]!) },
    start_day: { type: 'INTEGER', values: numbers(spells.startDay) },
    chance: { type: 'INTEGER', values: Int32Array.from(order, (at) => (Math.imul(spells.person[at]!, 0x85ebca6b) >>> 8) % 100) },
    ethnicity: { type: 'VARCHAR', values: texts((at) => declared.ethnicity[spells.person[at]!] ?? null) }, disability: { type: 'VARCHAR', values: texts((at) => declared.disability[spells.person[at]!] ?? null) },
    trained_in: { type: 'VARCHAR', values: texts((at) => declared.training[spells.person[at]!] ?? null) }, practice: { type: 'INTEGER', values: numbersOf((at) => declared.practice[spells.person[at]!]!) },
  } }
}

/** Places of the spells by employer, then assignment, then time. */
function inOrder(spells: Spells): Int32Array {
  const order = Int32Array.from({ length: spells.count }, (_, at) => at)
  return order.sort((a, b) => spells.employer[a]! - spells.employer[b]! || spells.assignment[a]! - spells.assignment[b]! || spells.from[a]! - spells.from[b]!)
}

/** Turn a running number into a pseudonym that does not show who came first; different numbers never meet (odd multiplier). */
function pseudonym(person: number): string {
  return `P${(Math.imul(person, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}`
}

/** Codes of employers by number; care providers have no records. */
export function loadEmployers(nation: Nation): DemoPrepare {
  return { load: 'demo_employers', columns: {
    employer: { type: 'INTEGER', values: nation.employers.map((_, index) => index) },
    at_level: { type: 'VARCHAR', values: nation.employers.map((employer) => employer.level) },
    at_code: { type: 'VARCHAR', values: nation.employers.map((employer) => employer.code) },
    host_code: { type: 'VARCHAR', values: nation.employers.map((employer) => hostOf(nation, employer)) },
  } }
}

/** Where an employer's doctors in training rotate to: the community or mental health trust of its region. A quarter of them work there at any time. */
function hostOf(nation: Nation, { system }: Employer): string {
  const region = nation.systems[system]!.region
  const near = nation.employers.filter((one) => (one.kind === 'mental health' || one.kind === 'community') && nation.systems[one.system]!.region === region)
  const found = near[(system + 1) % near.length]
  if (!found) throw new Error(`region ${region} has no trust to rotate to`)
  return found.code
}

/** Names of professions and bands by number. */
export function loadProfessions(): DemoPrepare {
  const lines = professions.flatMap((profession, number) => profession.bands.map((band, index) => ({ number, index, band, profession })))
  return { load: 'demo_professions', columns: {
    number: { type: 'INTEGER', values: lines.map((line) => line.number) }, band: { type: 'INTEGER', values: lines.map((line) => line.index) },
    profession: { type: 'VARCHAR', values: lines.map((line) => line.profession.name) }, band_name: { type: 'VARCHAR', values: lines.map((line) => line.band) },
    training: { type: 'INTEGER', values: lines.map((line) => Number(isTraining[line.number])) },
    staff_group: { type: 'VARCHAR', values: lines.map((line) => groups[line.profession.group]!.name) }, sector: { type: 'VARCHAR', values: lines.map((line) => line.profession.sector) },
  } }
}

/** Month-ends by record month. */
export function loadMonths(): DemoPrepare {
  return { load: 'demo_months', columns: {
    month: { type: 'INTEGER', values: recordMonths.map((_, index) => index) }, month_end: { type: 'VARCHAR', values: recordMonths },
    month_number: { type: 'INTEGER', values: recordMonths.map((_, index) => firstMonthNumber + index) },
  } }
}

