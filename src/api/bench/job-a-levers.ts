import { walkLinkedDraws, roomForDraws } from '../../supply/kernel/draws.ts'
import { filledUp } from '../../supply/kernel/profession.ts'
import type { LinkedEnds, LinkedFuture, LinkedProfessions, LinkedWalker } from '../../supply/kernel/linked.ts'
import { inForceInYear } from '../../supply/lever-ramp.ts'
import { monthlyRate } from '../../supply/monthly-rate.ts'
import { jobA, kept, professionOf, steadyJoiners, sumUp, writeFuture, type JobAInputs, type ProfessionAnswer } from './job-a.ts'

const { areas, years } = jobA

/** Levers of the job, each a share of change that grows over four years; moves are shares of the stock a year. Made up for the measurement. */
export interface JobALevers {
  readonly leaving: number
  readonly participation: number
  readonly international: number
  readonly intake: number
  readonly upskilling: number
  readonly back: number
}

/** Every lever moved, and staff moving both ways between the professions of a pair. */
export const usualLevers: JobALevers = { leaving: -0.1, participation: 0.01, international: 0.2, intake: 0.1, upskilling: 0.03, back: 0.01 }

/** Pairs of professions that staff move between: the unit of work. */
export const pairs = jobA.professions / 2

/** Make ready to project pairs of professions of job A with levers, one after another, each through its draws. */
export function openJobALevers(open: (linked: LinkedProfessions) => LinkedWalker, inputs: JobAInputs, draws: number, levers: JobALevers): (pair: number) => readonly [ProfessionAnswer, ProfessionAnswer] {
  const rooms = [roomForDraws(years * filledUp(areas), draws, kept), roomForDraws(years * filledUp(areas), draws, kept)]
  return (pair) => {
    const professions = [2 * pair, 2 * pair + 1]
    const walker = open({ professions: professions.map((profession) => professionOf(inputs, profession)), moves: [{ from: 0, to: 1 }, { from: 1, to: 0 }], joinsLike: [-1, -1] })
    walkLinkedDraws(walker, draws, rooms, (draw, future) => {
      professions.forEach((profession, at) => writeFuture(inputs, profession, draw, future.of[at]!))
      pull(future, levers)
    }, (ends) => work(ends, levers))
    const [first, second] = professions.map((profession, at) => sumUp(rooms[at]!, draws, steadyJoiners(inputs, profession, draws)))
    return [first!, second!]
  }
}

function pull({ of, shares }: LinkedFuture, levers: JobALevers): void {
  const wide = filledUp(areas)
  for (let year = 0; year < years; year++) {
    const force = inForceInYear({ from: 0, ramp: 48 }, year)
    const [up, back] = [monthlyRate(levers.upskilling * force), monthlyRate(levers.back * force)]
    const [leaving, international, intake] = [1 + levers.leaving * force, 1 + levers.international * force, 1 + levers.intake * force]
    for (let cell = year * wide; cell < (year + 1) * wide; cell++) {
      shares[0]![cell] = up
      shares[1]![cell] = back
      for (const { leaveTimes, yearlyA } of of) {
        leaveTimes[cell]! *= leaving
        yearlyA[cell]! *= international
      }
    }
    for (const { monthly } of of) for (let cell = 12 * year * wide; cell < 12 * (year + 1) * wide; cell++) monthly[cell]! *= intake
  }
}

/** People work other hours than they did. */
function work(ends: readonly LinkedEnds[], { participation }: JobALevers): void {
  const wide = filledUp(areas)
  for (let year = 0; year < years; year++) {
    const worked = 1 + participation * inForceInYear({ from: 0, ramp: 48 }, year)
    for (const { fte } of ends) for (let cell = year * wide; cell < (year + 1) * wide; cell++) fte[cell]! *= worked
  }
}
