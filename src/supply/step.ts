/** Staff of one area × profession by age, youngest first. */
export interface Stock {
  readonly byAge: ArrayLike<number>
  /** False where ages are not known: the single class then stands for every age, and nobody ages out of it. */
  readonly ageing: boolean
}

/** What happens to a stock in one month. Shape: every array has one entry per age of the stock. Units: people, unless said. */
export interface Flows {
  /** Share of the opening stock that leaves in the month; a value above 1 means everybody. */
  readonly hazard: ArrayLike<number>
  readonly joining: ArrayLike<number>
  /** Staff who move to another profession, sector or area, at their age before the move; see transfers.ts. */
  readonly movedOut?: ArrayLike<number>
  readonly movedIn?: ArrayLike<number>
}

/** Every person of one month: opening − leavers + moved − agedOut + joiners = closing. Units: people. */
export interface Account {
  readonly opening: number
  readonly leavers: number
  /** Moved in less moved out. */
  readonly moved: number
  /** Survivors of the oldest age who pass it: they retire. */
  readonly agedOut: number
  readonly joiners: number
  readonly closing: number
}

export interface Step {
  /** The stock after the month, one entry per age. */
  readonly closing: Float64Array
  /** Who left, by age; staff who aged out are not among them. */
  readonly leavers: Float64Array
  readonly account: Account
}

/**
 * Move one profession forward by one month: staff leave, staff move, survivors age, joiners arrive.
 *
 * Order matters. Leavers and movers are drawn from the opening stock, so a joiner cannot leave in the month of joining.
 * Movers age with the group they join. A twelfth of the survivors pass a birthday; survivors of the oldest age then
 * retire and are counted as `agedOut`, never dropped.
 *
 * Shape:  every array of `flows` has one entry per age of `stock.byAge`.
 * Units:  people in, people out; `hazard` is the share of the opening stock that leaves in a month.
 * Errors: RangeError when lengths differ, a number is negative or missing, or more people move than are left.
 * Source: docs/method/supply.md, S1 to S4.
 */
export function stepSupply(stock: Stock, flows: Flows): Step {
  const ages = stock.byAge.length
  checkFlows(stock, flows)
  const leavers = new Float64Array(ages)
  const survivors = new Float64Array(ages)
  for (let age = 0; age < ages; age++) {
    leavers[age] = stock.byAge[age]! * Math.min(1, flows.hazard[age]!)
    const left = stock.byAge[age]! - leavers[age]!
    const moving = flows.movedOut?.[age] ?? 0
    if (moving > left) throw new RangeError(`Moving staff forward a month: at age position ${age}, ${moving} people move but only ${left} are left after leaving.`)
    survivors[age] = left - moving + (flows.movedIn?.[age] ?? 0)
  }
  const { aged, agedOut } = stock.ageing ? passBirthdays(survivors) : { aged: survivors, agedOut: 0 }
  const closing = aged.map((people, age) => people + flows.joining[age]!)
  const account = {
    opening: sum(stock.byAge),
    leavers: sum(leavers),
    moved: sum(flows.movedIn ?? []) - sum(flows.movedOut ?? []),
    agedOut,
    joiners: sum(flows.joining),
    closing: sum(closing),
  }
  return { closing, leavers, account }
}

function checkFlows(stock: Stock, flows: Flows): void {
  const ages = stock.byAge.length
  if (ages === 0) throw new RangeError('Moving staff forward a month: the stock has no ages. It needs at least one class.')
  checkPeople('stock', stock.byAge, ages)
  checkPeople('hazard', flows.hazard, ages)
  checkPeople('joining', flows.joining, ages)
  if (flows.movedOut) checkPeople('movedOut', flows.movedOut, ages)
  if (flows.movedIn) checkPeople('movedIn', flows.movedIn, ages)
}

function checkPeople(name: string, values: ArrayLike<number>, ages: number): void {
  if (values.length !== ages) {
    throw new RangeError(`Moving staff forward a month: ${name} has ${values.length} ages and the stock has ${ages}. They must be the same.`)
  }
  for (let age = 0; age < ages; age++) {
    if (!(values[age]! >= 0 && values[age]! < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`Moving staff forward a month: ${name} at age position ${age} is ${values[age]}. It must be a finite number from 0.`)
    }
  }
}

/** A twelfth of each age moves up one; a twelfth of the oldest ages out. */
function passBirthdays(survivors: Float64Array): { aged: Float64Array; agedOut: number } {
  const aged = new Float64Array(survivors.length)
  let arriving = 0
  for (let age = 0; age < survivors.length; age++) {
    const goingUp = survivors[age]! / 12
    aged[age] = survivors[age]! - goingUp + arriving
    arriving = goingUp
  }
  return { aged, agedOut: arriving }
}

/** Add up in order, youngest first, so that the same people always give the same bytes. */
function sum(people: ArrayLike<number>): number {
  let total = 0
  for (let age = 0; age < people.length; age++) total += people[age]!
  return total
}
