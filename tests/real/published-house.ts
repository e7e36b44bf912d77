import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { importFiles } from '../../src/api/import.ts'
import type { CubeAnswer, CubeRequest } from '../../src/dataset/cube.ts'
import { answerCube } from '../../src/store/cube.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'

/** Where the published files lie. */
export const real = fileURLToPath(new URL('../../../shared/real/', import.meta.url))

/** Whether the published files are here: tests that read them are skipped without. */
export const isReal = existsSync(real)

export interface PublishedHouse {
  /** The house; there from the first test on. */
  readonly house: () => House
  /** Ask it for a measure. Errors: throws when it is refused. */
  ask(measure: string, rest?: Partial<CubeRequest>): Promise<CubeAnswer>
}

/** Load those published files whose paths below the folder fit, and what else is given, into a house of their own for the tests of a file. */
export function publishedHouse(fits: RegExp, now: string, more: readonly { readonly path: string; readonly text: string }[] = []): PublishedHouse {
  let [folder, house]: [string, House | null] = ['', null]
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cadre-published-'))
    const opened = await openHouse(folder)
    if (isRefusal(opened)) throw new Error(opened.found)
    house = opened
    const paths = readdirSync(real, { recursive: true, encoding: 'utf8' }).filter((path) => fits.test(path)).toSorted()
    const files = [...paths.map((path) => ({ path, read: () => Promise.resolve(readFileSync(join(real, path))) })), ...more.map(({ path, text }) => ({ path, read: () => Promise.resolve(Buffer.from(text)) }))]
    const imported = await importFiles(opened, localViewer, files, { as: null, dryRun: false, now })
    if (isRefusal(imported)) throw new Error(imported.found)
  })
  afterAll(async () => {
    await house?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    house: () => house!,
    ask: async (measure, rest = {}) => {
      const answer = await answerCube(house!, localViewer, { measure, by: [], where: {}, at: null, from: null, to: null, map: null, ...rest })
      if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
      return answer
    },
  }
}
