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
 * FTE for every thousand people on a disease register: prevalence as published × residents of the ages the register counts.
 *
 * An area without prevalence of its own has that of its care systems, added up over them. One of them unknown, or residents held by ages that do not begin
 * where the register does, leave it without a figure. Errors: those of cube-choose.ts, for staff, prevalence and population.
 */
export async function readPerRegister(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const by = question.by.filter((dimension) => dimension !== 'indicator')
  const { indicator, ...filters } = question.filters
  const staff = await readDirect(context, { ...question, measure: declaredMeasure('fte'), by, filters }, question.measure.bases)
  if (isRefusal(staff)) return staff
  const date = staff.rows.at(-1)?.date ?? '9999-12-31'
  const areas = by.filter((dimension) => levelOfDimension[dimension] !== undefined)
  const registers = await readRegisters(context, { ...question, group: null, source: null, filters: indicator === undefined ? {} : { indicator }, when: { kind: 'nearest', date } }, areas)
  if (isRefusal(registers)) return registers
  const split = (rows: readonly FrameRow[], whole: boolean): FrameRow[] => rows.flatMap((row) => registers.all.map((register) => perRegister(question, by, row, register, whole && areas.length > 0)))
  const overall = split(staff.overall, true)
  return {
    ...staff, rows: split(staff.rows, false), totals: split(staff.totals, true), overall: registers.all.length === 1 ? overall : [], choices: [...staff.choices, ...registers.choices],
    notes: [...new Set([...staff.notes, ...sayRegisters(registers, date)])],
  }
}

/** People on one register by area, and in all areas together. Null where some of them are not known. */
interface Register { readonly name: string; readonly people: ReadonlyMap<string, number | null>; readonly all: number | null; readonly estimated: boolean }
interface Registers { readonly all: readonly Register[]; readonly choices: Figures['choices']; readonly prevalenceDate: CalendarDate; readonly populationDate: CalendarDate; readonly withoutAges: readonly string[] }

/** Figures of the areas themselves and of the care systems in them; null where one of the two is not held. */
interface Both { readonly own: Figures | null; readonly systems: Figures | null }

async function readRegisters(context: CubeContext, held: Question, areas: readonly Dimension[]): Promise<Registers | Refusal> {
  const ways = [areas, [...areas.filter((area) => area !== 'ics'), 'ics' as const]] as const
  const prevalence = await readBoth((by) => readDirect(context, { ...held, measure: declaredMeasure('prevalence'), by: [...by, 'indicator'] }, [bases.registers]), ways)
  if (isRefusal(prevalence)) return prevalence
  const found = [prevalence.own, prevalence.systems].flatMap((figures) => figures ?? [])
  const names = [...new Set(found.flatMap(({ rows }) => rows.map(({ values }) => values[0] ?? '')))].toSorted(compareText)
  const residents = new Map<number, Both>()
  for (const age of new Set(names.map(youngestOf))) {
    const basis = narrowed(bases.population, age === 0 ? null : `age_from >= ${age}`)
    const read = await readBoth(async (by) => partedAt(context, age, await readDirect(context, { ...held, filters: {}, measure: declaredMeasure('population'), by }, [basis])), ways)
    if (isRefusal(read)) return read
    residents.set(age, read)
  }
  const people = [...residents.values()].flatMap(({ own, systems }) => [own, systems].flatMap((figures) => figures ?? []))
  return {
    all: names.map((name) => onRegister(name, areas, prevalence, residents.get(youngestOf(name))!)), choices: [...found, ...people].flatMap(({ choices }) => choices),
    prevalenceDate: found[0]?.rows[0]?.date ?? '', populationDate: people[0]?.rows[0]?.date ?? '', withoutAges: names.filter((name) => Object.values(residents.get(youngestOf(name))!).every((figures) => figures === null)),
  }
}

/** Errors: the refusal for the care systems when both are refused. */
async function readBoth(read: (by: readonly Dimension[]) => Promise<Figures | Refusal | null>, [areas, systems]: readonly [readonly Dimension[], readonly Dimension[]]): Promise<Both | Refusal> {
  const [own, below] = [await read(areas), await read(systems)]
  return isRefusal(below) && isRefusal(own) ? below : { own: isRefusal(own) ? null : own, systems: isRefusal(below) ? null : below }
}

/** The age from which a register counts people, where its name says so; from birth otherwise. */
function youngestOf(indicator: string): number {
  return Number(/\((\d+)\s*(?:\+|and over)/.exec(indicator)?.[1] ?? 0)
}

/** Residents whose ages held can be parted at an age; null where no band begins there, or one holds both younger and older. */
async function partedAt(context: CubeContext, age: number, people: Figures | Refusal): Promise<Figures | Refusal | null> {
  if (age > 0 && isRefusal(people) && people.code === 'measure-not-available') return null
  const choice = isRefusal(people) ? undefined : people.choices[0]
  if (age === 0 || choice === undefined) return people
  const [across] = await context.select('SELECT count(*)::DOUBLE AS n FROM population WHERE source = $1 AND period_to = $2::DATE AND age_from < $3 AND coalesce(age_to, 999) >= $3', [choice.holding.source, choice.dates.at(-1) ?? '', age])
  return Number(across?.n) === 0 ? people : null
}

function onRegister(name: string, areas: readonly Dimension[], prevalence: Both, residents: Both): Register {
  const percent = (figures: Figures | null): ReadonlyMap<string, number | null> => new Map((figures?.rows ?? []).filter(({ values }) => values[0] === name).map((row) => [areaKey(row), row.value]))
  const [ofAreas, ofSystems] = [percent(prevalence.own), percent(prevalence.systems)]
  const people = new Map<string, number | null>()
  for (const row of residents.systems?.rows ?? []) {
    const key = areas.includes('ics') ? areaKey({ ...row, areas: inOrder(areas, row) }) : areaKey({ ...row, areas: row.areas.slice(0, -1) })
    const [own, before] = [part(row.value, ofSystems.get(areaKey(row)) ?? null), people.get(key)]
    people.set(key, own === null || before === null ? null : (before ?? 0) + own)
  }
  for (const row of residents.own?.rows ?? []) {
    const own = part(row.value, ofAreas.get(areaKey(row)) ?? null)
    if (own !== null) people.set(areaKey(row), own)
  }
  const all = [...people.values()].reduce<number | null>((sum, each) => (sum === null || each === null ? null : sum + each), people.size === 0 ? null : 0)
  return { name, people, all, estimated: [residents.own, residents.systems].some((figures) => figures?.rows.some(({ status }) => status === 'estimated')) }
}

function part(people: number | null, percent: number | null): number | null {
  return people === null || percent === null ? null : (people * percent) / 100
}

/** The care system was read last; the answer has it where it was asked. */
function inOrder(areas: readonly Dimension[], row: FrameRow): FrameRow['areas'] {
  const others = row.areas.slice(0, -1)
  let next = 0
  return areas.map((area) => (area === 'ics' ? row.areas.at(-1) ?? null : others[next++] ?? null))
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

function sayRegisters({ all, prevalenceDate, populationDate, withoutAges }: Registers, date: CalendarDate): string[] {
  return [
    `People on a register are prevalence of ${prevalenceDate.slice(0, 4)} × residents${populationDate === '' ? '' : ` of ${sayDate(populationDate)}`}, the nearest held to ${sayDate(date)}: registered patients are not held.`,
    ...(all.length > 1 ? ['A person with several of these conditions is on each of their registers.'] : []),
    ...(withoutAges.length === 0 ? [] : [`Residents are not held by the ages of ${withoutAges.join(', ')}.`]),
  ]
}
