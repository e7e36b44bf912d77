import { loadSolver } from '../src/api/programme/open-programme.ts'
import { attack, type Finding } from '../src/dataset/disclosure/attack.ts'
import { hideUntilSafe } from '../src/dataset/disclosure/hide-until-safe.ts'
import { policyOn } from '../src/dataset/disclosure/policy.ts'
import { protectionsOf } from '../src/dataset/disclosure/protection.ts'
import { withinReach } from '../src/dataset/disclosure/reach.ts'
import { showEachAlone } from '../src/dataset/disclosure/shown.ts'
import { isRefusal } from '../src/units/refusal.ts'
import { attackTables, madeUpTable, insidersOf } from '../tests/house/made-up-table.ts'

const open = await loadSolver()
const counted = (findings: readonly Finding[], outsider: boolean): string => {
  const mine = findings.filter(({ reader }) => (reader === 'outsider') === outsider)
  const of = (verdict: Finding['verdict']): number => mine.filter((finding) => finding.verdict === verdict).length
  return `${of('broken')} / ${of('narrowed')} of ${mine.length}`
}

process.stdout.write('| table | figures | outsider, hiding alone | insider, hiding alone | outsider, repaired | insider, repaired | hidden: small + others | seconds to repair and prove |\n|---|---|---|---|---|---|---|---|\n')
for (const recipe of attackTables) {
  const { table, rule } = madeUpTable(recipe)
  const policy = policyOn(rule, '2026-11-22')
  if (isRefusal(policy)) throw new Error(policy.found)
  const insiders = insidersOf(table)
  const protections = withinReach(table, policy, protectionsOf(table, policy, insiders), open)
  const before = attack(table, showEachAlone(table, policy), policy, protections, open)
  const started = performance.now()
  const safe = hideUntilSafe(table, policy, insiders, open)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const found = isRefusal(safe) ? [] : attack(table, safe.shown, policy, protections, open)
  const after = isRefusal(safe) ? ['refused', 'refused', 'all'] : [counted(found, true), counted(found, false), `${safe.sensitive} + ${safe.alsoHidden}`]
  process.stdout.write(`| ${recipe.name} | ${table.cells.filter(({ untold }) => untold !== true).length} | ${counted(before, true)} | ${counted(before, false)} | ${after.join(' | ')} | ${seconds} |\n`)
}
