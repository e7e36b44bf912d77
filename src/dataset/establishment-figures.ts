import type { ValueStatus } from '../units/status.ts'
import type { EstablishmentSums, PartlyKnown } from './establishment-sums.ts'
import { vacanciesOnEach, type PostsOfOne, type Vacancies, type VacancyBasisId } from './vacancy-basis.ts'

/** A number that may be absent. `estimated`: of those who say it, where some do not. */
export interface Amount { readonly value: number | null; readonly status: ValueStatus }

/** Temporary work of one organisation in the month, by who did it; null for a kind it states nowhere. Units: FTE. */
export interface Temporary { readonly bank: number | null; readonly agency: number | null; readonly overtime: number | null }

/** What one organisation says of one row: its posts, its temporary work, and starters ahead; null where it does not say. */
export interface SaysOfOne { readonly posts: PostsOfOne; readonly temporary: Temporary | null; readonly starters: number | null }

/** What a row of the answer shows. Units: FTE; shares and rates in per cent. */
export interface EstablishmentFigures {
  readonly lines: number
  readonly funded: number
  readonly inPost: number
  readonly matched: number
  readonly vacant: number
  readonly overEstablished: number
  readonly unfunded: number
  readonly longVacant: Amount
  readonly away: Amount
  readonly leavers: Amount
  readonly starters: Amount
  readonly bank: Amount
  readonly agency: Amount
  readonly overtime: Amount
  readonly fundedMatch: Amount
  readonly inPostMatch: Amount
  readonly rate: Amount
}

/** Work out the figures of a row from its lines added up and from what its organisations say. Source: docs/method/establishment.md, E1 and E2. */
export function figuresOf(sums: EstablishmentSums, says: readonly SaysOfOne[], basis: VacancyBasisId): EstablishmentFigures {
  const { lines, funded, inPost, matched, vacant, over, unfunded } = sums
  const temporary = (kind: keyof Temporary): Amount => amountOf(addKnown(says.map((one) => one.temporary?.[kind] ?? null)))
  return {
    lines, funded, inPost, matched, vacant, overEstablished: over, unfunded,
    longVacant: amountOf(sums.longVacant), away: amountOf(sums.away), leavers: amountOf(sums.leavers), starters: amountOf(addKnown(says.map(({ starters }) => starters))),
    bank: temporary('bank'), agency: temporary('agency'), overtime: temporary('overtime'),
    fundedMatch: shareOf(sums.fundedMet, funded), inPostMatch: shareOf(sums.inPostMet, inPost), rate: rateOn(basis, says.map(({ posts }) => posts)),
  }
}

/** Say a sum over those who say it; nobody saying it is not zero. */
function amountOf({ amount, said, of }: PartlyKnown): Amount {
  if (said === 0) return { value: null, status: 'not-available' }
  return { value: amount, status: said < of ? 'estimated' : 'ok' }
}

/** Say vacancies or a rate on a basis that some organisations may not be able to answer. */
export function vacancyAmounts(found: Vacancies, of: number): { readonly vacancies: Amount; readonly rate: Amount } {
  const say = (value: number | null): Amount => (value === null ? { value, status: 'not-available' } : { value, status: found.organisations < of ? 'estimated' : 'ok' })
  return { vacancies: say(found.vacancies), rate: say(found.rate) }
}

function rateOn(basis: VacancyBasisId, posts: readonly PostsOfOne[]): Amount {
  const found = vacanciesOnEach(posts).find((one) => one.basis.id === basis)
  return found ? vacancyAmounts(found, posts.length).rate : { value: null, status: 'not-available' }
}

function shareOf(part: number, whole: number): Amount {
  return whole === 0 ? { value: null, status: 'not-applicable' } : { value: (part / whole) * 100, status: 'ok' }
}

function addKnown(amounts: readonly (number | null)[]): PartlyKnown {
  const said = amounts.filter((amount) => amount !== null)
  return { amount: said.reduce((sum, amount) => sum + amount, 0), said: said.length, of: amounts.length }
}
