import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/api/routes.ts'
import type { OverviewFuture } from '../../src/contract/overview.ts'
import { Problem } from '../../src/contract/problem.ts'
import type { ProjectionAnswer } from '../../src/contract/projection.ts'
import { sayDate } from '../../src/units/calendar-date.ts'
import { formatNumber } from '../../src/units/format.ts'
import { needRecords } from './needs-records.ts'
import { freshFolder } from './run-cadre.ts'
import { turnoverCsv } from './small-files.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { notesOf, plain, unzip } from './unzip.ts'

const { folder, remove } = freshFolder()
let server: FastifyInstance
let served: ServedFiles
const local = { host: 'localhost:4180' }
const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers: { ...local, ...headers } })

beforeAll(async () => {
  served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], '2026-01-31T12:00:00.000Z')
  server = served.server
})
afterAll(async () => {
  await served.close()
  remove()
})

describe('every address that reads', () => {
  const asked: Record<string, string> = { '/api/query': '?measure=fte&by=staff_group', '/api/query.csv': '?measure=fte', '/api/query.csv-metadata.json': '?measure=fte', '/api/explore': '?measure=fte&rows=staff_group', '/api/explore/nearest': '?measure=fte&rows=reason', '/api/lens': '?measure=fte', '/api/lens/bridge': '?from=fte&to=headcount', '/api/projection': '?draws=20&years=2', '/api/projection.csv': '?draws=20&years=2', '/api/backtest': '?horizon=2', '/api/backtest.csv': '?horizon=2' }

  // What moved needs data before the data: tried in rates.test.ts.
  const needTwoSnapshots = ['/api/rates/moved', '/api/rates/moved.csv']

  // The server checks each answer against its schema before it sends it; 200 means that it holds.
  test.each(routes.filter(({ url }) => !url.includes(':') && !needRecords.has(url) && !needTwoSnapshots.includes(url)).map(({ url }) => url))('%s answers what its schema says, and may not be stored', async (url) => {
    const answer = await get(`${url}${asked[url] ?? ''}`)
    expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([200, expect.anything()])
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-type']).toContain(url.endsWith('.csv') ? 'text/csv' : 'application/json')
  })

  test('the same number comes from the query, the overview and the csv', async () => {
    const query = (await get('/api/query?measure=fte&where=area%3DEngland&where=staff_group%3DMidwives')).json<{ rows: { value: number }[] }>()
    const csv = await get('/api/query.csv?measure=fte&where=area%3DEngland&where=staff_group%3DMidwives')
    const overview = (await get('/api/overview')).json<{ figures: { measure: string; value: number | null; why: string | null }[] }>()
    expect(query.rows[0]?.value).toBeCloseTo(21_200, 6)
    expect(csv.body.split('\r\n')[1]).toBe(`${query.rows[0]?.value},FTE,ok,2025-09-30`)
    expect(overview.figures.find(({ measure }) => measure === 'fte')?.value).toBeCloseTo(69_200, 6)
    expect(overview.figures.find(({ measure }) => measure === 'vacancy_rate')).toMatchObject({ value: null, why: expect.stringContaining('not the same as zero') })
  })

  test('the overview and the projection page show the same projection', async () => {
    const overview = (await get('/api/overview/future')).json<{ fan: { supply: unknown; gap: unknown }[] }>()
    const projection = (await get('/api/projection')).json<{ rows: { supply: unknown; gap: unknown }[] }>()
    expect(overview.fan.map(({ supply, gap }) => ({ supply, gap }))).toEqual(projection.rows.map(({ supply, gap }) => ({ supply, gap })))
  })

  test('the slide of an Overview draws that projection, and its notes say the years and how past runs did', async () => {
    const overview = (await get('/api/overview/future')).json<OverviewFuture>()
    const projection = (await get('/api/projection')).json<ProjectionAnswer>()
    expect(overview.pastRuns).toEqual(projection.pastRuns)
    const parts = unzip((await get('/api/overview.pptx')).rawPayload)
    expect(plain(parts.get('ppt/slides/slide1.xml')!)).toContain(overview.fanTitle)
    const notes = notesOf(parts)
    for (const { date, gap } of overview.fan) expect(notes.find(([name, ...cells]) => name === sayDate(date) && cells.length > 6)?.[7]).toBe(formatNumber(gap.p50, 0))
    for (const { from, expected } of overview.pastRuns!.runs) expect(notes.find(([name, ...cells]) => name === sayDate(from) && cells.length === 3)?.[1]).toBe(formatNumber(expected.p50, 0))
  })
})

