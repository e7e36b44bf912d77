import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { extractText } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AreaMap } from '../../src/contract/area.ts'
import type { BoardAnswer } from '../../src/contract/board.ts'
import type { ProjectionAnswer } from '../../src/contract/projection.ts'
import { unzip } from '../house/unzip.ts'
import { answered, faultsAtWidths, faultsOf, openPage, tabTo } from './reader.ts'
import { visitDemonstration } from './served-house.ts'
import { setOut } from './set-out.ts'

const { house, browser } = setOut(visitDemonstration)
let system: string

beforeAll(async () => {
  system = (await house.ask<AreaMap>('/api/areas')).areas.find(({ level }) => level === 'ics')!.code
})

/** The page as paper: how many sides, and the words on it. */
async function printed(page: Page): Promise<{ sides: number; text: string }> {
  const { text, totalPages } = await extractText(new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true })), { mergePages: true })
  return { sides: totalPages, text: text.replace(/\s+/g, ' ') }
}

describe('a board member reads one page, opens where a number comes from, and prints it', () => {
  test('by keyboard alone', async () => {
    const board = await house.ask<BoardAnswer>(`/api/board?area=${system}`)
    const projection = await house.ask<ProjectionAnswer>(`/api/projection?area=${system}`)
    expect(board.gap?.rows.map(({ gap }) => gap)).toEqual(projection.rows.slice(0, 6).map(({ gap }) => gap))

    const page = await openPage(browser, `${house.address}/board?area=${system}`)
    await page.evaluate(() => { window.print = () => document.body.setAttribute('data-printed', 'yes') })
    expect(await page.title()).toBe(`Board page of ${board.area.name} – Cadre`)
    const sheet = page.locator('.cdr-a4')
    for (const words of [board.sentence, board.gap!.title, board.trend!.title]) expect((await sheet.textContent())!.replaceAll('\u00a0', ' ')).toContain(words)

    await tabTo(page, `Where does this come from?: ${board.gap!.title}`)
    await page.keyboard.press('Enter')
    const whence = await page.textContent('#gap-whence')
    for (const part of ['Number', 'Definition', 'Formula', 'Repeat it', projection.provenance.repeat.split(' --years')[0]!]) expect(whence).toContain(part)
    expect(new URL(page.url()).searchParams.get('open')).toBe('gap-whence')

    await page.focus('h1')
    await page.keyboard.press('Shift+Tab')
    await tabTo(page, 'Print', 30).catch(() => page.getByRole('button', { name: 'Print' }).focus())
    await page.keyboard.press('Enter')
    expect(await page.getAttribute('body', 'data-printed')).toBe('yes')
    const paper = await printed(page)
    expect(paper.sides).toBe(1)
    for (const words of [board.area.name, board.gap!.title, 'What is uncertain', 'How sure we are of the data', 'Demonstration: every number is invented']) expect(paper.text).toContain(words)
    for (const button of ['Where does this come from?', 'Picture (svg)', 'Repeat it']) expect(paper.text).not.toContain(button)
    await page.context().close()
  })

  test('in three minutes: at most 600 words at 200 a minute', async () => {
    const page = await openPage(browser, `${house.address}/board?area=${system}`)
    const words = await page.evaluate(() => {
      const sheet = document.querySelector('.cdr-a4')!.cloneNode(true) as HTMLElement
      for (const part of sheet.querySelectorAll('.cdr-actions, .cdr-action, [aria-hidden="true"]')) part.remove()
      return sheet.textContent.split(/\s+/).length
    })
    expect(words).toBeLessThanOrEqual(600)
    await page.context().close()
  })

  test('the slide, the PDF and the page of its own are one press away', async () => {
    const board = await house.ask<BoardAnswer>(`/api/board?area=${system}`)
    const page = await openPage(browser, `${house.address}/board?area=${system}`)
    const take = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).press('Enter')])
      return readFileSync((await download.path())!)
    }
    expect(unzip(await take('PowerPoint')).get('ppt/slides/slide1.xml')).toContain(board.gap!.title)
    expect((await extractText(new Uint8Array(await take('PDF')), { mergePages: true })).totalPages).toBe(1)
    const html = (await take('Web page')).toString('utf8')
    await page.setContent(html)
    expect(await faultsOf(page)).toEqual([])
    expect((await printed(page)).sides).toBe(1)
    await page.context().close()
  })
})

test.each([{ which: 'a system', widths: [1280, 320] }, { which: 'an organisation', widths: [1280] }, { which: 'nowhere', widths: [320] }])('the board page of $which at $widths pixels has no accessibility fault and no sideways scroll, and is one side of paper', async ({ which, widths }) => {
  const areas = (await house.ask<AreaMap>('/api/areas')).areas
  const area = which === 'a system' ? system : which === 'nowhere' ? 'nowhere' : areas.find(({ level }) => level === 'organisation')!.code
  const page = await openPage(browser, `${house.address}/board?area=${area}`, widths[0])
  expect(await page.locator('h1').count()).toBe(1)
  expect(await faultsAtWidths(page, widths)).toEqual([])
  if (which !== 'nowhere') expect((await printed(page)).sides).toBe(1)
  await page.context().close()
})

describe('every figure of every page is taken away as a picture', () => {
  test.each(['/', '/projection', '/rates', '/wisn', '/explore?measure=fte&rows=region&columns=staff_group', '/board'])('%s', async (path) => {
    const page = await openPage(browser, `${house.address}/definitions`)
    // Files are kept in the page instead of being saved: a browser asks before it saves an eleventh.
    await page.addInitScript(() => {
      const taken: Promise<string>[] = []
      Object.assign(window, { taken })
      const make = URL.createObjectURL.bind(URL)
      URL.createObjectURL = (file: Blob) => { taken.push(file.text()); return make(file) }
      HTMLAnchorElement.prototype.click = () => undefined
    })
    await page.goto(house.address + path)
    await answered(page)
    const figures = await page.locator('section.cdr-figure', { has: page.locator('.cdr-actions') }).all()
    expect(figures.length).toBeGreaterThan(0)
    for (const [at, figure] of figures.entries()) {
      const title = (await figure.locator('h2').first().textContent())!
      await figure.getByRole('button', { name: 'Picture (svg)' }).first().press('Enter')
      await page.waitForFunction((count) => (window as unknown as { taken: unknown[] }).taken.length === count, at + 1)
      const { fault, svg } = await page.evaluate(async (place) => {
        const text = (await (window as unknown as { taken: Promise<string>[] }).taken[place])!
        return { svg: text, fault: new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null }
      }, at)
      expect([title, fault, /<title>[^<]+<\/title><desc>[^<]{10,}<\/desc>/.test(svg), svg.includes('Cadre: http'), svg.includes('preserveAspectRatio="none"')]).toEqual([title, null, true, true, false])
    }
    await page.context().close()
  })
})
