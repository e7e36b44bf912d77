import { stream, type Stream } from '../random/stream.ts'
import type { EmployerKind } from './figures.ts'
import names from './names.json' with { type: 'json' }
import { drawAround1 } from './pick.ts'

/** An invented integrated care system (ICS) and what makes it differ from its neighbours. */
export interface CareSystem {
  readonly code: string
  readonly name: string
  readonly region: number
  /** Share of the nation's residents. */
  readonly weight: number
  /** How old its residents are: −1 a student city, 1 a coast people retire to. */
  readonly older: number
  /** Yearly growth of residents from moving in, above that of the nation. */
  readonly growth: number
  /** Multipliers around 1: staff leaving, posts filled, staff per resident, share from abroad, sickness, disease. */
  readonly leaving: number
  readonly filling: number
  readonly staffing: number
  readonly international: number
  readonly sickness: number
  readonly disease: number
}

export interface Employer {
  readonly code: string
  readonly name: string
  readonly level: 'organisation' | 'pcn'
  readonly kind: EmployerKind
  readonly system: number
  /** Relative size among employers of its kind. */
  readonly size: number
  /** Yearly growth above that of its staff groups. */
  readonly growth: number
  readonly leaving: number
  readonly sickness: number
  /** First record month it exists in, and the month it no longer does. */
  readonly opens: number
  readonly closes: number
}

export interface Nation {
  readonly code: string
  readonly name: string
  readonly regions: readonly { readonly code: string; readonly name: string }[]
  readonly systems: readonly CareSystem[]
  /** Trusts, care boards, networks, care providers; the successor of the merged trusts stands last. */
  readonly employers: readonly Employer[]
  /** Indices of the two trusts that merge, and of their successor. */
  readonly merger: { readonly from: readonly [number, number]; readonly to: number; readonly month: number }
  /** Areas that became one system before the records start. */
  readonly formerSystems: readonly { readonly code: string; readonly name: string; readonly into: number }[]
  readonly universities: readonly { readonly name: string; readonly system: number }[]
}

const counts = { acute: 123, 'mental health': 44, community: 12, ambulance: 10, networksPerSystem: 3, systems: 42, regions: 7, universities: 14 } as const
const forever = 99
// 1 October 2024: the first month-end with the merged trust is record month 13.
const mergerMonth = 13

/** Make the map of the demonstration nation: invented areas and employers, with the traits that set them apart. */
export function makeNation(seed: number): Nation {
  const systems = makeSystems(stream(seed, 'demo/systems'))
  const place = placeNames()
  const opened = makeEmployers(stream(seed, 'demo/employers'), systems, place)
  const [first, second] = twoAcuteTrusts(opened)
  const employers = opened.map((employer, index) => (index === first || index === second ? { ...employer, closes: mergerMonth } : employer))
  const [one, two] = [employers[first]!, employers[second]!]
  const successor: Employer = { ...one, code: 'DM-A900', name: `${place()} Hospitals Group`, size: one.size + two.size, growth: (one.growth + two.growth) / 2, opens: mergerMonth, closes: forever }
  return {
    code: 'DEMO', name: names.nation, regions: names.regions.map((name, index) => ({ code: `DM-R${index + 1}`, name })), systems,
    employers: [...employers, successor], merger: { from: [first, second], to: employers.length, month: mergerMonth },
    formerSystems: [42, 43].map((index) => ({ code: systemCode(index), name: names.care_systems[index]!, into: 4 })),
    universities: Array.from({ length: counts.universities }, (_, index) => ({ name: `University of ${place()}`, system: index * 3 })),
  }
}

/** Draw the systems; neighbours in a region share part of their traits. */
function makeSystems(chance: Stream): CareSystem[] {
  const regional = Array.from({ length: counts.regions }, () => ({ leaving: drawAround1(chance, 0.07), filling: drawAround1(chance, 0.12), older: 0.35 * (2 * chance.next() - 1) }))
  const drawn = Array.from({ length: counts.systems }, (_, index) => {
    const region = Math.floor(index / 6)
    const around = regional[region]!
    const older = Math.max(-1, Math.min(1, around.older + 0.8 * (2 * chance.next() - 1)))
    return {
      code: systemCode(index), name: names.care_systems[index]!, region, weight: 0.45 + 1.4 * chance.next() * chance.next() + 0.5 * chance.next(), older,
      growth: 0.0035 * (2 * chance.next() - 1) - 0.0015 * older, leaving: around.leaving * drawAround1(chance, 0.08), filling: around.filling * drawAround1(chance, 0.12),
      staffing: drawAround1(chance, 0.07), international: drawAround1(chance, 0.2) * (1 - 0.35 * older), sickness: drawAround1(chance, 0.06) * (1 + 0.06 * older), disease: drawAround1(chance, 0.06),
    }
  })
  const total = drawn.reduce((sum, system) => sum + system.weight, 0)
  return drawn.map((system) => ({ ...system, weight: system.weight / total }))
}

