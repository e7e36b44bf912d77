import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { qualify } from '../../src/supply/pipeline.ts'
import { stepSupply } from '../../src/supply/step.ts'

/**
 * Reference job A, one draw: 42 areas × 60 professions × 53 ages × 180 months. Two implementations in other languages agree on
 * the numbers below; inputs and answers are described in JOB_A.md beside the generator.
 */
const generator = fileURLToPath(new URL('../../../shared/bench/job_a/gen.mjs', import.meta.url))
const [areas, professions, ages, years, courseMonths] = [42, 60, 53, 15, 36]

describe.skipIf(!existsSync(generator))('reference job A (skipped where its generator ../shared/bench/job_a/gen.mjs is absent)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-job-a-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let answer: ReturnType<typeof projectNation>
  beforeAll(() => {
    execFileSync(process.execPath, [generator, folder, '1'])
    answer = projectNation(folder)
  })

  test('the checksum over years, areas and professions is 304205267.812002', () => {
    expect(near(checksum(answer.fte), 304205267.812002)).toBeLessThan(1e-12)
  })

  test('national FTE is 478254.648829 after one year and 401328.157448 after fifteen', () => {
    expect(near(answer.national(0), 478254.648829)).toBeLessThan(1e-11)
    expect(near(answer.national(14), 401328.157448)).toBeLessThan(1e-11)
  })

  test('in year fifteen 46903.914287 leave and 47066.209085 join', () => {
    expect(near(answer.leavers, 46903.914287)).toBeLessThan(1e-10)
    expect(near(answer.joiners, 47066.209085)).toBeLessThan(1e-10)
  })
})

function near(found: number, expected: number): number {
  return Math.abs(found / expected - 1)
}

function checksum(values: Float64Array): number {
  return values.reduce((sum, value, at) => sum + value * ((at % 97) + 1), 0)
}

/** Walk every area × profession month by month with the product's own step; FTE at year ends, flows of year fifteen. */
function projectNation(folder: string): { fte: Float64Array; national: (year: number) => number; leavers: number; joiners: number } {
  const input = readInputs(folder)
  const fte = new Float64Array(years * areas * professions)
  const flows = { leavers: 0, joiners: 0 }
  for (let place = 0; place < areas * professions; place++) {
    projectPlace(input, place, (year, people) => { fte[year * areas * professions + place] = people }, flows)
  }
  const national = (year: number): number => fte.subarray(year * areas * professions, (year + 1) * areas * professions).reduce((sum, value) => sum + value, 0)
  return { fte, national, ...flows }
}

type Inputs = ReturnType<typeof readInputs>

function projectPlace(input: Inputs, place: number, atYearEnd: (year: number, fte: number) => void, flows: { leavers: number; joiners: number }): void {
  const profession = place % professions
  const row = (table: Float64Array): Float64Array => table.subarray(profession * ages, (profession + 1) * ages)
  const times = (year: number, which: number): number => input.draws[(year * professions + profession) * 3 + which]!
  const attrition = input.attr[profession]!
  const graduates = qualify({
    starts: Array.from({ length: courseMonths + 12 * years }, (_, at) => input.intakeA[place]! * (1 + 0.015 * Math.floor((at - courseMonths) / 12))),
    courseMonths,
    dropOut: Array.from({ length: 12 * years }, (_, at) => attrition * times(Math.floor(at / 12), 2)),
    dropOutBefore: attrition,
  }).qualified
  const [gradAge, intlAge, rtpAge, haz, part] = [row(input.gradAge), row(input.intlAge), row(input.rtpAge), row(input.haz), row(input.part)]
  let byAge: Float64Array = row(input.age0).map((share) => input.size[place]! * share)
  for (let month = 0; month < 12 * years; month++) {
    const year = Math.floor(month / 12)
    const international = input.intlA[place]! * (1 - 0.02 * year) * times(year, 1)
    const joining = byAge.map((_, age) => graduates[month]! * gradAge[age]! + international * intlAge[age]! + input.rtpA[place]! * rtpAge[age]!)
    const step = stepSupply({ byAge, ageing: true }, { hazard: haz.map((hazard) => hazard * times(year, 0)), joining })
    byAge = step.closing
    if (year === 14) {
      flows.leavers += step.account.leavers + step.account.agedOut
      flows.joiners += step.account.joiners
    }
    if (month % 12 === 11) atYearEnd(year, byAge.reduce((sum, people, age) => sum + people * part[age]!, 0))
  }
}

function readInputs(folder: string) {
  const read = (name: string): Float64Array => {
    const bytes = readFileSync(join(folder, `${name}.f64`))
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  }
  return {
    size: read('size'), intakeA: read('intakeA'), intlA: read('intlA'), rtpA: read('rtpA'), age0: read('age0'), gradAge: read('gradAge'), intlAge: read('intlAge'),
    rtpAge: read('rtpAge'), haz: read('haz'), part: read('part'), attr: read('attr'), draws: read('draws'),
  }
}
