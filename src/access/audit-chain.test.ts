import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkChain, emptyHead, link, type AuditEntry, type ChainedEntry, type ChainHead } from './audit-chain.ts'

const key = new Uint8Array(32).fill(7)
const other = new Uint8Array(32).fill(8)

function entry(at: number, changes: Partial<AuditEntry> = {}): AuditEntry {
  return { at: `2026-11-22T08:00:0${at}.000Z`, who: `p${at}`, name: `Person ${at}`, via: 'page', under: 'records', what: `/api/query?where=organisation=R${at}`, outcome: 'done', ...changes }
}

function chain(entries: readonly AuditEntry[], signedWith = key, from: ChainHead = emptyHead): ChainedEntry[] {
  const made: ChainedEntry[] = []
  let head = from
  for (const one of entries) {
    const linked = link(signedWith, head, one)
    made.push(linked)
    head = linked
  }
  return made
}

const headOf = (entries: readonly ChainedEntry[]): ChainHead => ({ number: entries.at(-1)?.number ?? 0, hash: entries.at(-1)?.hash ?? 'start' })
const six = chain([1, 2, 3, 4, 5, 6].map((at) => entry(at)))
const whole = { entries: six, head: headOf(six), noted: [headOf(six.slice(0, 3)), headOf(six)] }
const changed = (number: number, changes: Partial<ChainedEntry>): ChainedEntry[] => six.map((one) => (one.number === number ? { ...one, ...changes } : one))
/** Entries written again from a number on by somebody who has the key. */
const rewritten = (number: number, changes: Partial<AuditEntry>): ChainedEntry[] => [...six.slice(0, number - 1), ...chain(six.slice(number - 1).map((one) => (one.number === number ? { ...one, ...changes } : one)), key, headOf(six.slice(0, number - 1)))]

test('an entry’s hash is HMAC-SHA-256 of the hash before, its number and its fields with their lengths', () => {
  const text = ['start', '1', '2026-11-22T08:00:01.000Z', 'p1', 'Person 1', 'page', 'records', '/api/query?where=organisation=R1', 'done'].map((field) => `${field.length}:${field}`).join('')
  expect(six[0]!.hash).toBe(createHmac('sha256', key).update(text).digest('hex'))
})

test('a chain as it was written has no fault', () => {
  expect(checkChain(key, whole.entries, whole.head, whole.noted)).toBeNull()
  expect(checkChain(key, [], emptyHead, [])).toBeNull()
})

describe('tampering is found', () => {
  const again = rewritten(4, { what: 'nothing' })
  const cut = six.slice(0, 4)
  const cases: readonly [string, { entries: readonly ChainedEntry[]; head?: ChainHead; noted?: readonly ChainHead[] }, string, number][] = [
    ['the time changed', { entries: changed(3, { at: '2026-11-21T08:00:03.000Z' }) }, 'changed', 3],
    ['the account changed', { entries: changed(3, { who: 'p9' }) }, 'changed', 3],
    ['the name changed', { entries: changed(3, { name: 'Nobody' }) }, 'changed', 3],
    ['the way in changed', { entries: changed(3, { via: 'server' }) }, 'changed', 3],
    ['the policy changed', { entries: changed(3, { under: 'figures' }) }, 'changed', 3],
    ['what was read changed', { entries: changed(3, { what: '/api/query?where=organisation=R9' }) }, 'changed', 3],
    ['the outcome changed', { entries: changed(3, { outcome: 'not-allowed' }) }, 'changed', 3],
    ['a character moved from one field to the next', { entries: changed(3, { who: 'p3P', name: 'erson 3' }) }, 'changed', 3],
    ['the hash changed', { entries: changed(3, { hash: six[4]!.hash }) }, 'changed', 3],
    ['the number changed', { entries: changed(3, { number: 30 }) }, 'missing', 3],
    ['the first taken out', { entries: six.slice(1) }, 'missing', 1],
    ['one in the middle taken out', { entries: six.filter(({ number }) => number !== 3) }, 'missing', 3],
    ['one taken out and the others numbered again', { entries: six.filter(({ number }) => number !== 3).map((one, at) => ({ ...one, number: at + 1 })) }, 'changed', 3],
    ['the last taken out', { entries: six.slice(0, 5) }, 'cut-short', 6],
    ['all taken out', { entries: [] }, 'cut-short', 1],
    ['two changed places', { entries: [six[0]!, six[2]!, six[1]!, ...six.slice(3)] }, 'missing', 2],
    ['two changed places and numbers', { entries: [six[0]!, { ...six[2]!, number: 2 }, { ...six[1]!, number: 3 }, ...six.slice(3)] }, 'changed', 2],
    ['one written twice', { entries: [...six.slice(0, 3), six[2]!, ...six.slice(3)] }, 'out-of-order', 3],
    ['a forged one added at the end with another key', { entries: [...six, link(other, headOf(six), entry(7))] }, 'changed', 7],
    ['a forged one added at the end, with the head', { entries: [...six, { ...link(other, headOf(six), entry(7)) }], head: { number: 7, hash: link(other, headOf(six), entry(7)).hash } }, 'changed', 7],
    ['an old entry put in again at the end', { entries: [...six, { ...six[1]!, number: 7 }] }, 'changed', 7],
    ['everything written again with another key', { entries: chain(six, other), head: headOf(chain(six, other)), noted: [] }, 'changed', 1],
    ['the end cut off and the head put back', { entries: cut, head: headOf(cut) }, 'cut-short', 5],
    ['everything from one entry on written again with the key and the head', { entries: again, head: headOf(again) }, 'changed', 6],
    ['the head’s number put back', { entries: six, head: headOf(cut) }, 'head-changed', 6],
    ['the head’s hash changed', { entries: six, head: { number: 6, hash: six[0]!.hash } }, 'head-changed', 6],
  ]
  test.each(cases)('%s', (_name, { entries, head = whole.head, noted = whole.noted }, kind, number) => {
    expect(checkChain(key, entries, head, noted)).toMatchObject({ kind, number })
  })
})
