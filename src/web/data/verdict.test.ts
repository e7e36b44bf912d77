import { expect, test } from 'vitest'
import { verdictOf, verdictOfSent } from './verdict.ts'

const clean = { rows: { loaded: 10, quarantined: 0 }, findings: [] }

test.each([
  { case: 'all rows loaded', file: clean, word: 'Loaded' },
  { case: 'a declared break only', file: { ...clean, findings: [{ severity: 'declare' }] }, word: 'Loaded' },
  { case: 'a warning', file: { ...clean, findings: [{ severity: 'warn' }] }, word: 'Loaded, with findings' },
  { case: 'a row held back', file: { rows: { loaded: 9, quarantined: 1 }, findings: [{ severity: 'stop-row' }] }, word: 'Loaded, part quarantined' },
  { case: 'every row held back', file: { rows: { loaded: 0, quarantined: 10 }, findings: [{ severity: 'stop-row' }] }, word: 'Quarantined' },
])('$case: $word', ({ file, word }) => expect(verdictOf(file).word).toBe(word))

const sent = { state: 'checked', held: false, result: { ...clean, outcome: 'dry-run', refused: null } } as const

test.each([
  { case: 'not yet read', file: { ...sent, state: 'waiting', result: null } as const, word: 'Waiting' },
  { case: 'being read', file: { ...sent, state: 'checking', result: null } as const, word: 'Checking' },
  { case: 'good, and not yet published', file: sent, word: 'Ready' },
  { case: 'good, and published', file: { ...sent, result: { ...sent.result, outcome: 'loaded' } }, word: 'Loaded' },
  { case: 'sent again', file: { ...sent, held: true }, word: 'Duplicate' },
  { case: 'not known', file: { ...sent, result: { ...sent.result, outcome: 'refused', refused: { code: 'unknown-file' } } }, word: 'Refused' },
  { case: 'read and set aside', file: { ...sent, result: { ...sent.result, outcome: 'refused', refused: { code: 'file-stopped' } } }, word: 'Quarantined' },
])('a file that was sent, $case: $word', ({ file, word }) => expect(verdictOfSent(file).word).toBe(word))
