import { refuse, type Refusal } from '../../units/refusal.ts'
import type { SafeTable } from './hide-until-safe.ts'
import { nameReader, type Insider } from './known.ts'
import type { LinkedTable } from './linked-table.ts'
import type { DisclosurePolicy } from './policy.ts'
import { protectionsOf } from './protection.ts'
import { unproven } from './witness.ts'

/** What can be said to everybody of how a table was protected: it holds no figure and no bound that the table does not give already. */
export interface Certificate {
  readonly policy: Pick<DisclosurePolicy, 'id' | 'from' | 'says'>
  readonly figures: number
  /** Figures hidden for what they hold, and figures hidden only to protect those. */
  readonly hidden: { readonly small: number; readonly others: number }
  /** What somebody from outside must still think possible, in heads: how many of the small figures keep each range. */
  readonly ranges: readonly { readonly least: number; readonly most: number; readonly figures: number }[]
  /** Organisations and areas against whose own knowledge the table was proven as well. */
  readonly insiders: number
  /** Pairs of possible tables, each checked without the solver. */
  readonly proofs: number
}

/**
 * Check a protected table without the solver and certify it: every small figure has its proof against every reader, and every proof holds.
 *
 * Errors: refuses `certificate-not-proven`; nothing is shown then.
 */
export function certify(table: LinkedTable, safe: Pick<SafeTable, 'shown' | 'certificate'>, policy: DisclosurePolicy, insiders: readonly Insider[]): Certificate | Refusal {
  const proven = new Set(safe.certificate.map(nameProof))
  const wanted = protectionsOf(table, policy, insiders)
  const missing = wanted.filter((protection) => !proven.has(nameProof(protection))).length
  const loose = safe.certificate.filter(({ least, most }) => most - least < 1).length + unproven(table, safe.shown, policy, safe.certificate).length
  const bare = wanted.filter(({ cell }) => safe.shown[cell]!.as !== 'hidden').length
  if (missing + loose + bare > 0) return refuseUnproven(missing, loose, bare)
  const small = new Set(wanted.map(({ cell }) => cell))
  const hidden = safe.shown.filter(({ as }) => as === 'hidden').length
  const { id, from, says } = policy
  return { policy: { id, from, says }, figures: table.cells.length, hidden: { small: small.size, others: hidden - small.size }, ranges: rangesOf(safe), insiders: insiders.length, proofs: safe.certificate.length }
}

function nameProof({ cell, reader }: { readonly cell: number; readonly reader: Parameters<typeof nameReader>[0] }): string {
  return `${cell} ${nameReader(reader)}`
}

/** Ranges as an outsider has them; those of insiders would tell how many people an organisation has. */
function rangesOf({ certificate }: Pick<SafeTable, 'certificate'>): Certificate['ranges'] {
  const counts = new Map<string, { least: number; most: number; figures: number }>()
  for (const { reader, least, most } of certificate) {
    if (reader !== 'outsider') continue
    const known = counts.get(`${least} ${most}`) ?? { least, most, figures: 0 }
    counts.set(`${least} ${most}`, { ...known, figures: known.figures + 1 })
  }
  return [...counts.values()].toSorted((one, other) => one.least - other.least || one.most - other.most)
}

function refuseUnproven(missing: number, loose: number, bare: number): Refusal {
  return refuse('certificate-not-proven', 'check', {
    doing: 'Checking that no hidden figure of a table can be worked out', found: `${missing} protections without a proof, ${loose} proofs that do not hold and ${bare} small figures that are shown`,
    need: 'A proof for every small figure against every reader', next: 'Ask for fewer or larger categories, or for larger areas; if it happens again, report it',
  })
}
