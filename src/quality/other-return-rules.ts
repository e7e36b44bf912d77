import type { Rule } from './rule.ts'
import { costOfAnotherSpan } from './rules/cost/cost-of-another-span.ts'
import { costOfNothing } from './rules/cost/cost-of-nothing.ts'
import { costWithoutAmount } from './rules/cost/cost-without-amount.ts'
import { payBeyondAnyPost } from './rules/cost/pay-beyond-any-post.ts'
import { tariffBeyondAnyCourse } from './rules/cost/tariff-beyond-any-course.ts'
import { completionsAddUp } from './rules/learner/completions-add-up.ts'
import { everybodyCompletes } from './rules/learner/everybody-completes.ts'
import { firstPostsWithinCompletions } from './rules/learner/first-posts-within-completions.ts'
import { learnersEndedWithinStarts } from './rules/learner/learners-ended-within-starts.ts'
import { missingStarts } from './rules/learner/missing-starts.ts'
import { registrationsWithinCompletions } from './rules/learner/registrations-within-completions.ts'
import { learnersPerSupervisor } from './rules/placement/learners-per-supervisor.ts'
import { learnersWithoutSupervisor } from './rules/placement/learners-without-supervisor.ts'
import { missingCapacity } from './rules/placement/missing-capacity.ts'
import { suspendedButOpen } from './rules/placement/suspended-but-open.ts'
import { unknownQualityStatus } from './rules/placement/unknown-quality-status.ts'
import { weeksOpenWithinPeriod } from './rules/placement/weeks-open-within-period.ts'
import { availableAgainstStaff } from './rules/sickness-return/available-against-staff.ts'
import { daysLostWithoutAvailable } from './rules/sickness-return/days-lost-without-available.ts'
import { sicknessTotalRow } from './rules/sickness-return/sickness-total-row.ts'
import { veryHighSickness } from './rules/sickness-return/very-high-sickness.ts'
import { countBesideRecords } from './rules/staff-count-return/count-beside-records.ts'
import { countTotalRow } from './rules/staff-count-return/count-total-row.ts'
import { countWithoutNumber } from './rules/staff-count-return/count-without-number.ts'
import { fteAboveHeadcount } from './rules/staff-count-return/fte-above-headcount.ts'
import { partOfAPerson } from './rules/staff-count-return/part-of-a-person.ts'
import { costOfWork } from './rules/temporary/cost-of-work.ts'
import { costWithoutWork } from './rules/temporary/cost-without-work.ts'
import { temporaryAboveStaff } from './rules/temporary/temporary-above-staff.ts'
import { workWithoutCost } from './rules/temporary/work-without-cost.ts'

/** Rules for returns of learners, placements, temporary staffing, sickness, counts and costs, in the order they are asked. */
export const otherReturnRules: readonly Rule[] = [
  completionsAddUp, everybodyCompletes, firstPostsWithinCompletions, learnersEndedWithinStarts, missingStarts, registrationsWithinCompletions,
  learnersPerSupervisor, learnersWithoutSupervisor, missingCapacity, suspendedButOpen, unknownQualityStatus, weeksOpenWithinPeriod, costOfWork,
  costWithoutWork, temporaryAboveStaff, workWithoutCost, availableAgainstStaff, daysLostWithoutAvailable, sicknessTotalRow, veryHighSickness,
  countBesideRecords, countTotalRow, countWithoutNumber, fteAboveHeadcount, partOfAPerson, costOfAnotherSpan, costOfNothing, costWithoutAmount,
  payBeyondAnyPost, tariffBeyondAnyCourse,
]
