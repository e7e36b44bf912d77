import type { DemandFile, DemandNeed, DemandService } from '../../contract/demand.ts'
import { activityDemand, type Service } from '../../demand/activity.ts'
import { fundedPosts } from '../../demand/funded-posts.ts'
import { peopleOfAges } from '../../demand/people-of-ages.ts'
import { rosterPosts } from '../../demand/professional-judgement.ts'
import { ratioDemand } from '../../demand/ratio.ts'
import type { NeedByMethod } from '../../scenario/demand-assumptions.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { basePath, grown, peopleByAge, sayGrowth, type DemandScene } from './demand-bases.ts'
import { notAvailable } from './demand-missing.ts'
import { postsHeld } from './posts-held.ts'
import { readWisn } from '../wisn.ts'

/** The profession a need is reckoned for, with today’s staff in the unit of the run. */
export interface Needing extends DemandScene { readonly profession: string; readonly unit: 'fte' | 'headcount'; readonly inPost: () => Promise<number | Refusal> }

/** A need reckoned, with what has to be known about it. */
export interface NeedReckoned { readonly need: NeedByMethod; readonly notes: readonly string[] }

/** Reckon one need of a profession by its method. Errors: refuses `demand-not-available` with what is missing, `demand-in-fte`, and what WISN refuses. */
export async function reckonNeed(scene: Needing, need: DemandNeed, services: readonly DemandService[]): Promise<NeedReckoned | Refusal> {
  if (scene.unit === 'headcount' && !(need.method === 'ratio' && need.standard === undefined)) return refuseHeads(scene, need.method)
  const done = need.method === 'activity' ? await byActivity(scene, need, services)
    : need.method === 'ratio' ? await byRatio(scene, need)
      : need.method === 'posts' ? await byPosts(scene, need) : steady(scene, need)
  if (isRefusal(done)) return done
  const { notes = [], source, grade, ...reckoned } = done
  return { notes, need: { name: need.name ?? scene.profession, method: need.method, source: source ?? need.source, grade: grade ?? need.grade, ...reckoned } }
}

interface Reckoned { readonly says: string; readonly required: readonly number[]; readonly source?: string; readonly grade?: NeedByMethod['grade']; readonly notes?: readonly string[] }
type NeedOf<Method> = Extract<DemandNeed, { method: Method }>

async function byActivity(scene: Needing, { services: named, hoursPerFte, source }: NeedOf<'activity'>, all: DemandService[] | DemandFile['services'] | readonly DemandService[]): Promise<Reckoned | Refusal> {
  const own = all.filter(({ name, hours }) => (named?.includes(name) ?? true) && hours.some(({ profession }) => same(profession, scene.profession)))
  const unknown = named?.find((name) => !own.some((service) => service.name === name))
  if (own.length === 0 || unknown !== undefined) return notAvailable(scene.place, unknown === undefined ? `no service of the demand file takes hours of ${scene.profession}` : `no service “${unknown}” that takes hours of ${scene.profession}`, 'Services with rates by age and hoursPerContact of the profession', 'Add them under services in the demand file')
  const held = await peopleByAge(scene)
  if (isRefusal(held)) return held
  // Each service counts people of its own ages: its bands are columns of their own.
  const bands = own.flatMap((service, at) => service.rates.map((rate) => ({ at, ...rate })))
  const people = held.years.map((year) => bands.map(({ from, to }) => peopleOfAges(year, from, to ?? null)))
  const lacking = bands.find((_, band) => people.some((year) => year[band] === null))
  if (lacking) return notAvailable(scene.place, `no population aged ${lacking.from}${lacking.to === undefined ? ' and over' : ` to ${lacking.to}`}, which “${own[lacking.at]!.name}” has a rate for`, 'Population by ages that begin and end where the rates do', 'Choose ages that begin at a multiple of five, or load population by single year of age')
  const demand = own.map((service, at): Service => ({ name: service.name, ratePerPerson: bands.map((band) => (band.at === at ? band.perPerson : 0)), growth: service.growth, shifted: service.shifted, hoursPerContact: service.hours.find(({ profession }) => same(profession, scene.profession))!.hoursPerContact }))
  const { zeroProductivity } = activityDemand({ people: people as number[][], services: demand, hoursPerFte, productivity: 0, backlog: own.map(({ backlog }) => backlog) })
  return {
    required: [...zeroProductivity], source: `${source}; ${[...new Set(own.map((service) => service.source))].join('; ')}; ${held.source}`,
    says: `by activity: ${own.map(({ name }) => name).join(', ')}, ${formatNumber(hoursPerFte, 0)} hours a year of each full-time member of staff`,
    ...(own.some(({ backlog }) => backlog.length > 0) ? { notes: ['Contacts that wait are worked off in the years the demand file says; the staff for them are required in those years only.'] } : {}),
  }
}