describe('trouble', () => {
  test.each([
    { case: 'an address that does not exist', url: '/api/nothing', status: 404, code: 'address-not-found' },
    { case: 'a question without its measure', url: '/api/query', status: 400, code: 'request-not-valid' },
    { case: 'a day that does not exist', url: '/api/query?measure=fte&at=2025-02-30', status: 400, code: 'request-not-valid' },
    { case: 'too many draws', url: '/api/projection?draws=1000000', status: 400, code: 'request-not-valid' },
    { case: 'a measure nobody knows', url: '/api/query?measure=happiness', status: 400, code: 'unknown-measure' },
    { case: 'an area nobody knows', url: '/api/overview?area=Atlantis', status: 404, code: 'unknown-area' },
    { case: 'a file that is not held', url: '/api/holdings/files/none/quarantine.csv', status: 404, code: 'file-not-held' },
  ])('$case is a problem with the code $code', async ({ url, status, code }) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(Problem.parse(answer.json())).toMatchObject({ status, code, type: `/api/docs#${code}` })
  })

  test('a name of another machine is refused, whatever it resolves to', async () => {
    expect((await get('/api/status', { host: 'planning.example:4180' })).json()).toMatchObject({ status: 421, code: 'host-not-allowed' })
  })

  test.each([
    { case: 'without our header', headers: {} },
    { case: 'that says it comes from another site', headers: { 'x-cadre': '1', 'sec-fetch-site': 'cross-site' } },
  ])('a change $case is refused', async ({ headers }) => {
    const answer = await server.inject({ method: 'POST', url: '/api/imports', headers: { ...local, ...headers } })
    expect(answer.json()).toMatchObject({ status: 403, code: 'origin-not-allowed' })
  })

  test('a run of every area where the data names none ends with the reason', async () => {
    const headers = { ...local, 'x-cadre': '1' }
    const { id } = (await server.inject({ method: 'POST', url: '/api/everywhere', headers, payload: { draws: 20 } })).json<{ id: string }>()
    await expect.poll(async () => (await get(`/api/everywhere/${id}`)).json(), { timeout: 20_000 }).toMatchObject({ state: 'failed', problem: { code: 'level-without-areas' } })
  })

  test('a change of a folder that is not the demonstration is refused', async () => {
    const answer = await server.inject({ method: 'POST', url: '/api/folder/start-real', headers: { ...local, 'x-cadre': '1' } })
    expect(answer.json()).toMatchObject({ status: 409, code: 'folder-is-not-demonstration' })
  })
})

const form = (name: string, content: string) => ({
  payload: `--line\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n--line--\r\n`,
  headers: { ...local, 'x-cadre': '1', 'content-type': 'multipart/form-data; boundary=line' },
})

describe('loading files through a form', () => {
  test('the file that is held already changes nothing', async () => {
    const answer = await server.inject({ method: 'POST', url: '/api/imports', ...form('again.csv', turnoverCsv().trimEnd()) })
    expect(answer.statusCode).toBe(200)
    expect(answer.json<{ files: { path: string; rows: { read: number } }[] }>().files[0]).toMatchObject({ path: 'again.csv', rows: { read: 117 } })
  })

  test('a file nobody knows is refused in its own line', async () => {
    const answer = await server.inject({ method: 'POST', url: '/api/imports', ...form('shoes.csv', 'shoe,size\nboot,42') })
    expect(answer.json()).toMatchObject({ changed: false, files: [{ outcome: 'refused', refused: { code: 'unknown-file' } }] })
  })

  test('a form without a file is refused', async () => {
    const answer = await server.inject({ method: 'POST', url: '/api/imports', headers: { ...local, 'x-cadre': '1' } })
    expect(answer.json()).toMatchObject({ status: 400, code: 'no-file-sent' })
  })
})

const uploads = ['', '/{id}', '/{id}/publish', '/{id}/files/{file}/mapping', '/{id}/files/{file}/check', '/{id}/files/{file}/held-back.csv', '/{id}/files/{file}/exceptions.csv'].map((rest) => `/api/import-jobs${rest}`)

interface Shared {
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly summary?: string; readonly tags?: readonly string[]; readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: object }[]; readonly responses: Readonly<Record<string, { readonly description?: unknown }>> }>>>>
}

