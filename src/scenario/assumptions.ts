import { exactSqrt } from '../random/sqrt.ts'
import type { CalibratedRate, RateBasis, SupplyParameters, YearEffect } from '../supply/parameters.ts'
import type { DemandAssumptions, DemandMethod, StatedInterval } from './demand-assumptions.ts'

/** An assumption of a projection, said in a sentence, with what it rests on. */
export interface Assumption {
  readonly id: string
  readonly says: string
  readonly value: number
  readonly unit: string
  readonly standardError: number | null
  readonly years: string
  readonly source: string
  readonly grade: 'A' | 'B' | 'C' | 'D'
  /** What a calibrated rate stands on; absent for judgement. */
  readonly basis?: RateBasis
}

/** List what a projection assumes, supply first, in a fixed order. */
export function assumptionsOf(parameters: SupplyParameters, demand: DemandAssumptions): Assumption[] {
  const { leave, join } = parameters
  return [
    calibrated('leave', 'Share of staff who leave in a year', leave),
    calibrated('join', parameters.joinersBasis === 'records' ? 'Joiners in a year as a share of staff' : 'Joiners in a year as a share of staff, moves between groups included', join),
    ...seenAssumptions(parameters),
    swing('leave-swing', 'How much leaving swings from year to year, as a share of itself', parameters.leaveYearEffect, leave),
    swing('growth-swing', 'How much growth of the stock swings from year to year', parameters.joinYearEffect, join),
    { id: 'persistence', says: 'Share of one year’s swing still there the next year', value: parameters.joinYearEffect.persistence, unit: 'share', standardError: null, years: 'not estimated', source: 'judgement, back-tested from 0.3 to 0.7', grade: 'D' },
    ...persistenceOfGroups(parameters),
    { id: 'damping', says: `After ${parameters.dampingAfter ?? 1} years ahead, joining exceeds leaving each year by this share of the year before`, value: parameters.damping, unit: 'share', standardError: null, years: 'not estimated', source: 'as when the number of joiners and the share of leavers stay; few past projections reach further than 5 years ahead', grade: 'D' },
    ...leverAssumptions(parameters),
    ...demandAssumptions(demand),
  ]
}

/** Learnt from all groups of the area together; the one above is then the whole's alone. */
function persistenceOfGroups({ joinYearEffect: { groupPersistence, groupSd }, join }: SupplyParameters): Assumption[] {
  if (groupPersistence === undefined || groupSd === 0) return []
  return [{ id: 'group-persistence', says: 'Share of the swing of a group’s own growth, beside the whole’s, still there the next year', value: groupPersistence, unit: 'share', standardError: null, years: 'all usable years', source: join.source, grade: 'C' }]
}

/** Levers that were moved; those at rest assume nothing. */
function leverAssumptions({ levers }: SupplyParameters): Assumption[] {
  const words = { leaving: 'Leaving by rate is changed by this share from the first year on', joining: 'Joining is changed by this share from the first year on', participation: 'FTE per head is changed by this share from the first year on' } as const
  return Object.entries(words).flatMap(([lever, says]) => {
    const value = levers?.[lever as keyof typeof words] ?? 0
    return value === 0 ? [] : [{ id: `lever-${lever}`, says, value, unit: 'share of change', standardError: null, years: 'all years ahead', source: 'stated with the request', grade: 'D' as const }]
  })
}

/** Where people are followed: how joining falls into those from outside and those from other groups. */
function seenAssumptions({ seen, join }: SupplyParameters): Assumption[] {
  if (!seen) return []
  const use = join.basis === 'pairs' ? 'part of growth' : 'shown, not assumed'
  return [
    calibrated('seen-joiners', `Joiners from outside the area, for each person-year in post; ${use}`, seen.joiners),
    calibrated('seen-moved-in', `Moves in from other groups of the area, for each person-year in post; ${use}`, seen.movedIn),
    calibrated('seen-moved-out', `Moves out to other groups of the area, for each person-year in post; ${use}`, seen.movedOut),
  ]
}

