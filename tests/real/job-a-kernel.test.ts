import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { benchA, type BenchA } from '../../src/api/bench/bench-a.ts'
import { isRefusal } from '../../src/units/refusal.ts'

/** Reference job A through the kernel and its worker threads. Expected values: JOB_A.md beside the generator, where two implementations agree on them. */
const generator = fileURLToPath(new URL('../../../shared/bench/job_a/gen.mjs', import.meta.url))

describe.skipIf(!existsSync(generator))('reference job A on the kernel (skipped where its generator ../shared/bench/job_a/gen.mjs is absent)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-job-a-'))
  beforeAll(() => { execFileSync(process.execPath, [generator, folder, '200']) })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('one draw: the checksums and year fifteen, fast and plain', async () => {
    for (const plain of [false, true]) {
      const answer = await run({ draws: 1, workers: 1, plain })
      expect(offBy(answer.checksum.mean, 304205267.812002)).toBeLessThan(1e-12)
      expect(offBy(answer.checksum.p10, 304205267.812002)).toBeLessThan(1e-12)
      expect(offBy(answer.nationalFte[0]!, 478254.648829)).toBeLessThan(1e-11)
      expect(offBy(answer.nationalFte[14]!, 401328.157448)).toBeLessThan(1e-11)
      expect(offBy(answer.leavers[14]!, 46903.914287)).toBeLessThan(1e-10)
      expect(offBy(answer.joiners[14]!, 47066.209085)).toBeLessThan(1e-10)
    }
  })

  test('two hundred draws: the checksums, and the same bytes from one worker and from two', async () => {
    const [one, two] = [await run({ draws: 200, workers: 1, plain: false }), await run({ draws: 200, workers: 2, plain: false })]
    expect(offBy(two.checksum.mean, 304440188.854376)).toBeLessThan(1e-12)
    expect(offBy(two.checksum.p10, 291853483.341786)).toBeLessThan(1e-12)
    expect(offBy(two.checksum.p90, 317364045.86185)).toBeLessThan(1e-12)
    expect(offBy(two.nationalFte[0]!, 478419.825106)).toBeLessThan(1e-11)
    expect(offBy(two.leavers[14]!, 46931.696089)).toBeLessThan(1e-10)
    expect(offBy(two.joiners[14]!, 47076.9483)).toBeLessThan(1e-10)
    expect(answerOf(one)).toEqual(answerOf(two))
  })

  test('inputs of fewer draws are refused, and so is a folder without any', async () => {
    for (const [where, draws] of [[folder, 201], [join(folder, 'nowhere'), 1]] as const) {
      const answer = await benchA(where, { draws, workers: 1, plain: false })
      expect(isRefusal(answer) && answer.code).toBe('bench-input-missing')
    }
  })

  async function run(settings: Parameters<typeof benchA>[1]): Promise<BenchA> {
    const answer = await benchA(folder, settings)
    if (isRefusal(answer)) throw new Error(answer.found)
    return answer
  }
})

function offBy(found: number, expected: number): number {
  return Math.abs(found / expected - 1)
}

function answerOf({ checksum, nationalFte, leavers, joiners }: BenchA): unknown {
  return { checksum, nationalFte, leavers, joiners }
}
