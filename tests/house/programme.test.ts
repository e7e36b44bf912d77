import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ProgrammeAnswer, ProgrammeGaps } from '../../src/contract/programme-answer.ts'
import type { ProgrammeChecked, ProgrammeHeld, ProgrammeList, ProgrammeSaved } from '../../src/contract/programme.ts'
import type { QueryAnswer } from '../../src/contract/query.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { formatNumber } from '../../src/units/format.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { notesOf, plain, unzip } from './unzip.ts'

const { folder, remove } = freshFolder()
let served: ServedFiles
let [one, other, aggregate] = ['', '', '']
const always = { from: '2000-01-01', until: null }
const everywhere = { kind: 'everything', code: '' } as const

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf(), '2025-11-30T12:00:00.000Z')
  one = await tokenFor(served.house, [{ role: 'record-viewer', scope: { kind: 'organisation', code: 'ZX1' }, ...always }], 'One')
  other = await tokenFor(served.house, [{ role: 'record-viewer', scope: { kind: 'organisation', code: 'ZX8' }, ...always }], 'Other')
  aggregate = await tokenFor(served.house, [{ role: 'aggregate-viewer', scope: everywhere, ...always }], 'Aggregate')
}, 120_000)
afterAll(async () => {
  await served?.close()
  remove()
})

const as = (token?: string) => ({ host: 'localhost:4180', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) })
const get = (url: string, token?: string) => served.server.inject({ url, headers: as(token) })
const change = (method: 'POST' | 'DELETE', url: string, token: string, payload?: object) => served.server.inject({ method, url, headers: { ...as(token), 'x-cadre': '1' }, ...(payload === undefined ? {} : { payload }) })

const judged = { source: 'a test', grade: 'D' }
/** A programme of one's own: three quarters of the nurses' time, and a role nobody can count. */
const ours = {
  version: 1, id: 'ours', name: 'Ours', about: 'Wards.', stages: [{ id: 'ward', name: 'Ward', says: 'beds', need: { name: 'Beds', base: { of: 'list', list: 'beds' } } }, { id: 'clinic', name: 'Clinic', says: 'visits' }],
  lists: [{ id: 'beds', name: 'Beds', amounts: [{ area: 'QZ1', people: 40, on: '2025-09-30', source: 'a count' }] }],
  roles: [
    { id: 'nurses', name: 'Nurses', staff: [{ profession: 'Adult nurse' }], settings: ['hospital'], time: [{ stage: 'ward', share: 0.5 }, { stage: 'clinic', share: 0.25 }], ...judged },
    { id: 'navigators', name: 'Navigators', staff: [{ jobRole: 'Navigator' }], settings: ['hospital'], time: [{ stage: 'clinic', share: 1 }], ...judged },
  ],
  standards: [{ stage: 'ward', role: 'nurses', fte: 1, per: 4, base: { of: 'list', list: 'beds' }, ...judged }],
}
const asked = (area: string) => `programme=${encodeURIComponent(JSON.stringify(ours))}&area=${area}`

