import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { verifyBundle } from '../../src/api/verify-run.ts'
import { columnShares } from '../../src/api/paper/paper.ts'
import { writeZip } from '../../src/api/zip-file.ts'
import { scenarioPaper } from '../../src/api/scenario/scenario-report.ts'
import { writeScenarioReport } from '../../src/api/scenario/scenario-report-files.ts'
import type { PlanEdit, PlanState } from '../../src/contract/plan.ts'
import type { ScenarioAnswer, ScenarioExport, ScenarioRun } from '../../src/contract/scenario.ts'
import { formatNumber } from '../../src/units/format.ts'
import { freshFolder, runOn, type Ran } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { turnoverCsv } from './small-files.ts'
import { plain, unzip, unzipBytes } from './unzip.ts'

const { folder, remove } = freshFolder()
const example = parse(readFileSync(new URL('../../examples/scenario.yaml', import.meta.url), 'utf8')) as { levers: { id: string; kind: string }[]; overrides: object[] }
/** Two levers on the made-up England, a manual change in force and one that is switched off. */
const ours = {
  ...example, name: 'Keep & grow', purpose: 'Can we do <without> agency staff?', programmes: [], baseline: { area: 'England', profession: 'Midwives', horizon: 2, seed: 7, draws: 20 },
  levers: example.levers.filter(({ id }) => id === 'l1' || id === 'l4'),
  overrides: [...example.overrides, { id: 'o2', what: 'Joiners in 2027', value: 2500, who: 'Made-up lead', when: '2026-01-05', why: 'A guess that was dropped', on: false }],
}
const headers = { host: 'localhost:4180', 'x-cadre': '1' }
const made = '2026-01-31T12:00:00.000Z'

let served: ServedFiles
let plan: PlanState
let run: ScenarioRun
let answer: ScenarioAnswer

const send = async <Answer>(url: string, payload: object, more: Record<string, string> = {}): Promise<Answer> => (await served.server.inject({ method: 'POST', url, headers: { ...headers, ...more }, payload })).json<Answer>()
const once = (key: string, version?: number): Record<string, string> => ({ 'idempotency-key': key, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) })
const read = async <Answer>(url: string): Promise<Answer> => (await served.server.inject({ url, headers })).json<Answer>()
const take = async (url: string): Promise<Buffer> => (await served.server.inject({ url, headers })).rawPayload

async function ask(payload: object): Promise<ScenarioRun> {
  const { id } = await send<ScenarioRun>('/api/scenario', payload)
  for (let look = 0; look < 600; look++) {
    const stands = await read<ScenarioRun>(`/api/scenario/${id}`)
    if (!['waiting', 'gathering', 'running'].includes(stands.state)) return stands
    await wait(50)
  }
  throw new Error('the run did not come to rest in 30 seconds')
}

beforeAll(async () => {
  served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], made)
  const kept = await send<PlanEdit>('/api/plans', ours, once('report-keep-it'))
  await send(`/api/plans/${kept.plan}/steps`, { kind: 'baseline-agreed' }, once('report-agree-it', 1))
  await send(`/api/plans/${kept.plan}/comments`, { text: 'Is the rate right?', about: 'levers/l1' }, once('report-say-it'))
  await send(`/api/plans/${kept.plan}/decisions`, { what: 'Take it to the board', outcome: 'agreed', decidedBy: 'The made-up board', on: '2026-01-20', dissent: [{ who: 'Made-up director', why: 'Too dear' }] }, once('report-decide-it'))
  plan = await read<PlanState>(`/api/plans/${kept.plan}`)
  run = await ask({ ask: 'run', document: plan.document })
  answer = await read<ScenarioAnswer>(`/api/scenario/${run.id}/answer`)
}, 300_000)
afterAll(async () => {
  await served?.close()
  remove()
})

