import { exactLog } from '../random/log.ts'
import { stream, type Stream } from '../random/stream.ts'
import { groups, professions } from './figures.ts'
import { isTraining, leavingByAge, leavingByTenure } from './leaving.ts'
import { dayNumberOfMonth, firstMonthNumber } from './months.ts'
import type { Nation } from './nation.ts'
import { drawBand, drawHours, drawPerson, partTimeShare, partTimeTendency } from './people.ts'
import { roundByChance } from './pick.ts'
import { addPost, emptyPosts, emptySpells, type Posts, type Spells } from './posts.ts'
import { unfilledShare, type Targets } from './targets.ts'

/** The workforce while it is being made: who is in post, what has been written down, and who comes next. */
export interface Workforce {
  readonly nation: Nation
  readonly targets: Targets
  readonly posts: Posts
  readonly spells: Spells
  /** Main posts by employer × profession. */
  readonly heads: Int32Array
  /** Monthly hazard of leaving by staff group for a person with every multiplier at 1. */
  readonly leavingBase: Float64Array
  /** Chance of part-time work by staff group for a person with tendency 1. */
  readonly partTimeBase: Float64Array
  nextPerson: number
  nextAssignment: number
}

// Those who join and leave between two Septembers are in neither count, so a published rate shows fewer leavers than there are.
const unseenLeavers = 1.09
// Joiners are younger than those in post and more often full-time; without this the cited FTE per head is missed by one per cent.
const joinersFullTime = 1.07
const shareWithSecondPost = 0.02

/** Fill the posts of the first record month, and find the base rates that give the cited means. */
export function openWorkforce(seed: number, nation: Nation, targets: Targets): Workforce {
  const capacity = Math.ceil(targets.opening.reduce((sum, heads) => sum + heads, 0) * 1.9) + 1000
  const workforce: Workforce = {
    nation, targets, posts: emptyPosts(capacity), spells: emptySpells(capacity * 2), heads: new Int32Array(targets.opening.length),
    leavingBase: new Float64Array(groups.length), partTimeBase: new Float64Array(groups.length).fill(0.3), nextPerson: 1, nextAssignment: 1,
  }
  const chance = stream(seed, 'demo/opening')
  targets.opening.forEach((target, cell) => {
    const profession = cell % professions.length
    const employer = (cell - profession) / professions.length
    const wanted = isTraining[profession] ? target : target * (1 - unfilledShare(professions[profession]!.group))
    for (let left = roundByChance(chance, wanted); left > 0; left--) hire(chance, workforce, employer, profession, 0)
  })
  setBases(workforce)
  for (let at = 0; at < workforce.posts.count; at++) workforce.posts.fteTenths[at] = hoursOf(chance, workforce, at, 0)
  addSecondPosts(stream(seed, 'demo/second-posts'), workforce, 0, 0)
  return workforce
}

/** Put a new person into a post at a record month; answers the place of the post. At month 0 they may have been there for years. */
export function hire(chance: Stream, workforce: Workforce, employer: number, profession: number, month: number): number {
  const { posts, nation } = workforce
  const person = drawPerson(chance, profession, nation.systems[nation.employers[employer]!.system]!, month, month > 0)
  const monthsInPost = month > 0 ? 0 : drawMonthsInPost(chance, profession, person.ageMonths)
  const startMonth = firstMonthNumber + month - monthsInPost
  const startDay = dayNumberOfMonth(startMonth) + Math.floor(chance.next() * 28)
  const at = addPost(posts, {
    person: workforce.nextPerson++, assignment: workforce.nextAssignment++, employer, profession, band: drawBand(chance, profession, month > 0), fteTenths: 10,
    birthMonth: person.birthMonth, female: person.female, nationality: person.nationality, startMonth, startDay, main: 1,
  }, month)
  if (month > 0) posts.fteTenths[at] = hoursOf(chance, workforce, at, month)
  workforce.heads[employer * professions.length + profession]! += 1
  return at
}

/** Draw the hours somebody of this age, sex and staff group contracts for. Units: tenths of a full week. */
export function hoursOf(chance: Stream, workforce: Workforce, at: number, month: number): number {
  const { posts, partTimeBase } = workforce
  const years = Math.floor((firstMonthNumber + month - posts.birthMonth[at]!) / 12)
  return drawHours(chance, partTimeBase[professions[posts.profession[at]!]!.group]! * partTimeTendency(years, posts.female[at]!))
}

/** Give a few people in post from place `first` on a small second post, in the same system where another employer has their profession. */
export function addSecondPosts(chance: Stream, workforce: Workforce, first: number, month: number): void {
  const { posts, nation, targets } = workforce
  const last = posts.count
  for (let at = first; at < last; at++) {
    if (chance.next() >= shareWithSecondPost || isTraining[posts.profession[at]!]) continue
    const profession = posts.profession[at]!
    const home = posts.employer[at]!
    const elsewhere = nation.employers.findIndex((employer, index) => index !== home && employer.system === nation.employers[home]!.system && targets.at(index, profession, month) >= 3)
    posts.second[at] = addPost(posts, {
      person: posts.person[at]!, assignment: workforce.nextAssignment++, employer: elsewhere < 0 ? home : elsewhere, profession, band: posts.band[at]!,
      fteTenths: 1 + Math.floor(chance.next() * 3), birthMonth: posts.birthMonth[at]!, female: posts.female[at]!, nationality: posts.nationality[at]!,
      startMonth: posts.startMonth[at]!, startDay: posts.startDay[at]!, main: 0,
    }, month)
  }
}

/** Exponential time in post, mean six years, at most since the age of 18; trainees since last August or a few before. */
function drawMonthsInPost(chance: Stream, profession: number, ageMonths: number): number {
  if (isTraining[profession]) return 1 + (professions[profession]!.advance!.yearly === 1 ? 0 : 12 * Math.floor(chance.next() * 3))
  return Math.min(Math.floor(-72 * exactLog(chance.next())), Math.max(0, ageMonths - 18 * 12), 40 * 12)
}

/** Scale hazards and part-time chances so that the people in post at the start have the cited means. */
function setBases(workforce: Workforce): void {
  const { posts, nation, leavingBase, partTimeBase } = workforce
  const heads = new Float64Array(groups.length)
  const leaving = new Float64Array(groups.length)
  const partTime = new Float64Array(groups.length)
  for (let at = 0; at < posts.count; at++) {
    const profession = posts.profession[at]!
    const group = professions[profession]!.group
    const years = Math.floor((firstMonthNumber - posts.birthMonth[at]!) / 12)
    const employer = nation.employers[posts.employer[at]!]!
    heads[group]! += 1
    partTime[group]! += partTimeTendency(years, posts.female[at]!)
    leaving[group]! += leavingByAge(years, isTraining[profession]!) * employer.leaving * nation.systems[employer.system]!.leaving
      * (isTraining[profession] ? 1 : leavingByTenure(firstMonthNumber - posts.startMonth[at]!))
  }
  groups.forEach((group, index) => {
    if (heads[index] === 0) return
    leavingBase[index] = (group.leaverRate * unseenLeavers * heads[index]!) / leaving[index]! / 12
    partTimeBase[index] = (partTimeShare(index) * joinersFullTime * heads[index]!) / partTime[index]!
  })
}
