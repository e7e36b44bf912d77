import { expect, test } from 'vitest'
import { z } from 'zod'
import { sayMisfit } from './say-misfit.ts'

const shape = z.strictObject({
  name: z.string().min(1), about: z.string().min(3).max(5), share: z.number().min(0).max(1), years: z.int().positive(), grade: z.enum(['A', 'B']), version: z.literal(1), day: z.iso.date(), code: z.string().regex(/^\d+$/), stages: z.array(z.string()).min(1), steps: z.number().multipleOf(5), own: z.string().refine((text) => text !== 'no', 'is what it says itself'),
})
const good = { name: 'a', about: 'abc', share: 0.5, years: 1, grade: 'A', version: 1, day: '2026-01-31', code: '1', stages: ['a'], steps: 5, own: 'yes' }
const said = (change: object): string[] => {
  const read = shape.safeParse({ ...good, ...change }, { error: sayMisfit })
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

test.each<[object, string[]]>([
  [{}, []],
  [{ name: '' }, ['name is missing']],
  [{ name: undefined }, ['name is missing']],
  [{ share: null }, ['share is missing']],
  [{ stages: [] }, ['stages is missing']],
  [{ name: 3 }, ['name must be text']],
  [{ stages: 'a' }, ['stages must be a list']],
  [{ years: 1.5 }, ['years must be a whole number']],
  [{ about: 'ab' }, ['about must have at least 3 characters']],
  [{ about: 'abcdef' }, ['about must have at most 5 characters']],
  [{ share: -1 }, ['share must be at least 0']],
  [{ share: 1.2 }, ['share must be at most 1']],
  [{ years: 0 }, ['years must be more than 0']],
  [{ grade: 'C' }, ['grade must be one of A, B']],
  [{ version: 2 }, ['version must be 1']],
  [{ day: '2029-13-31' }, ['day must be written YYYY-MM-DD']],
  [{ code: 'x' }, ['code must be written as its description says']],
  [{ steps: 7 }, ['steps must be a multiple of 5']],
  [{ colour: 'red' }, [' has what is not known here: colour']],
  [{ own: 'no' }, ['own is what it says itself']],
])('%o: %o', (change, words) => {
  expect(said(change)).toEqual(words)
})
