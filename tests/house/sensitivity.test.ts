import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProjectionAnswer } from '../../src/contract/projection.ts'
import { SensitivityAnswer } from '../../src/contract/sensitivity.ts'
import { freshFolder, runInside, type Ran } from './run-cadre.ts'
import { writeSmallFolder } from './small-files.ts'

const { folder, remove } = freshFolder()
const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', join(folder, 'data'), ...args])
const asked = ['project', '--profession', 'Midwives', '--years', '3', '--draws', '50']

beforeAll(async () => { await cadre('import', writeSmallFolder(join(folder, 'files'), false)) })
afterAll(remove)

test('the range that is explained is that of the projection, and the same command says the same', async () => {
  const [first, again, projected] = [await cadre(...asked, '--sensitivity', '--json'), await cadre(...asked, '--sensitivity', '--json'), await cadre(...asked, '--json')]
  const answer = SensitivityAnswer.parse(JSON.parse(first.out))
  expect(first.code).toBe(0)
  expect(again.out).toBe(first.out)
  const last = ProjectionAnswer.parse(JSON.parse(projected.out)).rows.at(-1)!
  expect(answer.gap).toEqual(last.gap)
  expect(answer.methods[0]).toMatchObject({ id: 'as-projected', gap: last.gap })
  expect(answer.middle).toBeGreaterThan(last.gap.p10)
  expect(answer.middle).toBeLessThan(last.gap.p90)
  expect(answer.provenance.repeat).toContain('--sensitivity')
  // The small folder has no ages.
  expect(answer.notes[0]).toContain('does not move the gap')
  expect(Math.abs(answer.inputs.find(({ id }) => id === 'leaver-rate')!.width)).toBeLessThan(1e-6)
})

test('every kind of doubt is said, and those that are not drawn have no share', async () => {
  const { kinds, inputs } = SensitivityAnswer.parse(JSON.parse((await cadre(...asked, '--sensitivity', '--productivity', '0.01', '--json')).out))
  expect(kinds.map(({ kind, first }) => [kind, first === null])).toEqual([['parameters', false], ['year effects', false], ['judgement', false], ['process noise', true], ['structure', true]])
  expect(inputs.find(({ id }) => id === 'productivity')).toMatchObject({ width: 0, first: 0, total: 0 })
})

test('csv has a line for each of the seven inputs, and the text says which plan is least regretted', async () => {
  const { out } = await cadre(...asked, '--sensitivity', '--csv')
  expect(out.trim().split('\r\n')).toHaveLength(8)
  expect(out.split('\r\n')[0]).toContain('share_with_others')
  expect((await cadre(...asked, '--sensitivity')).out).toContain('least regretted at worst')
})

test('every area at once, or a bundle, cannot be asked for with it: wrong usage', async () => {
  const { code, err } = await cadre('project', '--every', 'ics', '--sensitivity')
  expect(code).toBe(2)
  expect(err).toContain('--sensitivity')
})