function makeEmployers(chance: Stream, systems: readonly CareSystem[], place: () => string): Employer[] {
  const employers: Employer[] = []
  const add = (kind: EmployerKind, letter: string, number: number, system: number, size: number, name: string): void => {
    const level = kind === 'network' ? 'pcn' : 'organisation'
    const growth = chance.next() < 0.12 ? (chance.next() < 0.5 ? -0.035 : 0.045) : 0.014 * (2 * chance.next() - 1)
    const traits = { growth, leaving: drawAround1(chance, 0.09), sickness: drawAround1(chance, 0.07), opens: 0, closes: forever }
    employers.push({ code: `DM-${letter}${String(number).padStart(3, '0')}`, name, level, kind, system, size, ...traits })
  }
  const served = (system: number): number => systems[system]!.weight * systems[system]!.staffing
  shareOut(systems, counts.acute).forEach((system, index, all) => add('acute', 'A', index + 1, system, (served(system) / timesIn(all, system)) * (0.6 + 0.8 * chance.next()), `${place()} Hospitals Trust`))
  shareOut(systems, counts['mental health']).forEach((system, index, all) => add('mental health', 'M', index + 1, system, (served(system) / timesIn(all, system)) * drawAround1(chance, 0.15), `${place()} Mental Health Trust`))
  for (let index = 0; index < counts.community; index++) {
    const system = (index * 7 + 3) % counts.systems
    add('community', 'C', index + 1, system, served(system) * drawAround1(chance, 0.2), `${place()} Community Care Trust`)
  }
  for (let index = 0; index < counts.ambulance; index++) {
    const system = (index % counts.regions) * 6 + (index >= counts.regions ? 3 : 0)
    add('ambulance', 'V', index + 1, system, drawAround1(chance, 0.2), `${place()} Ambulance Service`)
  }
  systems.forEach((system, index) => add('care board', 'B', index + 1, index, 0.3 / counts.systems + system.weight, `${system.name} Care Board`))
  for (let index = 0; index < counts.systems * counts.networksPerSystem; index++) {
    const system = Math.floor(index / counts.networksPerSystem)
    add('network', 'N', index + 1, system, served(system) * (0.6 + 0.8 * chance.next()), `${place()} Primary Care Network`)
  }
  for (let index = 0; index < counts.systems * 2; index++) {
    const system = Math.floor(index / 2)
    add('care provider', 'S', index + 1, system, systems[system]!.weight * (1 + 0.35 * systems[system]!.older) * (0.8 + 0.4 * chance.next()), `${place()} ${index % 2 === 0 ? 'Home Care' : 'Care Homes'}`)
  }
  return employers
}

/** Give every system one and the rest to the most residents per employer (D'Hondt); employers of one system stand together. */
function shareOut(systems: readonly CareSystem[], count: number): number[] {
  const seats = systems.map(() => 1)
  for (let given = systems.length; given < count; given++) {
    let best = 0
    for (let index = 1; index < systems.length; index++) if (systems[index]!.weight / (seats[index]! + 1) > systems[best]!.weight / (seats[best]! + 1)) best = index
    seats[best]! += 1
  }
  return seats.flatMap((number, system) => Array.from({ length: number }, () => system))
}

function timesIn(all: readonly number[], wanted: number): number {
  return all.filter((one) => one === wanted).length
}

/** Find the first system with three acute trusts: its first two merge. */
function twoAcuteTrusts(employers: readonly Employer[]): [number, number] {
  for (let index = 0; index + 2 < employers.length; index++) {
    const [one, three] = [employers[index]!, employers[index + 2]!]
    if (one.kind === 'acute' && three.kind === 'acute' && one.system === three.system) return [index, index + 1]
  }
  throw new Error('no system has three acute trusts, so none can merge')
}

function placeNames(): () => string {
  let used = 0
  return () => {
    const name = names.places[used++]
    if (name === undefined) throw new Error('names.json has too few places')
    return name
  }
}

function systemCode(index: number): string {
  return `DM-I${String(index + 1).padStart(2, '0')}`
}
