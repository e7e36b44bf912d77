import { exactExp } from '../random/exp.ts'
import { populationFigures, scale } from './figures.ts'
import { statementFile, type DemoFile } from './demo-file.ts'
import type { CareSystem, Nation } from './nation.ts'

export const firstPopulationYear = 2015
const lastPopulationYear = 2041
/** Last year that counts as an estimate of what was; later years are projected. */
const lastEstimate = 2025
const baseYear = 2023
const ages = 91
const lastAge = ages - 1

const estimates = { name: 'Demonstration population estimates', source: 'demonstration-population', title: 'Resident population, mid-year estimates (demonstration)' }
const projections = {
  name: 'Demonstration population projections', source: 'demonstration-population-projection', title: 'Resident population, mid-year projections (demonstration)',
}

/** Residents of one system by sex (females first) and single year of age, 90 standing for 90 and over. */
type Residents = Float64Array

/** Write the residents of every system by sex and age: estimates to 2025 in one file, projections to 2041 in another. Units: people. */
export function populationFiles(seed: number, nation: Nation): DemoFile[] {
  const years = nation.systems.map((system) => residentsByYear(system))
  return [
    yearsFile(seed, nation, years, [firstPopulationYear, lastEstimate], estimates, 'ok'),
    yearsFile(seed, nation, years, [lastEstimate + 1, lastPopulationYear], projections, 'estimated'),
  ]
}

/** Residents of a system for every year, oldest first: forwards from the base year by births, deaths and moves, backwards by undoing them. */
export function residentsByYear(system: CareSystem): Residents[] {
  const base = baseResidents(system)
  const later: Residents[] = []
  for (let year = baseYear, now = base; year < lastPopulationYear; year++) later.push(now = yearOn(now, system))
  const earlier: Residents[] = []
  for (let year = baseYear, now = base; year > firstPopulationYear; year--) earlier.unshift(now = yearBack(now, system))
  return [...earlier, base, ...later]
}

/** Spread five-year bands evenly over their ages and tilt them by how old the place is. */
function baseResidents(system: CareSystem): Residents {
  const tilted = new Float64Array(2 * ages)
  const bands = [populationFigures.females_per_1000, populationFigures.males_per_1000]
  let total = 0
  for (let at = 0; at < tilted.length; at++) {
    const age = at % ages
    const band = bands[at < ages ? 0 : 1]![Math.min(18, Math.floor(age / 5))]!
    const student = age >= 18 && age < 30 ? -0.3 : 0
    tilted[at] = (age === lastAge ? band : band / 5) * exactExp(system.older * (0.4 * Math.max(-1, Math.min(1, (age - 40) / 35)) + student))
    total += tilted[at]!
  }
  const people = (populationFigures.residents / scale) * system.weight
  return tilted.map((value) => (value / total) * people)
}

function yearOn(now: Residents, system: CareSystem): Residents {
  const next = new Float64Array(2 * ages)
  for (let at = 0; at < next.length; at++) {
    const [sex, age] = [at < ages ? 0 : ages, at % ages]
    const staying = now[at]! * staysOrArrives(age, sex === 0, system)
    next[sex + Math.min(lastAge, age + 1)]! += staying
  }
  const births = birthsOf(now)
  next[0] = births * 0.488
  next[ages] = births * 0.512
  return next
}

/** Undo one year; the oldest are taken to have grown by two per cent. */
function yearBack(now: Residents, system: CareSystem): Residents {
  const before = new Float64Array(2 * ages)
  for (let at = 0; at < before.length; at++) {
    const [sex, age] = [at < ages ? 0 : ages, at % ages]
    before[at] = age < lastAge - 1 ? now[at + 1]! / staysOrArrives(age, sex === 0, system) : now[at]! / 1.02
  }
  return before
}

/** Share of an age that is there a year later, people who move in among them. Deaths rise by a tenth a year of age (Gompertz). */
function staysOrArrives(age: number, female: boolean, system: CareSystem): number {
  const dying = age === 0 ? 0.0035 : Math.min(0.5, 0.000012 * exactExp(0.1032 * age) * (female ? 0.85 : 1.15))
  const fromAbroad = age >= 18 && age < 35 ? 0.015 : age < 50 ? 0.003 : 0
  return 1 - dying + fromAbroad + (age < 65 ? system.growth : system.growth / 2)
}

// 1.5 children per woman, most often around 31.
function birthsOf(now: Residents): number {
  let births = 0
  for (let age = 16; age < 46; age++) births += now[age]! * 0.1 * exactExp(-((age - 31) * (age - 31)) / 72)
  return births
}

function yearsFile(
  seed: number, nation: Nation, years: readonly (readonly Residents[])[], [from, to]: readonly [number, number],
  about: Pick<DemoFile, 'name' | 'source' | 'title'>, status: 'ok' | 'estimated',
): DemoFile {
  const columns = { area: [] as string[], year: [] as number[], female: [] as number[], age: [] as number[], people: [] as number[] }
  for (let year = from; year <= to; year++) nation.systems.forEach((_, index) => {
    const residents = years[index]![year - firstPopulationYear]!
    for (const [code, share] of areasIn(nation, index, year)) residents.forEach((people, at) => {
      columns.area.push(code)
      columns.year.push(year)
      columns.female.push(at < ages ? 1 : 0)
      columns.age.push(at % ages)
      columns.people.push(Math.round(people * share))
    })
  })
  const load = { load: 'demo_residents', columns: {
    n: { type: 'INTEGER' as const, values: columns.area.map((_, index) => index) }, area: { type: 'VARCHAR' as const, values: columns.area },
    year: { type: 'INTEGER' as const, values: columns.year }, female: { type: 'INTEGER' as const, values: columns.female }, age: { type: 'INTEGER' as const, values: columns.age }, people: { type: 'DOUBLE' as const, values: columns.people },
  } }
  const statement = `select make_date(year, 6, 30) as period_from, make_date(year, 6, 30) as period_to, '${about.source}' as source, 'ics' as at_level, area as at_code,
    case when female = 1 then 'females' else 'males' end as sex, age as age_from, case when age = ${lastAge} then null else age end as age_to, people, '${status}' as people_status
  from demo_residents order by n`
  const described = { ...about, table: 'population', periodFrom: `${from}-06-30`, periodTo: `${to}-06-30`, rows: columns.area.length, sums: { fte: null, headcount: null } } as const
  return statementFile(seed, described, { prepare: [load], statement, byPeriod: false })
}

/** Codes a system had in a year: two until their merger in 2023. Shares sum to 1. */
function areasIn(nation: Nation, system: number, year: number): readonly (readonly [string, number])[] {
  const formers = nation.formerSystems.filter((former) => former.into === system)
  if (formers.length === 0 || year >= 2023) return [[nation.systems[system]!.code, 1]]
  return formers.map((former, index) => [former.code, index === 0 ? 0.55 : 0.45])
}
