import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { shareBelow } from '../../random/order-statistic.ts'
import { roomForDraws, walkDraws, type DrawnEnds } from '../../supply/kernel/draws.ts'
import { filledUp, layByAge, type Future, type Kernel, type Profession } from '../../supply/kernel/profession.ts'
import { qualify } from '../../supply/pipeline.ts'

/** Reference job A (docs/performance.md): 42 areas × 60 professions × 53 ages × 15 years. */
export const jobA = { areas: 42, professions: 60, ages: 53, years: 15, courseMonths: 36 } as const
const { areas, professions, ages, years, courseMonths } = jobA
const months = 12 * years

const names = ['size', 'intakeA', 'intlA', 'rtpA', 'age0', 'gradAge', 'intlAge', 'rtpAge', 'haz', 'part', 'attr', 'draws'] as const

/** The job's inputs, as its generator wrote them. */
export type JobAInputs = Readonly<Record<(typeof names)[number], Float64Array>>

/** Read the inputs of job A from the folder its generator wrote, once for all threads. Errors: throws as the file system does. */
export function readJobA(folder: string): JobAInputs {
  return Object.fromEntries(names.map((name) => [name, readShared(join(folder, `${name}.f64`))])) as JobAInputs
}

function readShared(path: string): Float64Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer(fstatSync(file).size))
    for (let at = 0; at < bytes.length;) {
      const read = readSync(file, bytes, at, bytes.length - at, at)
      if (read === 0) throw new Error(`Reading ${path}: it became shorter while it was read.`)
      at += read
    }
    return new Float64Array(bytes.buffer)
  } finally { closeSync(file) }
}

/** What one profession adds to the answer. Shape: [year][area], [year]; flows are means over draws. */
export interface ProfessionAnswer {
  readonly mean: Float64Array
  readonly p10: Float64Array
  readonly p90: Float64Array
  readonly leavers: Float64Array
  readonly joiners: Float64Array
  /** National FTE, percentiles over draws. */
  readonly nationalP10: Float64Array
  readonly nationalP90: Float64Array
}

/** The figures of a draw that the answer is made of. */
export const kept = ['fte', 'leavers', 'agedOut', 'joinedMonthly'] as const
type Room = DrawnEnds<(typeof kept)[number]>

/** Make ready to project professions of job A, one after another, each through its draws. */
export function openJobA(kernel: Kernel, inputs: JobAInputs, draws: number): (profession: number) => ProfessionAnswer {
  const room = roomForDraws(years * filledUp(areas), draws, kept)
  return (profession) => {
    walkDraws(kernel.open(professionOf(inputs, profession)), draws, room, (draw, future) => writeFuture(inputs, profession, draw, future))
    return sumUp(room, draws, steadyJoiners(inputs, profession, draws))
  }
}

/** One profession of the job as the kernel takes it. */
export function professionOf(inputs: JobAInputs, profession: number): Profession {
  const byAge = (values: Float64Array): Float64Array => layByAge(areas, ages, (_, age) => values[profession * ages + age]!)
  return {
    areas, ages, years, growing: false, opening: layByAge(areas, ages, (area, age) => inputs.size[area * professions + profession]! * inputs.age0[profession * ages + age]!),
    participation: byAge(inputs.part), hazard: byAge(inputs.haz), monthlyAges: byAge(inputs.gradAge), yearlyAgesA: byAge(inputs.intlAge), yearlyAgesB: byAge(inputs.rtpAge),
  }
}

/** Lay down one draw of a profession. */
export function writeFuture(inputs: JobAInputs, profession: number, draw: number, future: Future): void {
  const wide = filledUp(areas)
  const times = (year: number, which: 0 | 1 | 2): number => timesOf(inputs, draw, year, profession, which)
  const attrition = inputs.attr[profession]!
  // One place at a course of each month: how many of its starters qualify. Intake grows by 1.5 points of the first year's in each year.
  const dropOut = Float64Array.from({ length: months }, (_, month) => attrition * times(Math.floor(month / 12), 2))
  const lasting = qualify({ starts: everyMonth, courseMonths, dropOut, dropOutBefore: attrition }).qualified
  for (let year = 0; year < years; year++) {
    for (let area = 0; area < areas; area++) {
      const cell = year * wide + area
      const place = area * professions + profession
      future.leaveTimes[cell] = times(year, 0)
      future.yearlyA[cell] = inputs.intlA[place]! * (1 - 0.02 * year) * times(year, 1)
      future.yearlyB[cell] = inputs.rtpA[place]!
    }
    for (let month = 12 * year; month < 12 * year + 12; month++) {
      const perPlace = (1 + 0.015 * (year - 3)) * lasting[month]!
      for (let area = 0; area < areas; area++) future.monthly[month * wide + area] = inputs.intakeA[area * professions + profession]! * perPlace
    }
  }
}

const everyMonth = new Float64Array(courseMonths + months).fill(1)

function timesOf(inputs: JobAInputs, draw: number, year: number, profession: number, which: 0 | 1 | 2): number {
  return inputs.draws[((draw * years + year) * professions + profession) * 3 + which]!
}

/** International joiners and returners of each year, over all areas: mean over draws. */
export function steadyJoiners(inputs: JobAInputs, profession: number, draws: number): Float64Array {
  let [international, returning] = [0, 0]
  for (let area = 0; area < areas; area++) {
    international += inputs.intlA[area * professions + profession]!
    returning += inputs.rtpA[area * professions + profession]!
  }
  return Float64Array.from({ length: years }, (_, year) => {
    let times = 0
    for (let draw = 0; draw < draws; draw++) times += timesOf(inputs, draw, year, profession, 1)
    return 12 * (international * (1 - 0.02 * year) * (times / draws) + returning)
  })
}

/** Means and percentiles over the draws of a profession. */
export function sumUp(drawn: Room, draws: number, steady: Float64Array): ProfessionAnswer {
  const wide = filledUp(areas)
  const answer = { mean: new Float64Array(years * areas), p10: new Float64Array(years * areas), p90: new Float64Array(years * areas), leavers: new Float64Array(years), joiners: steady.slice(), nationalP10: new Float64Array(years), nationalP90: new Float64Array(years) }
  for (let year = 0; year < years; year++) {
    const national = new Float64Array(draws)
    for (let area = 0; area < areas; area++) {
      const cell = year * wide + area
      const ofDraws = drawn.fte.subarray(cell * draws, (cell + 1) * draws)
      let sum = 0
      for (let draw = 0; draw < draws; draw++) {
        sum += ofDraws[draw]!
        national[draw]! += ofDraws[draw]!
        answer.leavers[year]! += (drawn.leavers[cell * draws + draw]! + drawn.agedOut[cell * draws + draw]!) / draws
        answer.joiners[year]! += drawn.joinedMonthly[cell * draws + draw]! / draws
      }
      const at = year * areas + area
      answer.mean[at] = sum / draws
      answer.p10[at] = shareBelow(ofDraws, 0.1)
      answer.p90[at] = shareBelow(ofDraws, 0.9)
    }
    answer.nationalP10[year] = shareBelow(national, 0.1)
    answer.nationalP90[year] = shareBelow(national, 0.9)
  }
  return answer
}