const papers = new Map<string, Promise<Buffer>>()
/** The paper of the plan in a form, asked for once. */
function paperOf(form: 'docx' | 'pdf' | 'html'): Promise<Buffer> {
  const known = papers.get(form) ?? take(`/api/scenario/${run.id}/report.${form}?plan=${plan.id}`)
  papers.set(form, known)
  return known
}
const cellsOf = (row: string, cell: RegExp): string[] => [...row.matchAll(cell)].map(([, text = '']) => plain(text))
const htmlTables = (html: string): string[][][] => [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table = '']) => [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => cellsOf(row, /<t[hd][^>]*>(.*?)<\/t[hd]>/gs)))
const docxTables = (xml: string): string[][][] => [...xml.matchAll(/<w:tbl>(.*?)<\/w:tbl>/gs)].map(([, table = '']) => [...table.matchAll(/<w:tr>(.*?)<\/w:tr>/gs)].map(([, row = '']) => cellsOf(row, /<w:tc>.*?<w:t xml:space="preserve">(.*?)<\/w:t>.*?<\/w:tc>/gs)))

describe('the paper of a scenario', () => {
  test('prints the same tables in html, docx and pdf, and they are the numbers of the answer', async () => {
    expect([plan.document.levers.length, run.problem]).toEqual([2, null])
    const html = htmlTables((await paperOf('html')).toString('utf8'))
    expect(docxTables(unzip(await paperOf('docx')).get('word/document.xml') ?? '')).toEqual(html)
    const { text } = await extractText(new Uint8Array(await paperOf('pdf')), { mergePages: true })
    const printed = text.replace(/\s+/g, '')
    for (const cell of html.flat(2)) expect(printed).toContain(cell.replace(/\s+/g, ''))
    const [years] = html
    expect(years!.slice(1).map((row) => [row[0], row[1], row[3]])).toEqual(answer.rows.map(({ year, scenario, demandScenario }) => [String(year), formatNumber(scenario.supply.p50, 0), formatNumber(demandScenario.p50, 0)]))
    expect(years!.slice(1).map((row) => row[6]!.replace(/\D/g, ''))).toEqual(answer.rows.map(({ scenario }) => formatNumber(Math.abs(scenario.gap.p50), 0).replace(/\D/g, '')))
  })

  test('says the question, the answer, the manual change that is switched off, the dissent, the open comment and the day it runs out', async () => {
    const html = plain((await paperOf('html')).toString('utf8'))
    for (const words of ['Can we do <without> agency staff?', answer.summary, 'A guess that was dropped', 'Switched off', 'Made-up director: Too dear', 'Is the rate right?', 'Cost not stated', answer.manifest.dataset, 'To be agreed anew by', 'cadre run verify']) expect(html).toContain(words)
  })

  test('can be read without seeing it: language, headings, headers of rows and columns, words for every chart', async () => {
    const html = (await paperOf('html')).toString('utf8')
    expect([html.includes('<html lang="en-GB">'), html.match(/<h1>/g)?.length]).toEqual([true, 1])
    for (const [, table = ''] of html.matchAll(/<table>(.*?)<\/table>/gs)) expect([table.includes('<caption>'), table.includes('<th scope="col"'), table.includes('<th scope="row">')]).toEqual([true, true, true])
    for (const [svg] of html.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/role="img" aria-label="[^"]{20,}"/)
    const parts = unzip(await paperOf('docx'))
    const xml = parts.get('word/document.xml') ?? ''
    expect(parts.get('word/styles.xml')).toContain('<w:lang w:val="en-GB"')
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)?.length).toBe(html.match(/<h2>/g)?.length)
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBe(html.match(/<table>/g)?.length)
    const charts = [...xml.matchAll(/<wp:docPr id="\d+" name="Chart \d+" descr="([^"]{20,})"\/>/g)]
    expect(charts.length).toBe(html.match(/<svg/g)?.length)
    const pdf = (await paperOf('pdf')).toString('latin1')
    for (const mark of [/\/Lang \(en-GB\)/, /\/StructTreeRoot/, /\/S \/H1\b/, /\/S \/H2\b/, /\/S \/TH\b/, /\/S \/LI\b/, /\/Alt \(/, /pdfuaid/]) expect(pdf).toMatch(mark)
    expect(pdf.match(/\/S \/Figure\b/g)?.length).toBe(charts.length)
  })

  test('every part of the docx is named and typed, and its charts hold the numbers of the answer', async () => {
    const parts = unzip(await paperOf('docx'))
    const types = parts.get('[Content_Types].xml') ?? ''
    for (const name of parts.keys()) if (name.endsWith('.xml') && name !== '[Content_Types].xml') expect([name, types.includes(`PartName="/${name}"`)]).toEqual([name, true])
    for (const [name, text] of parts) if (name.endsWith('.rels')) for (const [, target = ''] of text.matchAll(/Target="([^"]+)"/g)) expect(parts.has(new URL(target, `file:///${name.replace(/_rels\/[^/]+$/, '')}`).pathname.slice(1))).toBe(true)
    const [, first = ''] = parts.get('word/charts/chart1.xml')!.split('<c:val>')
    expect([...first.matchAll(/<c:v>([^<]*)<\/c:v>/g)].slice(0, answer.rows.length).map(([, value]) => Number(value))).toEqual(answer.rows.map(({ scenario }) => scenario.gap.p50))
  })

  test('the same source and moment give the same bytes; columns share the whole width', async () => {
    const source = { answer, document: plan.document, record: null, demonstration: true }
    for (const form of ['docx', 'pdf'] as const) expect(Buffer.from(await writeScenarioReport(source, form, made)).equals(Buffer.from(await writeScenarioReport(source, form, made)))).toBe(true)
    expect(Buffer.from(await writeScenarioReport(source, 'html', made)).toString('utf8')).toContain('every number and every organisation is invented')
    for (const { parts } of scenarioPaper(source).sections) for (const part of parts) if ('table' in part) expect(columnShares(part.table).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })
})

