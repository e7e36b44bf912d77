import { stream, type Stream } from '../random/stream.ts'
import { addMonths, monthsBetween, type CalendarDate } from '../units/calendar-date.ts'
import posts from './local-posts.json' with { type: 'json' }
import { pickWeighted } from './pick.ts'

/** One position of one made-up person, as the employer's system knows it at a month-end. */
export interface LocalPost {
  readonly person: number
  readonly trust: number
  /** Place in local-posts.json. */
  readonly post: number
  readonly band: string
  /** Full-time equivalent in fifths: 5 is full time. */
  readonly fifths: number
  readonly birth: CalendarDate
  readonly sex: 'Female' | 'Male'
  readonly startInPost: CalendarDate
  readonly startInService: CalendarDate
  readonly costCentre: number
  /** Set in the last month of somebody who has given notice. */
  readonly leaving: { readonly on: CalendarDate; readonly reason: string; readonly destination: string } | null
}

export interface Staffing { readonly trusts: number; readonly people: number; readonly monthEnds: readonly CalendarDate[] }

/** People at the head of every trust's file who never change: faults are planted in their rows. */
const steadyPeople = 12

/**
 * Make the people of made-up trusts, month by month: they join, leave, move between trusts, change band and staff group, and keep their number.
 *
 * Shape: one list per month-end, in the order of person numbers; the first `steadyPeople` of every trust are there all the time.
 */
export function localPeople(seed: number, { trusts, people, monthEnds }: Staffing): LocalPost[][] {
  const chance = stream(seed, 'demo/local people')
  const first = monthEnds[0] ?? ''
  const makers = { next: 1000 + 1000 * trusts, chance }
  let present = Array.from({ length: trusts }, (_, trust) => [...steadyIn(trust), ...Array.from({ length: sizeOf(people, trust) }, () => joiner(makers, trust, first, true))]).flat()
  const months: LocalPost[][] = []
  for (let date = first; date <= (monthEnds.at(-1) ?? ''); date = addMonths(date, 1)) {
    const noticed = present.map((post) => giveNotice(chance, post, date))
    if (monthEnds.includes(date)) months.push(noticed.toSorted((a, b) => a.trust - b.trust || a.person - b.person))
    present = [...noticed.flatMap((post) => nextMonth(chance, post, date, trusts)), ...joinersOf(makers, noticed, addMonths(date, 1))]
  }
  return months
}

/** Trusts differ in size: the largest has twice the people of the smallest. */
function sizeOf(people: number, trust: number): number {
  return Math.max(0, Math.round(people * (0.7 + (0.7 * ((trust * 7) % 20)) / 19)) - steadyPeople)
}

/** Full-time nurses, all alike: born in May 1985, in post since May 2015. The first of a trust was born in January. */
function steadyIn(trust: number): LocalPost[] {
  return Array.from({ length: steadyPeople }, (_, at) => ({
    person: 1000 + 1000 * trust + at, trust, post: 0, band: 'Band 5', fifths: 5, birth: at === 0 ? '1985-01-15' : '1985-05-15', sex: 'Female' as const,
    startInPost: at === 0 ? '2015-01-01' : '2015-05-01', startInService: '2014-01-01', costCentre: at % 5, leaving: null,
  }))
}

function isSteady({ person }: LocalPost): boolean {
  return person % 1000 < steadyPeople && person < 1_000_000
}

interface Makers { next: number; readonly chance: Stream }

function joiner(makers: Makers, trust: number, date: CalendarDate, atOpening: boolean): LocalPost {
  const { chance } = makers
  const post = pickWeighted(chance, posts.map(({ weight }) => weight))
  const age = 24 + Math.floor((atOpening ? 36 : 18) * chance.next())
  const served = atOpening ? Math.floor(Math.min(age - 22, 18) * chance.next()) : 0
  const bands = posts[post]!.bands
  // Nobody is born in January: 1 January 1970 is what systems write for nothing, and only months are kept.
  const [month, day] = [2 + Math.floor(11 * chance.next()), 1 + Math.floor(28 * chance.next())]
  const born = Number(date.slice(0, 4)) - (posts[post]!.bands[0] === 'Consultant' ? Math.max(age, 38) : age)
  const started = `${Number(date.slice(0, 4)) - served}-${date.slice(5, 7)}-01`
  return {
    person: 1_000_000 + makers.next++, trust, post, band: bands[Math.min(bands.length - 1, pickWeighted(chance, [6, 3, 1]))]!, fifths: pickWeighted(chance, [0, 0, 1, 2, 3, 12]), birth: `${born}-${pad(month)}-${pad(day)}`,
    sex: chance.next() < 0.77 ? 'Female' : 'Male', startInPost: started, startInService: started, costCentre: Math.floor(8 * chance.next()), leaving: null,
  }
}

/** Whoever leaves for no other trust is replaced, now and then by two. */
function joinersOf(makers: Makers, noticed: readonly LocalPost[], date: CalendarDate): LocalPost[] {
  return noticed.filter(({ leaving }) => leaving !== null && leaving.destination !== elsewhere).flatMap(({ trust }) => Array.from({ length: makers.chance.next() < 0.15 ? 2 : 1 }, () => joiner(makers, trust, date, false)))
}

const reasons = ['Voluntary resignation', 'Retirement', 'End of fixed term contract'] as const
const elsewhere = 'NHS organisation'
const destinations = [elsewhere, 'No employment', 'Private health or care', 'Unknown'] as const

/** Say of somebody who will be gone next month when and why. */
function giveNotice(chance: Stream, post: LocalPost, date: CalendarDate): LocalPost {
  if (isSteady(post) || chance.next() >= leavingInMonth(post, date)) return { ...post, leaving: null }
  const next = addMonths(date, 1)
  const on = `${next.slice(0, 8)}${pad(1 + Math.floor(27 * chance.next()))}`
  const retires = monthsBetween(post.birth, date) > 12 * 58
  return { ...post, leaving: { on, reason: retires ? 'Retirement' : reasons[pickWeighted(chance, [8, 0, 2])]!, destination: retires ? 'No employment' : destinations[pickWeighted(chance, [4, 1, 2, 3])]! } }
}

function leavingInMonth({ post, birth }: LocalPost, date: CalendarDate): number {
  const years = monthsBetween(birth, date) / 12
  return (posts[post]!.leaving * (years >= 66 ? 8 : years >= 60 ? 2.5 : 1)) / 12
}

/** Where somebody is a month later: nowhere, with another trust, on another band, in another staff group, or as before. */
function nextMonth(chance: Stream, post: LocalPost, date: CalendarDate, trusts: number): LocalPost[] {
  if (post.leaving?.destination === elsewhere && trusts > 1) return [{ ...post, leaving: null, trust: (post.trust + 1 + Math.floor((trusts - 1) * chance.next())) % trusts, startInPost: addMonths(date, 1) }]
  if (post.leaving !== null) return []
  if (isSteady(post)) return [post]
  const { bands, profession } = posts[post.post]!
  const at = bands.indexOf(post.band)
  if (at < bands.length - 1 && chance.next() < 0.05 / 12) return [{ ...post, band: bands[at + 1]! }]
  if (profession === 'Healthcare support worker' && chance.next() < 0.03 / 12) return [{ ...post, post: 0, band: 'Band 5' }]
  return [post]
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
