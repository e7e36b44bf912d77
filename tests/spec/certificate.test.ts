import { describe, expect, test } from 'vitest'
import { loadSolver } from '../../src/api/programme/open-programme.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { certify } from '../../src/dataset/disclosure/certificate.ts'
import { hideUntilSafe, type SafeTable } from '../../src/dataset/disclosure/hide-until-safe.ts'
import { crossTable } from '../../src/dataset/disclosure/linked-table.ts'
import { policyOn } from '../../src/dataset/disclosure/policy.ts'

const open = await loadSolver()
const policy = policyOn('published-tables', '2026-11-22')
if (isRefusal(policy)) throw new Error(policy.found)
const rule = policy

// Row a holds 20 + 3, row b 30 + 40, row c 10 + 55: only the 3 is small. A square of four would do for an outsider; but b takes off its own row, and c too, so both rows have to be hidden beside that of a: six figures.
const table = crossTable({ id: 'all', parts: ['a', 'b', 'c'].map((id) => ({ id, parts: [] })) }, { id: 'every', parts: [{ id: 'c0', parts: [] }, { id: 'c1', parts: [] }] },
  Object.entries({ a: [20, 3], b: [30, 40], c: [10, 55] }).flatMap(([place, heads]) => heads.map((count, at) => ({ place, category: `c${at}`, organisation: place, heads: count }))))
const insiders = ['a', 'b', 'c'].map((name) => ({ name, organisations: new Set([name]) }))
const made = hideUntilSafe(table, rule, insiders, open)
if (isRefusal(made)) throw new Error(made.found)
const safe: SafeTable = made

describe('the certificate of a table', () => {
  test('counts what is hidden, and says the range that stays open', () => {
    // 12 figures: 3 rows and their total by 2 categories and their total. One small, five others; the outsider must allow for 1 to 7; organisation a owns the 3, so b and c are the insiders left.
    expect(certify(table, safe, rule, insiders)).toEqual({
      policy: { id: 'published-tables', from: '2020-01-01', says: rule.says }, figures: 12, hidden: { small: 1, others: 5 }, ranges: [{ least: 1, most: 7, figures: 1 }], insiders: 3, proofs: 3,
    })
  })

  test('is refused when a proof is missing, when a small figure is shown, and when more is shown than was proven', () => {
    const small = table.cells.findIndex(({ id }) => id === 'a|c1')
    const other = safe.shown.findIndex(({ as }, at) => as === 'hidden' && at !== small)
    const showing = (at: number): SafeTable => ({ ...safe, shown: safe.shown.map((one, place) => (place === at ? { as: 'number', heads: table.cells[at]!.heads } : one)) })
    for (const broken of [{ ...safe, certificate: safe.certificate.slice(1) }, showing(small), showing(other)]) expect(certify(table, broken, rule, insiders)).toMatchObject({ refused: true, code: 'certificate-not-proven' })
  })

  test('holds no number of heads but the ends of ranges', () => {
    expect(JSON.stringify(certify(table, safe, rule, insiders))).not.toMatch(/\b(20|23|55|65)\b/)
  })
})