describe('a plan as a reviewer’s bundle', () => {
  const to = join(folder, 'bundle')
  const cadre = (...words: string[]): Promise<Ran> => runOn(served.house, ['--data', join(folder, 'data'), ...words])

  test('from the page is the very bytes of the command’s folder, is repeated elsewhere without data, and a changed byte of each file is named', async () => {
    const done = await cadre('run', 'export', to, '--scenario', plan.id, '--json')
    expect([done.code, done.err]).toEqual([0, ''])
    const exported = await ask({ ask: 'export', document: plan.document, plan: plan.id })
    const zip = unzipBytes(await take(`/api/scenario/${exported.id}/bundle.zip`))
    expect([...zip.keys()].toSorted()).toEqual(readdirSync(to).toSorted())
    for (const [name, bytes] of zip) expect([name, bytes.equals(readFileSync(join(to, name)))]).toEqual([name, true])
    expect(await read(`/api/scenario/${exported.id}/report.pdf`)).toMatchObject({ code: 'scenario-run-no-paper' })
    const { files, notDone } = await read<ScenarioExport>(`/api/scenario/${exported.id}/answer`)
    expect(files.toSorted()).toEqual([...zip.keys()].toSorted())
    expect((JSON.parse(done.out) as ScenarioExport).notDone).toEqual(notDone)
    // Another folder, as on another machine.
    const elsewhere = mkdtempSync(join(folder, 'elsewhere-'))
    for (const [name, bytes] of zip) writeFileSync(join(elsewhere, name), bytes)
    expect(await verifyBundle(elsewhere)).toMatchObject({ identical: true, scenario: 'Keep & grow' })
    for (const [name, bytes] of zip) {
      const flipped = Buffer.from(bytes)
      flipped[flipped.length >> 1]! ^= 1
      writeFileSync(join(elsewhere, name), flipped)
      expect(await verifyBundle(elsewhere)).toMatchObject({ refused: true, code: 'bundle-changed', found: expect.stringContaining(name) })
      writeFileSync(join(elsewhere, name), bytes)
    }
    expect(await verifyBundle(elsewhere)).toMatchObject({ identical: true })
  })

  test('a folder that holds a run is packed and the zip repeated as it is; what is no zip of a bundle is refused', async () => {
    const packed = await cadre('run', 'export', to)
    expect([packed.code, packed.out]).toEqual([0, expect.stringContaining(`packed to ${to}.zip`)])
    expect(await verifyBundle(`${to}.zip`)).toMatchObject({ identical: true })
    expect((await cadre('run', 'export', to)).code).toBe(2)
    writeFileSync(join(folder, 'words.zip'), 'no zip at all')
    expect(await verifyBundle(join(folder, 'words.zip'))).toMatchObject({ code: 'bundle-not-a-zip' })
    writeFileSync(join(folder, 'climbs.zip'), writeZip([{ name: '../climbs.json', text: '{}' }]))
    expect(await verifyBundle(join(folder, 'climbs.zip'))).toMatchObject({ code: 'bundle-not-a-zip' })
  })

  test('holds decisions with dissent, comments, edits, sign-off, and says of each part where it is or why it was not done', () => {
    const text = (name: string): string => readFileSync(join(to, name), 'utf8')
    expect(text('decisions.csv')).toContain('Made-up director: Too dear')
    expect(text('comments.csv')).toContain('Is the rate right?')
    expect(text('history.csv')).toContain('levers')
    expect(text('manual-changes.csv').split('\r\n').filter((line) => /^o[12],/.test(line)).map((line) => line.includes('Switched off'))).toEqual([false, true])
    expect(text('inputs.csv').split('\r\n')[0]).toContain('owner,changed,library,rank_of_sensitivity,rank_of_contribution')
    expect(text('checks.csv').split('\r\n').filter((line) => /^(contributions|bridge|baseline|account|staff|costs),/.test(line)).map((line) => line.endsWith(',true'))).toEqual(Array.from({ length: 6 }, () => true))
    const { parts, sunset } = JSON.parse(text('contents.json')) as { parts: { part: string; files: string[]; notDone: string | null }[]; sunset: { on: string } }
    expect(sunset.on).toBe(plan.baseline.agreed!.sunset)
    const there = new Set(readdirSync(to))
    for (const { part, files, notDone } of parts) expect([part, files.every((name) => there.has(name)), files.length > 0 || (notDone ?? '').startsWith('not done, because ')]).toEqual([part, true, true])
    expect(parts.find(({ part }) => part === 'Sign-off')).toMatchObject({ files: ['sign-off.csv'], notDone: 'not done for the plan, because it is draft' })
  })

  test('of a scenario file says what only a plan has; nothing is written over', async () => {
    const file = join(folder, 'ours.json')
    writeFileSync(file, JSON.stringify(ours))
    const zip = join(folder, 'of-a-file.zip')
    const done = await cadre('run', 'export', zip, '--scenario', file)
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('Decisions, with dissent: not done, because the scenario is a file and no plan')])
    expect([...unzipBytes(readFileSync(zip)).keys()]).not.toContain('plan.json')
    expect((await cadre('run', 'export', zip, '--scenario', file)).code).toBe(2)
    const paper = join(folder, 'paper.docx')
    expect((await cadre('scenario', 'report', file, '--out', paper)).code).toBe(0)
    expect([...unzipBytes(readFileSync(paper)).keys()]).toContain('word/document.xml')
    expect([(await cadre('scenario', 'report', file, '--out', paper)).code, (await cadre('scenario', 'report', file, '--out', 'paper.txt')).code]).toEqual([2, 2])
  })

  test('a paper is of the plan as it was run, and a bundle of a run that asked for one', async () => {
    expect(await read(`/api/scenario/${run.id}/bundle.zip`)).toMatchObject({ code: 'scenario-run-no-bundle' })
    expect(await read(`/api/scenario/${run.id}/report.pdf?plan=nobody`)).toMatchObject({ code: 'plan-not-found' })
    await send(`/api/plans/${plan.id}/edits`, { changes: [{ field: 'purpose', to: 'Something else' }] }, once('report-edit-it', plan.version))
    expect(await read(`/api/scenario/${run.id}/report.pdf?plan=${plan.id}`)).toMatchObject({ code: 'plan-not-as-run' })
  })
})

test('a projection is taken from the page as the very bytes of the command’s folder', async () => {
  const to = join(folder, 'projection')
  expect((await runOn(served.house, ['--data', join(folder, 'data'), 'project', '--profession', 'Midwives', '--years', '2', '--draws', '20', '--seed', '7', '--out', to])).code).toBe(0)
  const zip = unzipBytes(await take('/api/projection/bundle.zip?profession=Midwives&years=2&draws=20&seed=7'))
  expect([...zip].map(([name, bytes]) => [name, bytes.equals(readFileSync(join(to, name)))])).toEqual([...zip.keys()].map((name) => [name, true]))
  expect(zip.size).toBe(readdirSync(to).length)
})
