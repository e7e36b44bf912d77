import { stream, type Stream } from '../random/stream.ts'
import { professions } from './figures.ts'
import { isTraining, leavingByAge, leavingBySeason, leavingByTenure } from './leaving.ts'
import { dayNumberOfMonth, firstMonthNumber, lastMonth, monthOfYear } from './months.ts'
import type { Nation } from './nation.ts'
import { addSecondPosts, hire, hoursOf, openWorkforce, type Workforce } from './opening.ts'
import { pickWeighted, roundByChance } from './pick.ts'
import { closeSpell, type Spells } from './posts.ts'
import { makeTargets, monthlyFilling } from './targets.ts'

// Yearly shares of staff, chosen to be plausible: change employer, change hours, move up a band.
const yearlyMoves = 0.024
const yearlyHoursChanges = 0.03
const yearlyPromotions = 0.045
// Where movers go: the same system, else the same region, else anywhere.
const movesWithinSystem = 0.6
const movesWithinRegion = 0.25

/** Joiners by month of the year, January first: mean 1. Courses end in summer. */
const seasonOfJoining = [1.05, 0.85, 0.85, 0.85, 0.8, 0.75, 0.8, 0.95, 1.55, 1.45, 1.2, 0.9] as const
const august = 7

/**
 * Live through the record months: staff leave, move, change hours, move up, and vacant posts are filled.
 *
 * Order matters. Leavers come first, so that nobody leaves in the month of joining; training grades move up after them,
 * and hiring looks at what is left. A spell lasts as long as nothing about a post changes.
 */
export function makeSpells(seed: number, nation: Nation): Spells {
  const workforce = openWorkforce(seed, nation, makeTargets(seed, nation))
  const changes = stream(seed, 'demo/changes')
  const joining = stream(seed, 'demo/joining')
  const second = stream(seed, 'demo/second-posts-of-joiners')
  let active = Int32Array.from({ length: workforce.posts.count }, (_, at) => at)
  for (let month = 1; month <= lastMonth; month++) {
    if (month === nation.merger.month) mergeTrusts(workforce, active, month)
    active = liveOneMonth(changes, workforce, active, month)
    const before = workforce.posts.count
    fillPosts(joining, workforce, month)
    addSecondPosts(second, workforce, before, month)
    active = withNew(active, before, workforce.posts.count)
  }
  for (const at of active) closeSpell(workforce.posts, at, lastMonth + 1, workforce.spells)
  return workforce.spells
}

/** Move everyone at two trusts to their successor; persons, assignments and start dates stay. */
function mergeTrusts(workforce: Workforce, active: Int32Array, month: number): void {
  const { posts, spells, nation, heads } = workforce
  const { from, to } = nation.merger
  for (const at of active) {
    const employer = posts.employer[at]!
    if (employer !== from[0] && employer !== from[1]) continue
    closeSpell(posts, at, month, spells)
    posts.employer[at] = to
    if (!posts.main[at]) continue
    heads[employer * professions.length + posts.profession[at]!]! -= 1
    heads[to * professions.length + posts.profession[at]!]! += 1
  }
}

/** Decide for everyone in post what happens this month; answers who is still there, in the same order. */
function liveOneMonth(chance: Stream, workforce: Workforce, active: Int32Array, month: number): Int32Array<ArrayBuffer> {
  const { posts, spells } = workforce
  const gone = new Uint8Array(posts.count)
  for (const at of active) {
    if (!posts.main[at]) continue
    const drawn = chance.next()
    const leaving = leavingHazard(workforce, at, month)
    if (drawn < leaving) {
      leave(workforce, at, gone)
      continue
    }
    const training = isTraining[posts.profession[at]!]!
    if (!training && drawn >= leaving && drawn < leaving + changeShare) changeSomething(chance, workforce, at, month, (drawn - leaving) / changeShare)
    if (!training || monthOfYear(month) === august) moveUpGrade(chance, workforce, at, month)
  }
  for (const at of active) if (gone[at]) closeSpell(posts, at, month, spells)
  return active.filter((at) => gone[at] === 0)
}

const changeShare = (yearlyMoves + yearlyHoursChanges + yearlyPromotions) / 12

function leavingHazard(workforce: Workforce, at: number, month: number): number {
  const { posts, nation, leavingBase } = workforce
  const profession = posts.profession[at]!
  const training = isTraining[profession]!
  const now = firstMonthNumber + month
  const employer = nation.employers[posts.employer[at]!]!
  const tenure = training ? 1 : leavingByTenure(now - posts.startMonth[at]!)
  return leavingBase[professions[profession]!.group]! * leavingByAge(Math.floor((now - posts.birthMonth[at]!) / 12), training) * tenure
    * employer.leaving * nation.systems[employer.system]!.leaving * leavingBySeason(monthOfYear(month), training)
}

