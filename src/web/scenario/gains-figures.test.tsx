import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { ScenarioGain } from '../../contract/scenario-gains.ts'
import { GainsFigures } from './gains-figures.tsx'

const gain = (need: number, before: number, after: number): ScenarioGain => ({
  without: { need, gap: before, share: before / need }, with: { need, gap: after, share: after / need }, change: after - before, shareChange: (after - before) / need, gains: after < before ? 'gains' : 'loses',
})
const area = (name: string, deprivation: number | null, own: ScenarioGain) => ({ code: name, name, deprivation, ...own })

/** Of two areas the south gains a tenth of its need, and the north a twentieth; nobody said how deprived the north is. */
const gains: ScenarioAnswer['gains'] = {
  year: 2030, areasAsked: true, rule: 'Rates act in each.', byGroup: { says: '', rows: [] },
  byArea: { level: 'ics', says: 'Both gain', areas: [area('North', null, gain(100, 20, 15)), area('South', 12.5, gain(50, 10, 5))], whole: gain(150, 30, 20), together: gain(150, 30, 20), apart: 0, apartSays: 'Nothing is left', without: [], untold: [{ id: 'l1', title: 'Transfer', why: 'it moves', areas: 2 }] },
  byDeprivation: { indicator: 'Residents in the most deprived fifth', asOf: '2024-12-31', sources: ['made up'], says: 'The most deprived gain', apartSays: 'Nearer', groups: [{ group: 1, name: 'Group 1 (least deprived)', areas: 1, from: 12.5, to: 12.5, ...gain(50, 10, 5) }], notKnown: { areas: 1, ...gain(100, 20, 15) } },
}
const missing = { what: 'Who gains and loses by deprivation', needed: 'cadre import deprivation.csv' }

/** The figures as a page has them, at an address. */
async function drawn(of: ScenarioAnswer['gains'], address = '/'): Promise<string> {
  const answer = {
    gains: of, areaName: 'Nation', unit: 'FTE', notAvailable: [missing], notes: [], manifest: { model: '', seed: 1, draws: 20, scenario: '' }, provenance: { definition: '', formula: '', method: '', sources: [], snapshot: '', repeat: 'cadre scenario run 1 --by-area' },
  } as unknown as ScenarioAnswer
  const root = createRootRoute({ component: () => <GainsFigures answer={answer} csv="/csv" /> })
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: [address] }) })
  await router.load()
  return renderToStaticMarkup(<RouterProvider router={router} />)
}

/** Both tables of figures. */
const opened = '/?open=scenario-deprivation-table.scenario-areas-table'

describe('who gains and loses on the page', () => {
  test('each sentence is the title of its figure; who gains most of its need stands first; what is not told apart is said', async () => {
    const page = await drawn(gains)
    for (const words of ['<h2 id="scenario-areas-title">Both gain</h2>', '<h2 id="scenario-deprivation-title">The most deprived gain</h2>', 'Transfer is not told apart in 2 of them: it moves.', 'Nation, with the levers: 13.3 %']) expect(page).toContain(words)
    expect(page.indexOf('<span>South</span>')).toBeLessThan(page.indexOf('<span>North</span>'))
    expect(page).toContain('<b>20.0 %</b>')
  })

  test('an area of which nobody knows how deprived it is stands under “Not known”, with [x] and not with 0', async () => {
    const page = (await drawn(gains, opened)).replaceAll(/ data-\w+="[^"]*"/g, '')
    expect(page).toContain('<th scope="row">Not known</th><td class="cdr-number">1</td><td class="cdr-number">[x]</td>')
    expect(page).toMatch(/<th scope="row">North<\/th>(<td class="cdr-number">[^<]*<\/td>){7}<td class="cdr-number">\[x\]<\/td>/)
  })

  test('each figure says where it stands in what the command answers, and is that', async () => {
    const said = [...(await drawn(gains, opened)).matchAll(/data-query="cadre scenario run 1 --by-area" data-value="([^"]*)" data-status="[^"]*" data-path="([^"]*)"/g)]
    // Two tables: two areas, both together and the whole; one group and who is not known. Five figures of each, how deprived two areas are and how many areas two groups have.
    expect(said).toHaveLength(6 * 5 + 2 + 2)
    for (const [, value, path] of said) expect([path, value]).toEqual([path, String(path!.split('/').slice(1).reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], { gains }) ?? '')])
  })

  test('without an indicator the figure is hatched, with what to load', async () => {
    const page = await drawn({ ...gains, byDeprivation: null })
    expect(page).toContain('Who gains and loses by deprivation: not available')
    expect(page).toContain('Needed: cadre import deprivation.csv')
  })

  test('before anybody asked there is a button; once asked it says that the answer is on its way', async () => {
    const nobody = { ...gains, areasAsked: false, byArea: null, byDeprivation: null }
    expect(await drawn(nobody)).toMatch(/<button type="button"[^>]*>Tell the areas apart<\/button>/)
    expect(await drawn(nobody, '/?open=scenario-areas-told')).toContain('<output>The areas are being told apart…</output>')
  })
})
