import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDemandFile, readDemandText } from '../../src/api/demand/demand-text.ts'
import { ProjectionAnswer } from '../../src/contract/projection.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { freshFolder, runInside, type Ran } from './run-cadre.ts'
import { writeSmallFolder } from './small-files.ts'

const { folder, remove } = freshFolder()
const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', join(folder, 'data'), ...args])
const asked = ['project', '--profession', 'Midwives', '--years', '2', '--draws', '20']
const file = (name: string, value: unknown): string => {
  writeFileSync(join(folder, name), JSON.stringify(value))
  return join(folder, name)
}
const midwives = (needs: unknown, more: object = {}): object => ({ version: 1, requirements: [{ profession: 'midwives', needs: [needs] }], ...more })

beforeAll(async () => { await cadre('import', writeSmallFolder(join(folder, 'files'), false)) })
afterAll(remove)

describe('a demand file in the run', () => {
  test('1 FTE for every 10 of 150,000 births that grow 10 % a year: 15,000, 16,500, 18,150; less 1 % productivity, named, beside its zero twin', async () => {
    const stated = midwives({ method: 'ratio', name: 'Births', base: { of: 'stated', name: 'births', now: 150_000, growth: 0.1, source: 'test' }, standard: { fte: 1, per: 10 }, source: 'test', grade: 'C' }, { productivity: { perYear: 0.01, mechanism: 'shared rotas', source: 'test' }, growthError: { low: 0, high: 0, source: 'test' } })
    const { out, code, err } = await cadre(...asked, '--demand', file('ratio.json', stated), '--json')
    expect([code, err.includes('refused')]).toEqual([0, false])
    const { rows, demand, assumptions, summary } = ProjectionAnswer.parse(JSON.parse(out))
    expect(rows.map((row) => row.demandZeroProductivity.p50.toFixed(6))).toEqual(['15000.000000', '16500.000000', '18150.000000'])
    expect(rows[2]!.demand.p50).toBeCloseTo(18_150 / 1.0201, 6)
    expect(demand).toMatchObject({ says: 'a ratio', mechanism: 'shared rotas', needs: [{ name: 'Births', method: 'ratio', grade: 'C' }] })
    expect(assumptions.find(({ id }) => id === 'need-1')).toMatchObject({ value: 15_000, grade: 'C' })
    expect(assumptions.find(({ id }) => id === 'productivity')!.says).toContain('by shared rotas')
    expect(summary).toContain('need reckoned by a ratio')
  })

  test('stated posts grow by their rule, and no productivity is taken off them', async () => {
    const stated = midwives({ method: 'posts', funded: 20_000, agreed: [100], source: 'test' })
    const { out } = await cadre(...asked, '--demand', file('posts.json', stated), '--productivity', '0.02', '--json')
    const { rows, notes } = ProjectionAnswer.parse(JSON.parse(out))
    expect(rows.map(({ demand }) => demand.p50)).toEqual([20_000, 20_100, 20_100])
    expect(notes.join(' ')).toContain('Stated and not used: productivity')
  })

  test.each([
    { what: 'residents', args: ['--demand-method', 'ratio'], code: 3, says: 'no population of every year' },
    { what: 'posts', args: ['--demand-method', 'posts'], code: 3, says: 'no funded posts of Midwives' },
    { what: 'a register', args: ['--demand-method', 'prevalence', '--condition', 'Stroke'], code: 3, says: 'disease registers' },
    { what: 'the name of a register', args: ['--demand-method', 'prevalence'], code: 2, says: 'no disease register' },
  ])('without $what the method is refused by name', async ({ args, code, says }) => {
    const ran = await cadre(...asked, ...args)
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(says) as unknown])
  })

  test('a profession the file does not state, and a standard asked for in people, are refused', async () => {
    const other = file('other.json', { version: 1, requirements: [{ profession: 'Paramedic', needs: [{ method: 'posts', funded: 1, source: 'test' }] }] })
    expect((await cadre(...asked, '--demand', other)).err).toContain('no requirement of it in the demand file, which states Paramedic')
    expect((await cadre(...asked, '--demand', file('people.json', midwives({ method: 'posts', funded: 1, source: 'test' })), '--unit', 'headcount')).err).toContain('gives full-time equivalents')
  })
})

test.each(['examples/demand.yaml', 'examples/cardiovascular-demand.yaml'])('%s can be read', (path) => {
  expect(isRefusal(readDemandFile(parse(readFileSync(path, 'utf8'))))).toBe(false)
})

test.each([
  { text: '{[', code: 'demand-text-not-readable' },
  { text: 'bread: butter', code: 'demand-not-readable' },
])('the text $text is refused as $code', ({ text, code }) => {
  const read = readDemandText(text)
  expect(isRefusal(read) && read.code).toBe(code)
})

test('the text of a demand file is the same file as YAML and as JSON', () => {
  const text = readFileSync('examples/demand.yaml', 'utf8')
  expect(readDemandText(JSON.stringify(parse(text)))).toEqual(readDemandText(text))
})

test('funded posts are all the posts: nothing can be added to them', () => {
  const posts = { method: 'posts', source: 'test' }
  const read = readDemandFile({ version: 1, requirements: [{ profession: 'Midwives', needs: [posts, posts] }] })
  expect(isRefusal(read) && read.found).toContain('no other need')
})
