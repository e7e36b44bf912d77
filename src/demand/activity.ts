import { exactPow } from '../random/pow.ts'
import { productivityFactor } from './productivity.ts'

/** A service that people of each age use, and the hours of one profession it takes. */
export interface Service {
  readonly name: string
  /** Contacts a person of each age has in a year. */
  readonly ratePerPerson: readonly number[]
  /** Share by which each person uses more every year. */
  readonly growth: number
  /** Share of it that goes elsewhere, to another setting or another profession. */
  readonly shifted: number
  readonly hoursPerContact: number
}

export interface ActivityDemand {
  /** People of each age, one list per year end, today first. */
  readonly people: readonly (readonly number[])[]
  readonly services: readonly Service[]
  /** Hours one full-time member of staff gives to people in a year. */
  readonly hoursPerFte: number
  /** Productivity a year, a named assumption: 0.015 is 1.5 %. */
  readonly productivity: number
  /** Contacts that wait and are to be worked off besides, by service, one entry per year end; absent means none. */
  readonly backlog?: readonly (readonly number[])[]
}

/** FTE required at each year end, with productivity and without it. */
export interface RequiredPath { readonly withProductivity: Float64Array; readonly zeroProductivity: Float64Array }

/**
 * Work out the staff that activity requires: what people of each age use, in hours, over the hours a member of staff gives.
 *
 * Units:  FTE out; a year end each.
 * Errors: RangeError when ages do not fit, a share passes 1, or a number is negative or missing.
 * Source: docs/method/demand.md, D5.
 */
export function activityDemand(inputs: ActivityDemand): RequiredPath {
  const { people, services, hoursPerFte, productivity, backlog } = inputs
  checkInputs(inputs)
  const zeroProductivity = Float64Array.from(people, (ages, year) => {
    let hours = 0
    services.forEach((service, at) => {
      const used = ages.reduce((sum, heads, age) => sum + heads * service.ratePerPerson[age]!, 0) * exactPow(1 + service.growth, year)
      hours += (used * (1 - service.shifted) + (backlog?.[at]?.[year] ?? 0)) * service.hoursPerContact
    })
    return hours / hoursPerFte
  })
  return { zeroProductivity, withProductivity: zeroProductivity.map((fte, year) => fte * productivityFactor(productivity, year)) }
}

function checkInputs({ people, services, hoursPerFte, backlog = [] }: ActivityDemand): void {
  needs(hoursPerFte > 0, `one member of staff gives ${hoursPerFte} hours a year, and it must be above 0`)
  for (const ages of people) for (const heads of ages) needs(heads >= 0, `${heads} people of an age, and it must be a number from 0`)
  for (const { name, ratePerPerson, growth, shifted, hoursPerContact } of services) {
    needs(people.every((ages) => ages.length === ratePerPerson.length), `${name} has rates for ${ratePerPerson.length} ages, and the people have another number of them`)
    needs(ratePerPerson.every((rate) => rate >= 0) && hoursPerContact >= 0, `${name} has a rate or hours below 0`)
    needs(growth > -1, `${name} grows by ${growth} a year, and it must be above −1`)
    needs(shifted >= 0 && shifted <= 1, `of ${name} a share of ${shifted} goes elsewhere, and it must lie between 0 and 1`)
  }
  for (const waiting of backlog) for (const contacts of waiting) needs(contacts >= 0, `a backlog of ${contacts}, and it must be a number from 0`)
}

function needs(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`Reckoning demand by activity: ${what}.`)
}
