import { expect, test } from 'vitest'
import { verdictOf, verdictOfImport } from './verdict.ts'

const clean = { rows: { loaded: 10, quarantined: 0 }, findings: [] }

test.each([
  { case: 'all rows loaded', file: clean, word: 'Loaded' },
  { case: 'a declared break only', file: { ...clean, findings: [{ severity: 'declare' }] }, word: 'Loaded' },
  { case: 'a warning', file: { ...clean, findings: [{ severity: 'warn' }] }, word: 'Loaded, with findings' },
  { case: 'a row held back', file: { rows: { loaded: 9, quarantined: 1 }, findings: [{ severity: 'stop-row' }] }, word: 'Loaded, part quarantined' },
  { case: 'every row held back', file: { rows: { loaded: 0, quarantined: 10 }, findings: [{ severity: 'stop-row' }] }, word: 'Quarantined' },
])('$case: $word', ({ file, word }) => expect(verdictOf(file).word).toBe(word))

test('a file sent again is a duplicate, whatever it holds', () => {
  expect(verdictOfImport({ ...clean, outcome: 'unchanged' }).word).toBe('Duplicate')
  expect(verdictOfImport({ ...clean, outcome: 'refused' }).word).toBe('Refused')
})
