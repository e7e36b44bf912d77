import { bases, narrowed } from '../dataset/basis.ts'
import type { Dimension } from '../dataset/cube.ts'
import { declaredMeasure } from '../dataset/measures.ts'
import { compareText } from '../reference/in-force.ts'
import { sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { columnsOf } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect, type Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { levelOfDimension } from './cube-question.ts'
import type { Question } from './cube-question.ts'
import { areaKey } from './cube-ratios.ts'

/**
 * FTE for every thousand people on a disease register: prevalence of each care system as published × its residents of the ages the register counts, added up over systems.
 *
 * A system without prevalence, or residents held by ages that do not begin where the register does, leave the areas they are in without a figure.
 * Errors: those of cube-choose.ts, for staff, prevalence and population.
 */
export async function readPerRegister(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const by = question.by.filter((dimension) => dimension !== 'indicator')
  const { indicator, ...filters } = question.filters
  const staff = await readDirect(context, { ...question, measure: declaredMeasure('fte'), by, filters }, question.measure.bases)
  if (isRefusal(staff)) return staff
  const date = staff.rows.at(-1)?.date ?? '9999-12-31'
  const held: Question = { ...question, group: null, source: null, when: { kind: 'nearest', date } }
  const prevalence = await readDirect(context, { ...held, measure: declaredMeasure('prevalence'), by: ['ics', 'indicator'], filters: indicator === undefined ? {} : { indicator } }, [bases.prevalence])
  if (isRefusal(prevalence)) return prevalence
  const areas = by.filter((dimension) => levelOfDimension[dimension] !== undefined)
  const registers = await readRegisters(context, { ...held, filters: {} }, areas, prevalence)
  if (isRefusal(registers)) return registers
  const split = (rows: readonly FrameRow[], whole: boolean): FrameRow[] => rows.flatMap((row) => registers.all.map((register) => perRegister(question, by, row, register, whole && areas.length > 0)))
  const overall = split(staff.overall, true)
  return {
    ...staff, rows: split(staff.rows, false), totals: split(staff.totals, true), overall: registers.all.length === 1 ? overall : [], choices: [...staff.choices, ...prevalence.choices, ...registers.choices],
    notes: [...new Set([...staff.notes, ...sayRegisters(registers, prevalence.rows[0]?.date ?? date, date)])],
  }
}

/** People on one register by area, and in all areas together. Null where some of them are not known. */
interface Register { readonly name: string; readonly people: ReadonlyMap<string, number | null>; readonly all: number | null; readonly estimated: boolean }
interface Registers { readonly all: readonly Register[]; readonly choices: Figures['choices']; readonly populationDate: CalendarDate | null; readonly withoutAges: readonly string[] }

async function readRegisters(context: CubeContext, held: Question, areas: readonly Dimension[], prevalence: Figures): Promise<Registers | Refusal> {
  const names = [...new Set(prevalence.rows.map(({ values }) => values[0] ?? ''))].toSorted(compareText)
  const percent = new Map(prevalence.rows.map((row) => [`${row.areas[0]?.code ?? ''} ${row.values[0] ?? ''}`, row.value]))
  const residents = new Map<number, Figures>()
  for (const age of new Set(names.map(youngestOf))) {
    const read = await readDirect(context, { ...held, measure: declaredMeasure('population'), by: [...areas.filter((area) => area !== 'ics'), 'ics'] }, [narrowed(bases.population, age === 0 ? null : `age_from >= ${age}`)])
    if (isRefusal(read)) return read
    residents.set(age, read)
  }
  const begins = new Map(await Promise.all([...residents].map(async ([age, read]) => [age, await beginAt(context, age, read)] as const)))
  const all = names.map((name) => {
    const age = youngestOf(name)
    return onRegister(name, areas, begins.get(age) === true ? residents.get(age)!.rows : null, (system) => percent.get(`${system} ${name}`) ?? null)
  })
  const [first] = residents.values()
  return { all, choices: [...residents.values()].flatMap(({ choices }) => choices), populationDate: first?.rows[0]?.date ?? null, withoutAges: names.filter((name) => begins.get(youngestOf(name)) !== true) }
}

/** The age from which a register counts people, where its name says so; from birth otherwise. */
function youngestOf(indicator: string): number {
  return Number(/\((\d+) (?:and over|\+|years and over)\)/.exec(indicator)?.[1] ?? 0)
}

/** Say whether the ages held can be parted at an age. */
async function beginAt(context: CubeContext, age: number, { choices: [choice] }: Figures): Promise<boolean> {
  if (age === 0 || choice === undefined) return true
  const [across] = await context.select('SELECT count(*)::DOUBLE AS n FROM population WHERE source = $1 AND period_to = $2::DATE AND age_from < $3 AND coalesce(age_to, 999) >= $3', [choice.holding.source, choice.dates.at(-1) ?? '', age])
  return Number(across?.n) === 0
}

function onRegister(name: string, areas: readonly Dimension[], residents: readonly FrameRow[] | null, percentOf: (system: string) => number | null): Register {
  const people = new Map<string, number | null>()
  let all: number | null = residents === null ? null : 0
  for (const row of residents ?? []) {
    const key = areas.includes('ics') ? keyInOrder(areas, row) : areaKey({ ...row, areas: row.areas.slice(0, -1) })
    const percent = percentOf(row.areas.at(-1)?.code ?? '')
    const own = row.value === null || percent === null ? null : (row.value * percent) / 100
    const before = people.get(key)
    people.set(key, own === null || before === null ? null : (before ?? 0) + own)
    all = own === null || all === null ? null : all + own
  }
  return { name, people, all, estimated: residents?.some(({ status }) => status === 'estimated') ?? false }
}

/** The care system was read last; the answer has it where it was asked. */
function keyInOrder(areas: readonly Dimension[], row: FrameRow): string {
  const others = row.areas.slice(0, -1)
  let next = 0
  return areaKey({ ...row, areas: areas.map((area) => (area === 'ics' ? row.areas.at(-1) ?? null : others[next++] ?? null)) })
}

function perRegister(question: Question, by: readonly Dimension[], row: FrameRow, register: Register, whole: boolean): FrameRow {
  const people = whole ? register.all : register.people.get(areaKey(row)) ?? null
  const value = row.value === null || people === null || people === 0 ? null : (row.value / people) * 1000
  const given = columnsOf({ ...question, by })
  return {
    ...row, value, status: value === null ? 'not-available' : register.estimated ? 'estimated' : row.status,
    values: columnsOf(question).map((column) => (column === 'indicator' ? register.name : row.values[given.indexOf(column)] ?? null)),
  }
}

function sayRegisters({ all, populationDate, withoutAges }: Registers, prevalenceDate: CalendarDate, date: CalendarDate): string[] {
  return [
    `People on a register are prevalence of ${prevalenceDate.slice(0, 4)} × residents${populationDate === null ? '' : ` of ${sayDate(populationDate)}`}, the nearest held to ${sayDate(date)}: registered patients are not held.`,
    ...(all.length > 1 ? ['A person with several of these conditions is on each of their registers.'] : []),
    ...(withoutAges.length === 0 ? [] : [`Residents are not held by the ages of ${withoutAges.join(', ')}.`]),
  ]
}
