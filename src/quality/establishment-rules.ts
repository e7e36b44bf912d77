import type { Rule } from './rule.ts'
import { budgetPerPost } from './rules/establishment/budget-per-post.ts'
import { budgetWithoutPosts } from './rules/establishment/budget-without-posts.ts'
import { ledgerTotalRow } from './rules/establishment/ledger-total-row.ts'
import { missingCostCentre } from './rules/establishment/missing-cost-centre.ts'
import { missingFundedFte } from './rules/establishment/missing-funded-fte.ts'
import { postsWithoutBudget } from './rules/establishment/posts-without-budget.ts'
import { repeatedLedgerLine } from './rules/establishment/repeated-ledger-line.ts'
import { veryLargeLine } from './rules/establishment/very-large-line.ts'
import { wholePostsOnly } from './rules/establishment/whole-posts-only.ts'

/** Rules for establishment ledgers, in the order they are asked. */
export const establishmentRules: readonly Rule[] = [
  missingFundedFte, ledgerTotalRow, veryLargeLine, budgetPerPost, budgetWithoutPosts, postsWithoutBudget, missingCostCentre, repeatedLedgerLine,
  wholePostsOnly,
]