async function byRatio(scene: Needing, { base, standard, share, source }: NeedOf<'ratio'>): Promise<Reckoned | Refusal> {
  const against = await basePath(scene, base)
  if (isRefusal(against)) return against
  const from = `${source}; ${against.source}`
  if (standard !== undefined) return { required: [...ratioDemand({ base: against.base, ...standard })], says: `${sayAmount(standard.fte)} FTE for every ${sayAmount(standard.per)} of ${against.says}`, source: from, notes: against.notes }
  const today = await scene.inPost()
  if (isRefusal(today)) return today
  const now = against.base[0]!
  if (!(now > 0)) return notAvailable(scene.place, `nobody among ${against.says} today, to set staff against`, 'More than none today', 'State a standard in place of today’s own ratio')
  const per = base.of === 'stated' ? 'as many of' : 'every 1,000'
  const level = base.of === 'stated' ? '' : `, ${sayAmount((1000 * share * today) / now)}`
  return {
    required: [...ratioDemand({ base: against.base, fte: share * today, per: now })], source: from, notes: [...against.notes, 'Today’s own ratio is taken to be right: who lacks care today goes on lacking it.'],
    says: `${share === 1 ? 'today’s staff' : `${sayAmount(100 * share)} % of today’s staff`} for ${per} ${against.says}${level}, as today`,
  }
}

async function byPosts(scene: Needing, { growth, agreed, funded }: NeedOf<'posts'>): Promise<Reckoned | Refusal> {
  const held = funded === undefined ? await postsHeld(scene, scene.profession) : null
  if (isRefusal(held)) return held
  const required = [...fundedPosts({ funded: funded ?? held!.funded, growth, agreed: agreed.slice(0, scene.years), years: scene.years })]
  const more = agreed.reduce((sum, posts) => sum + posts, 0)
  const says = `funded posts${held === null ? ' as stated' : ` of ${held.date}`}${growth === 0 ? ', held as they are' : sayGrowth(growth)}${more === 0 ? '' : `, ${more > 0 ? 'and' : 'less'} ${sayAmount(Math.abs(more))} agreed posts`}`
  return { required, says, ...(held === null ? {} : { source: held.source, grade: 'A' }) }
}

function steady(scene: Needing, need: NeedOf<'wisn'> | NeedOf<'roster'>): Reckoned | Refusal {
  if (need.method === 'roster') return { required: grown(rosterPosts(need), need.growth, scene.years), says: `by a roster of ${need.shifts.length} kinds of shift, ${sayAmount(100 * need.uplift)} % on top for absence${sayGrowth(need.growth)}` }
  const read = readWisn(need.workload)
  if (isRefusal(read)) return read
  return { required: grown(read.answer.pooled.required, need.growth, scene.years), says: `by workload (WISN) of ${read.answer.units.length} units pooled, ${formatNumber(read.answer.awtHours, 0)} hours of available working time${sayGrowth(need.growth)}` }
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/** Three figures that matter, so that a small ratio is not read as 0. */
function sayAmount(value: number): string {
  const size = Math.abs(value)
  return formatNumber(value, size === 0 || size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4)
}

function refuseHeads({ profession, place }: Needing, method: string): Refusal {
  return refuse('demand-in-fte', 'usage', { doing: `Reckoning the staff required of ${profession} in ${place.area.name}`, found: `people were asked for, and the method ${method} gives full-time equivalents`, need: 'Full-time equivalents: nothing is converted by a guess', next: 'Ask with unit fte, or hold today’s own ratio, which can be counted in people' })
}
