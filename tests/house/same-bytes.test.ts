import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

/**
 * ECMAScript leaves the last digits of these to the engine, so one of them in the model would end "same seed, same bytes".
 * A square written `** 2` is one multiplication in every engine in use; any other power is exactPow.
 */
const mayDiffer = /\bMath\.(?:exp|expm1|log|log1p|log2|log10|pow|sqrt|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|fround|f16round|random)\b|(?<![/*])\*\*(?! 2\b)(?![/*])/

const modelRooms = ['units', 'random', 'supply', 'demand', 'scenario', 'demo']

const source = new URL('../../src/', import.meta.url)
const files = modelRooms.flatMap((room) => readdirSync(new URL(room, source), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

test('the model uses no arithmetic whose last digit an engine may choose', () => {
  expect(files.length).toBeGreaterThan(20)
  const found = files.flatMap((file) => readFileSync(new URL(file, source), 'utf8').split('\n')
    .map((line, at) => ({ line: line.trim(), at: at + 1 }))
    .filter(({ line }) => !/^(?:\/\*\*|\*|\/\/)/.test(line) && mayDiffer.test(line))
    .map(({ line, at }) => `src/${file}:${at} ${line}`))
  expect(found, 'use exactExp, exactLog, exactPow, exactSqrt or a named stream of src/random').toEqual([])
})

test('the guard sees what it forbids', () => {
  for (const line of ['return Math.exp(x)', 'a ** b', '2 ** -32', 'Math.random()', '(1 + g)**t']) expect(mayDiffer.test(line), line).toBe(true)
  for (const line of ['exactExp(x)', '(x - mean) ** 2', 'Math.min(a, b)', "'docs/**/x'"]) expect(mayDiffer.test(line), line).toBe(false)
})