/** A person leaves every post they hold. */
function leave(workforce: Workforce, at: number, gone: Uint8Array): void {
  const { posts, heads } = workforce
  gone[at] = 1
  if (posts.second[at]! >= 0) gone[posts.second[at]!] = 1
  heads[posts.employer[at]! * professions.length + posts.profession[at]!]! -= 1
}

/** Which of the three changes it is, by the place of a uniform number among their shares. */
function changeSomething(chance: Stream, workforce: Workforce, at: number, month: number, place: number): void {
  const sum = yearlyMoves + yearlyHoursChanges + yearlyPromotions
  if (place < yearlyMoves / sum) moveEmployer(chance, workforce, at, month)
  else if (place < (yearlyMoves + yearlyHoursChanges) / sum) changeHours(chance, workforce, at, month)
  else promote(workforce, at, month)
}

function moveEmployer(chance: Stream, workforce: Workforce, at: number, month: number): void {
  const { posts, spells, heads } = workforce
  const profession = posts.profession[at]!
  const from = posts.employer[at]!
  const weights = destinationWeights(chance, workforce, from, profession, month)
  if (!weights) return
  closeSpell(posts, at, month, spells)
  const to = pickWeighted(chance, weights)
  posts.employer[at] = to
  posts.assignment[at] = workforce.nextAssignment++
  posts.startMonth[at] = firstMonthNumber + month
  posts.startDay[at] = dayNumberOfMonth(firstMonthNumber + month) + Math.floor(chance.next() * 28)
  heads[from * professions.length + profession]! -= 1
  heads[to * professions.length + profession]! += 1
}

/** Weight of every employer a mover may go to; null when no other in reach has the profession. */
function destinationWeights(chance: Stream, workforce: Workforce, from: number, profession: number, month: number): Float64Array | null {
  const { nation, targets } = workforce
  const home = nation.employers[from]!
  const reach = chance.next()
  const region = nation.systems[home.system]!.region
  const weights = new Float64Array(nation.employers.length)
  let total = 0
  nation.employers.forEach((employer, index) => {
    if (index === from) return
    if (reach < movesWithinSystem ? employer.system !== home.system : reach < movesWithinSystem + movesWithinRegion && nation.systems[employer.system]!.region !== region) return
    weights[index] = targets.at(index, profession, month) * nation.systems[employer.system]!.filling
    total += weights[index]!
  })
  return total > 0 ? weights : null
}

function changeHours(chance: Stream, workforce: Workforce, at: number, month: number): void {
  const { posts, spells } = workforce
  const hours = hoursOf(chance, workforce, at, month)
  if (hours === posts.fteTenths[at]) return
  closeSpell(posts, at, month, spells)
  posts.fteTenths[at] = hours
}

function promote(workforce: Workforce, at: number, month: number): void {
  const { posts, spells } = workforce
  if (posts.band[at]! + 1 >= professions[posts.profession[at]!]!.bands.length) return
  closeSpell(posts, at, month, spells)
  posts.band[at]! += 1
}

/** Some move up to the next grade or profession at the same employer, with their second post; all of a foundation year do, each August. */
function moveUpGrade(chance: Stream, workforce: Workforce, at: number, month: number): void {
  const { posts, spells, heads } = workforce
  const profession = posts.profession[at]!
  const advance = professions[profession]!.advance
  if (!advance) return
  const share = advance.august ? advance.yearly : advance.yearly / 12
  if (chance.next() >= share || workforce.targets.at(posts.employer[at]!, advance.to, month) === 0) return
  for (const held of [at, posts.second[at]!]) {
    if (held < 0) continue
    closeSpell(posts, held, month, spells)
    posts.profession[held] = advance.to
    posts.band[held] = 0
  }
  heads[posts.employer[at]! * professions.length + profession]! -= 1
  heads[posts.employer[at]! * professions.length + advance.to]! += 1
}

/** Hire towards the target of every employer and profession; the rest stays vacant until next month. */
function fillPosts(chance: Stream, workforce: Workforce, month: number): void {
  const { nation, targets, heads } = workforce
  const season = seasonOfJoining[monthOfYear(month)]!
  nation.employers.forEach((employer, index) => {
    const filling = Math.min(0.9, monthlyFilling * season * nation.systems[employer.system]!.filling)
    for (let profession = 0; profession < professions.length; profession++) {
      const short = targets.at(index, profession, month) - heads[index * professions.length + profession]!
      if (short <= 0) continue
      const share = isTraining[profession] ? (monthOfYear(month) === august ? 1 : 0.1) : filling
      for (let left = roundByChance(chance, short * share); left > 0; left--) hire(chance, workforce, index, profession, month)
    }
  })
}

function withNew(active: Int32Array, from: number, to: number): Int32Array<ArrayBuffer> {
  const all = new Int32Array(active.length + to - from)
  all.set(active)
  for (let at = from; at < to; at++) all[active.length + at - from] = at
  return all
}