/** A document with every shape where it is referred to, and without their titles. */
function unshared(value: unknown, schemas: Shared['components']['schemas']): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => unshared(inner, schemas))
  if (typeof value !== 'object' || value === null) return value
  const { $ref, title, ...rest } = value as Record<string, unknown>
  const own = Object.fromEntries(Object.entries({ ...rest, ...(typeof title === 'string' ? {} : title === undefined ? {} : { title }) }).map(([key, inner]) => [key, unshared(inner, schemas)]))
  if (typeof $ref !== 'string') return own
  const shape = schemas[$ref.replace('#/components/schemas/', '')]
  if (shape === undefined) throw new Error(`nothing stands at ${$ref}`)
  return { ...unshared(shape, schemas) as object, ...own }
}

/** A document as it is kept: what holds nothing else stands on one line. */
function laid(document: object): string {
  return JSON.stringify(document, null, 1).replaceAll(/([{[])\n\s+([^{}[\]]{1,160}?)\n\s+([}\]])/g, (_, open: string, inside: string, close: string) => `${open} ${inside.replaceAll(/\n\s+/g, ' ')} ${close}`)
}

describe('pages and reference', () => {
  test('every address outside the API is a page; a missing file is not', async () => {
    expect((await get('/projection?area=E92000001')).body).toContain('<title>Cadre</title>')
    expect((await get('/assets/none.js')).statusCode).toBe(404)
  })

  test('nothing runs or loads that was not shipped', async () => {
    expect((await get('/')).headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect((await get('/api/docs')).body).not.toMatch(/<script|https?:\/\//)
  })

  // A drifted document is written anew by running this file with `-u`.
  test('docs/generated/openapi.json is the document of this server', async () => {
    const document = (await get('/api/openapi.json')).json<{ openapi: string; paths: Record<string, unknown> }>()
    expect(document.openapi).toBe('3.1.0')
    const beside = ['/api/templates/{table}/{format}', '/api/imports', ...uploads, '/api/mappings/proposals', '/api/accepted-findings/reopened', '/api/withdrawals', '/api/folder/start-real', '/api/everywhere', '/api/session', '/api/invitations/accept', '/api/account', '/api/people']
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining([...routes.map(({ url }) => url.replace(/:(\w+)/g, '{$1}')), ...beside]))
    await expect(`${laid(document)}\n`).toMatchFileSnapshot('../../docs/generated/openapi.json')
  })

  test('shapes of the document stand once, and say what they said where they stood', async () => {
    const document = (await get('/api/openapi.json')).json<Shared>()
    const { schemas } = document.components
    const [used, whole] = [JSON.stringify(document), server.swagger() as unknown as Shared]
    expect(Object.keys(schemas).filter((name) => !/^[\w.-]+$/.test(name) || used.split(`"#/components/schemas/${name}"`).length < 3)).toEqual([])
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Problem', 'Provenance', 'Fan', 'ProjectionAnswer', 'ProgrammeFile', 'WisnFile']))
    expect(unshared(document.paths, schemas)).toEqual(unshared(whole.paths, {}))
    expect(used.length).toBeLessThan(JSON.stringify(whole).length * 0.7)
  })

  test('the document is one of OpenAPI 3.1: parts of an address are declared, tags are known, and every operation says what it answers', async () => {
    const { paths, tags } = (await get('/api/openapi.json')).json<Shared>()
    const faults = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, { summary, tags: own, parameters = [], responses }]) => {
      const [inPath, declared] = [[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted(), parameters.filter((one) => one.in === 'path' && one.required === true).map(({ name }) => name).toSorted()]
      return [
        ...(JSON.stringify(inPath) === JSON.stringify(declared) ? [] : [`${method} ${path}: ${String(inPath)} in the address, ${String(declared)} declared`]), ...(summary ? [] : [`${method} ${path} has no summary`]),
        ...(own?.every((tag) => tags.some(({ name }) => name === tag)) ? [] : [`${method} ${path} has an unknown tag`]), ...(Object.values(responses).every(({ description }) => typeof description === 'string') && Object.keys(responses).length > 0 ? [] : [`${method} ${path} does not say what it answers`]),
        ...(parameters.every((one) => one.schema !== undefined) ? [] : [`${method} ${path} takes a field of no kind`]),
      ]
    }))
    expect(faults).toEqual([])
  })

  test('every problem’s explanation stands on the reference page', async () => {
    const page = (await get('/api/docs')).body
    const missing = routes.flatMap(({ refuses }) => refuses).filter((code) => !page.includes(`id="${code}"`))
    expect(missing).toEqual([])
  })

  test('health says that the process lives, readiness that the data answers', async () => {
    expect((await get('/health')).json()).toEqual({ status: 'live' })
    expect((await get('/ready')).json()).toEqual({ status: 'ready', snapshot: expect.stringMatching(/^[0-9a-f]{16}$/) })
  })
})