describe('a programme where staff records are held', () => {
  test('every count is the answer of the query it names, and time is split and never counted twice', async () => {
    const answer = (await get(`/api/programme?${asked('QZ1')}`)).json<ProgrammeAnswer>()
    const query = (await get('/api/query?measure=fte&by=profession,sector&where=area%3DQZ1&where=source%3Dstaff-return')).json<QueryAnswer>()
    const nurses = query.rows.find((row) => row['profession'] === 'Adult nurse')!.value!
    expect(nurses).toBeGreaterThan(0)
    expect(answer.roles[0]).toMatchObject({ staff: { value: nurses, command: 'cadre query --measure fte --by profession,sector --where area=QZ1 --where source=staff-return' }, outside: 0.25 })
    expect(answer.stages.map(({ workforce, seen, roles }) => [workforce.value, seen, roles])).toEqual([[nurses * 0.5, 1, 1], [nurses * 0.25, 1, 2]])
    expect(answer.roles[1]!.staff).toMatchObject({ value: null, status: 'not-available', why: expect.stringContaining('job role') })
    expect(answer.stages[1]!.unseen).toEqual(['Navigators'])
    // 40 beds at one nurse for every four are ten, less half of the nurses' time.
    expect(answer.standards[0]).toMatchObject({ required: 10, inPost: nurses * 0.5, gap: 10 - nurses * 0.5 })
    expect(answer.stages[1]!.gap).toMatchObject({ value: null, why: 'No standard of need is stated' })
  })

  test('staff whom their job role or area of work tells apart are counted once: taken off their profession, and given to the first role that recognises them', async () => {
    const leads = { id: 'leads', name: 'Ward leads', staff: [{ jobRole: 'KanariZX1role' }], settings: ['hospital'], time: [{ stage: 'clinic', share: 1 }], ...judged }
    const file = { ...ours, roles: [ours.roles[0], leads, { ...leads, id: 'again', name: 'The same again', staff: [{ areaOfWork: 'kanarizx1work' }] }, { ...leads, id: 'nobody', name: 'Nobody', staff: [{ occupationCodes: ['A1A'] }] }] }
    const answer = (await get(`/api/programme?programme=${encodeURIComponent(JSON.stringify(file))}&area=QZ1`)).json<ProgrammeAnswer>()
    // ZX1 has twelve rows, every other one of 0.8 FTE, of which one is held back: 6 + 5 × 0.8. ZX2 has thirteen: 7 + 5 × 0.8.
    expect(answer.roles.map(({ staff }) => staff.value)).toEqual([expect.closeTo(11, 9), expect.closeTo(10, 9), 0, null])
    expect(answer.roles[0]!.staff.reckoned).toContain('10.0 who count as ward leads')
    expect(answer.roles[3]!.staff).toMatchObject({ status: 'not-available', why: 'No record of the staff here says occupation codes A1A' })
    expect(answer.stages.map(({ workforce, seen }) => [workforce.value, seen])).toEqual([[expect.closeTo(5.5, 9), 1], [expect.closeTo(11 * 0.25 + 10, 9), 3]])
    const query = (await get('/api/query?measure=fte&where=area%3DQZ1&where=source%3Dstaff-return&where=job_role%3Dkanarizx1role')).json<QueryAnswer>()
    expect(query.rows[0]!.value).toBeCloseTo(10, 9)
    const hidden = (await get(`/api/programme?programme=${encodeURIComponent(JSON.stringify(file))}&area=QZ1`, aggregate)).json<ProgrammeAnswer>()
    expect(hidden.roles[1]!.staff.value).toBeNull()
  })

  test('where nothing is stated or held it says so, and never 0', async () => {
    const answer = (await get(`/api/programme?${asked('QZ2')}`)).json<ProgrammeAnswer>()
    expect(answer.stages[0]!.need!.figure).toMatchObject({ value: null, why: expect.stringContaining('states none for') })
    expect(answer.standards[0]!.gap).toBeNull()
    const gaps = (await get(`/api/programme/gaps?${asked('QZ1')}`)).json<ProgrammeGaps>()
    expect([gaps.whole, gaps.stages.map(({ gap }) => gap)]).toEqual([null, [null, null]])
    expect(gaps.stages[0]!.why).toContain('Nurses: ')
  })

  test('what was made up for the demonstration is left out where the data are no demonstration', async () => {
    for (const id of ['cardiovascular', 'primary-and-community-care']) {
      const answer = (await get(`/api/programme?id=${id}&area=QZ1`)).json<ProgrammeAnswer>()
      expect([id, answer.stages.map(({ gap }) => gap.value), answer.standards.filter(({ gap }) => gap !== null)]).toEqual([id, answer.stages.map(() => null), []])
      for (const role of answer.roles) expect([id, role.name, role.timeWhy === null ? role.time.map(({ share }) => share) : role.time]).toEqual([id, role.name, role.timeWhy === null ? [1] : []])
    }
  })

  test('whoever sees no records is shown what the query shows them, and nothing besides', async () => {
    const answer = (await get(`/api/programme?${asked('QZ1')}`, aggregate)).json<ProgrammeAnswer>()
    const query = (await get('/api/query?measure=fte&by=profession,sector&where=area%3DQZ1&where=source%3Dstaff-return', aggregate)).json<Partial<QueryAnswer>>()
    expect(answer.roles[0]!.staff.value).toBe(query.rows?.find((row) => row['profession'] === 'Adult nurse')?.value ?? null)
    const own = (await get(`/api/programme?${asked('ZX8')}`, one)).json<ProgrammeAnswer>()
    expect(own.roles[0]!.staff).toMatchObject({ value: null, command: expect.stringContaining('cadre query') })
  })
})