function calibrated(id: string, says: string, rate: CalibratedRate): Assumption {
  return { id, says, value: rate.value, unit: rate.unit, standardError: rate.standardError, years: rate.years, source: rate.source, grade: rate.grade, ...(rate.basis ? { basis: rate.basis } : {}) }
}

function swing(id: string, says: string, effect: YearEffect, rate: CalibratedRate): Assumption {
  const value = exactSqrt(effect.nationalSd * effect.nationalSd + effect.groupSd * effect.groupSd)
  return { id, says, value, unit: 'standard deviation a year', standardError: null, years: 'all usable years', source: rate.source, grade: 'C' }
}

function demandAssumptions(demand: DemandAssumptions): Assumption[] {
  if (demand.method !== undefined) return methodAssumptions(demand, demand.method)
  const growth = demand.growth.by === 'stated'
    ? { says: 'Growth of need in a year, before productivity', value: demand.growth.perYear, unit: 'share a year' }
    : { says: 'Need grows with the population: people at the last year end for each one today', value: populationGrowth(demand), unit: 'ratio' }
  return [
    { id: 'demand-growth', ...growth, standardError: errorOf(demand.growthError), years: 'all years ahead', source: demand.growthError.source, grade: 'D' },
    ...perPersonGrowth(demand),
    { id: 'productivity', says: 'The same staff do this much more each year; the zero twin leaves it out', value: demand.productivity.value, unit: 'share a year', standardError: errorOf(demand.productivity), years: 'all years ahead', source: demand.productivity.source, grade: 'D' },
    { id: 'unmet-need', says: 'Need not met at the start, as a share of staff in post', value: demand.unmetNeed.value, unit: 'share of staff in post', standardError: errorOf(demand.unmetNeed), years: 'at the opening', source: demand.unmetNeed.source, grade: 'D' },
  ]
}

/** What each need stands on, then what moves between roles, how far growth may be off, and productivity with its mechanism. */
function methodAssumptions({ growthError, productivity }: DemandAssumptions, { needs, moved, mechanism }: DemandMethod): Assumption[] {
  return [
    ...needs.map(({ name, says, source, grade, required }, at): Assumption => ({ id: `need-${at + 1}`, says: `${name}: ${says}`, value: required[0]!, unit: 'required today', standardError: null, years: 'today; grown as said', source, grade })),
    ...moved.map(({ says, source, moved: path }, at): Assumption => ({ id: `moved-${at + 1}`, says, value: path.at(-1)!, unit: 'at the last year end', standardError: null, years: 'all years ahead', source, grade: 'D' })),
    { id: 'need-growth-error', says: 'How far the growth of need may lie from what the method says', value: growthError.value, unit: 'share a year', standardError: errorOf(growthError), years: 'all years ahead', source: growthError.source, grade: 'D' },
    { id: 'productivity', says: `The same staff do this much more each year${mechanism === null ? '' : `, by ${mechanism}`}; the zero twin leaves it out`, value: productivity.value, unit: 'share a year', standardError: errorOf(productivity), years: 'all years ahead', source: productivity.source, grade: 'D' },
  ]
}

function perPersonGrowth({ growth, perPersonSource }: DemandAssumptions): Assumption[] {
  if (growth.by === 'stated' || growth.by === 'method' || perPersonSource === undefined) return []
  return [{ id: 'need-per-person', says: 'Each person needs this much more care every year, before productivity', value: growth.perPerson ?? 0, unit: 'share a year', standardError: null, years: 'all years ahead', source: perPersonSource, grade: 'D' }]
}

function populationGrowth({ growth }: DemandAssumptions): number {
  if (growth.by === 'stated' || growth.by === 'method') return 1
  const total = (year: number) => (growth.by === 'population' ? growth.people.at(year)! : growth.people.at(year)!.reduce((sum, people, age) => sum + people * growth.ftePerHead[age]!, 0))
  return total(-1) / total(0)
}

/** Standard deviation of a stated 80 % range. */
function errorOf(interval: StatedInterval): number {
  return (interval.high - interval.low) / 2.563103131089201
}
