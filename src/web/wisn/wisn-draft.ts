import type { WisnFile } from '../../contract/wisn.ts'

/** What stands in the form, as typed. `key` tells lines apart while they come and go. */
export interface Draft {
  readonly way: 'hours' | 'days'
  readonly awtHours: string
  readonly days: Readonly<Record<DayName, string>>
  readonly hoursPerDay: string
  readonly units: readonly DraftUnit[]
}
export interface DraftUnit {
  readonly key: string
  readonly name: string
  readonly current: string
  readonly service: readonly ServiceLine[]
  readonly support: readonly SupportLine[]
  readonly individual: readonly IndividualLine[]
}
export interface ServiceLine {
  readonly key: string
  readonly name: string
  readonly unitTimeHours: string
  readonly volume: string
}
export interface SupportLine {
  readonly key: string
  readonly name: string
  readonly amount: string
  /** Hours of a working day, hours a year, or per cent of the working time. */
  readonly per: 'day' | 'year' | 'share'
}
export interface IndividualLine {
  readonly key: string
  readonly name: string
  readonly staff: string
  readonly hours: string
}
export type DayName = keyof NonNullable<WisnFile['workingDays']>

type Unit = WisnFile['units'][number]

/** Put a workload file into the form. */
export function draftOf({ awtHours, workingDays, hoursPerDay, units }: WisnFile): Draft {
  return {
    way: workingDays === undefined ? 'hours' : 'days',
    awtHours: awtHours === undefined ? '' : String(awtHours),
    days: {
      possible: typed(workingDays?.possible),
      publicHolidays: typed(workingDays?.publicHolidays),
      annualLeave: typed(workingDays?.annualLeave),
      sickLeave: typed(workingDays?.sickLeave),
      otherAbsence: typed(workingDays?.otherAbsence),
    },
    hoursPerDay: String(hoursPerDay),
    units: units.map((unit, at) => draftUnit(unit, `unit-${at}`)),
  }
}

/** A unit nothing is known of yet. */
export function emptyUnit(key: string): DraftUnit {
  return { key, name: '', current: '', service: [emptyService(`${key}-s`)], support: [], individual: [] }
}

function emptyService(key: string): ServiceLine {
  return { key, name: '', unitTimeHours: '', volume: '' }
}

/** Write the form as a workload file. Lines left empty are left out. Errors: throws when an amount cannot be read; see wisn-troubles. */
export function fileOf({ way, awtHours, days, hoursPerDay, units }: Draft): WisnFile {
  const time =
    way === 'hours'
      ? { awtHours: readAmount(awtHours) }
      : {
          workingDays: {
            possible: readAmount(days.possible),
            publicHolidays: readAmount(days.publicHolidays),
            annualLeave: readAmount(days.annualLeave),
            sickLeave: readAmount(days.sickLeave),
            otherAbsence: readAmount(days.otherAbsence),
          },
        }
  return { ...time, hoursPerDay: readAmount(hoursPerDay), units: units.map(unitOf) }
}

/** Read an amount as people type it: thousands may be parted by commas or spaces. Null when it is no number from 0. */
export function amountIn(text: string): number | null {
  const plain = text.replaceAll(/[,\s]/g, '')
  return /^(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null
}

/** Say whether nothing at all stands on a line. */
export function isEmptyLine(line: ServiceLine | SupportLine | IndividualLine): boolean {
  const { key: _key, ...rest } = line
  return Object.entries(rest).every(([field, text]) => field === 'per' || text.trim() === '')
}

function draftUnit({ name, current, service, supportHoursPerDay = [], supportHoursPerYear = [], supportShares = [], individualHours = [] }: Unit, key: string): DraftUnit {
  const support = [
    ...supportHoursPerDay.map((one) => ({ ...named(one), per: 'day' as const })),
    ...supportHoursPerYear.map((one) => ({ ...named(one), per: 'year' as const })),
    ...supportShares.map((one) => ({ name: typeof one === 'number' ? '' : (one.name ?? ''), amount: String(Number(((typeof one === 'number' ? one : one.share) * 100).toPrecision(15))), per: 'share' as const })),
  ]
  return {
    key,
    name,
    current: String(current),
    service: service.map((one, at) => ({ key: `${key}-s${at}`, name: one.name ?? '', unitTimeHours: String(one.unitTimeHours), volume: String(one.volume) })),
    support: support.map((one, at) => ({ ...one, key: `${key}-c${at}` })),
    individual: individualHours.map((one, at) => ({ key: `${key}-i${at}`, ...(typeof one === 'number' ? { name: '', staff: '1', hours: String(one) } : { name: one.name ?? '', staff: String(one.staff ?? 1), hours: String(one.hours) }) })),
  }
}

function named(one: number | { name?: string | undefined; hours: number }): { name: string; amount: string } {
  return typeof one === 'number' ? { name: '', amount: String(one) } : { name: one.name ?? '', amount: String(one.hours) }
}

function unitOf({ name, current, service, support, individual }: DraftUnit): Unit {
  const given = support.filter((line) => !isEmptyLine(line))
  const hours = (per: SupportLine['per']) => given.filter((line) => line.per === per).map((line) => (line.name.trim() === '' ? readAmount(line.amount) : { name: line.name.trim(), hours: readAmount(line.amount) }))
  const shares = given.filter(({ per }) => per === 'share').map((line) => (line.name.trim() === '' ? readAmount(line.amount) / 100 : { name: line.name.trim(), share: readAmount(line.amount) / 100 }))
  const single = individual
    .filter((line) => !isEmptyLine(line))
    .map((line) => ({ ...(line.name.trim() === '' ? {} : { name: line.name.trim() }), staff: line.staff.trim() === '' ? 1 : readAmount(line.staff), hours: readAmount(line.hours) }))
  return {
    name: name.trim(),
    current: readAmount(current),
    service: service.filter((line) => !isEmptyLine(line)).map((line) => ({ ...(line.name.trim() === '' ? {} : { name: line.name.trim() }), unitTimeHours: readAmount(line.unitTimeHours), volume: readAmount(line.volume) })),
    ...(hours('day').length === 0 ? {} : { supportHoursPerDay: hours('day') }),
    ...(hours('year').length === 0 ? {} : { supportHoursPerYear: hours('year') }),
    ...(shares.length === 0 ? {} : { supportShares: shares }),
    ...(single.length === 0 ? {} : { individualHours: single }),
  }
}

function readAmount(text: string): number {
  const amount = amountIn(text)
  if (amount === null) throw new Error(`“${text}” is no amount; the form should have said so`)
  return amount
}

function typed(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
