import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startBrowser } from './browser.ts'
import type { VisitedHouse } from './served-house.ts'

/** What pages are opened with. */
export type PageOpener = Pick<Browser, 'newContext'>

/**
 * Have a house served and a browser started before the tests of a file, and both ended after them. Both are there from the first test on,
 * and in whatever a file does itself before its tests, as long as it says so after this.
 */
export function setOut<House extends VisitedHouse>(serve: () => Promise<House>): { house: House; browser: PageOpener } {
  const house = {} as House
  let started: Browser | null = null
  beforeAll(async () => {
    Object.assign(house, await serve())
    started = await startBrowser()
  })
  afterAll(async () => {
    await started?.close()
    if ('stop' in house) await house.stop()
  })
  return { house, browser: { newContext: (options) => started!.newContext(options) } }
}