describe('the evidence', () => {
  test('csv and workbook hold the figures of the page, with marks where there is none', async () => {
    const answer = (await get(`/api/programme?${asked('QZ1')}`)).json<ProgrammeAnswer>()
    const csv = (await get(`/api/programme.csv?${asked('QZ1')}`)).body
    expect(csv).toContain(`pathway,ward,Ward,Workforce,${answer.stages[0]!.workforce.value},,,FTE,ok`)
    expect(csv).toContain('role,navigators,Navigators,All staff of the role,,,,FTE,not-available')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await get(`/api/programme.xlsx?${asked('QZ1')}`)).rawPayload as never)
    const pathway = book.getWorksheet('Pathway')!
    expect([pathway.getCell('A2').value, pathway.getCell('B2').value]).toEqual(['Ward', answer.stages[0]!.workforce.value])
    expect(book.getWorksheet('What cannot be seen')!.getCell('B3').value).toBe('[x]')
  })

  test('the slide has the pathway as the page prints it, and the roles in its notes', async () => {
    const answer = (await get(`/api/programme?${asked('QZ1')}`)).json<ProgrammeAnswer>()
    const parts = unzip((await get(`/api/programme.pptx?${asked('QZ1')}`)).rawPayload)
    const [slide, notes] = [plain(parts.get('ppt/slides/slide1.xml')!), notesOf(parts)]
    for (const words of [answer.areaName, answer.opening.today, 'Ward', formatNumber(answer.stages[0]!.workforce.value!, 0), '1 of 2', '[x]']) expect(slide).toContain(words)
    expect(notes.find(([name]) => name === 'Navigators')?.slice(0, 2)).toEqual(['Navigators', '[x]'])
  })

  test('the file of a programme is the programme', async () => {
    const yaml = await get('/api/programme.yaml?id=maternity')
    expect(yaml.headers['content-disposition']).toContain('maternity.yaml')
    expect(parse(yaml.body)).toEqual((await get('/api/programme/file?id=maternity')).json<ProgrammeHeld>().file)
  })
})

describe('a programme of one’s own', () => {
  test('is checked, saved, shared by its address, changed and let go; nobody else changes it', async () => {
    const wrong = (await change('POST', '/api/programmes/check', one, { text: 'version: 1' })).json<ProgrammeChecked>()
    expect([wrong.file, wrong.troubles.map(({ at }) => at)]).toEqual([null, expect.arrayContaining(['id', 'name', 'stages', 'roles'])])
    expect((await change('POST', '/api/programmes', one, { text: 'version: 1' })).json<{ code: string }>().code).toBe('programme-not-readable')
    const { id } = (await change('POST', '/api/programmes', one, { text: JSON.stringify(ours) })).json<ProgrammeSaved>()
    expect((await get('/api/programmes', one)).json<ProgrammeList>().programmes.filter(({ kind }) => kind === 'own').map((each) => [each.id, each.name, each.shared])).toEqual([[id, 'Ours', false]])
    expect((await get(`/api/programme?id=${id}`, other)).json<{ code: string }>().code).toBe('unknown-programme')

    expect((await change('POST', '/api/programmes', one, { text: JSON.stringify(ours), shared: true, id })).json<ProgrammeSaved>().id).toBe(id)
    expect((await get(`/api/programme/file?id=${id}`, other)).json<ProgrammeHeld>()).toMatchObject({ mine: false, file: { name: 'Ours' } })
    expect((await get('/api/programmes', other)).json<ProgrammeList>().programmes.filter(({ kind }) => kind === 'own')).toEqual([])
    expect((await change('POST', '/api/programmes', other, { text: JSON.stringify({ ...ours, name: 'Theirs' }), id })).json<{ code: string }>().code).toBe('unknown-programme')
    expect((await change('DELETE', `/api/programmes/${id}`, other)).statusCode).toBe(404)
    // The figures are of the scope of whoever opens it.
    const [mine, theirs] = await Promise.all([one, other].map(async (token) => (await get(`/api/programme?id=${id}&area=ZX1`, token)).json<ProgrammeAnswer>().roles[0]!.staff.value))
    expect([mine! > 0, theirs]).toEqual([true, null])
    expect((await change('DELETE', `/api/programmes/${id}`, one)).json<ProgrammeList>().programmes.every(({ kind }) => kind === 'shipped')).toBe(true)
    expect((await get(`/api/programme?id=${id}`, one)).statusCode).toBe(404)
  })
})
