import type { Rule } from './rule.ts'
import { bandFitsStaffGroup } from './rules/returns/band-fits-staff-group.ts'
import { closedAreaOfWork } from './rules/returns/closed-area-of-work.ts'
import { closedBand } from './rules/returns/closed-band.ts'
import { closedJobRole } from './rules/returns/closed-job-role.ts'
import { closedOccupationCode } from './rules/returns/closed-occupation-code.ts'
import { closedStaffGroup } from './rules/returns/closed-staff-group.ts'
import { missingMonthEnd } from './rules/returns/missing-month-end.ts'
import { missingMonth } from './rules/returns/missing-month.ts'
import { missingOrganisation } from './rules/returns/missing-organisation.ts'
import { missingPeriodStart } from './rules/returns/missing-period-start.ts'
import { missingSector } from './rules/returns/missing-sector.ts'
import { missingStaffGroup } from './rules/returns/missing-staff-group.ts'
import { missingTrainedProfession } from './rules/returns/missing-trained-profession.ts'
import { monthOnMonthJump } from './rules/returns/month-on-month-jump.ts'
import { mostlyEmptyColumn } from './rules/returns/mostly-empty-column.ts'
import { notMonthEnd } from './rules/returns/not-month-end.ts'
import { organisationCodeShape } from './rules/returns/organisation-code-shape.ts'
import { periodBackwards } from './rules/returns/period-backwards.ts'
import { sameAsMonthBefore } from './rules/returns/same-as-month-before.ts'
import { severalMonths } from './rules/returns/several-months.ts'
import { staffGroupVanished } from './rules/returns/staff-group-vanished.ts'
import { totalAgainstLedger } from './rules/returns/total-against-ledger.ts'
import { unknownAreaOfWork } from './rules/returns/unknown-area-of-work.ts'
import { unknownBand } from './rules/returns/unknown-band.ts'
import { unknownJobRole } from './rules/returns/unknown-job-role.ts'
import { unknownSector } from './rules/returns/unknown-sector.ts'
import { unknownOrganisation } from './rules/returns/unknown-organisation.ts'
import { unknownStaffGroup } from './rules/returns/unknown-staff-group.ts'

/** Rules for every return from local systems, in the order they are asked. */
export const returnRules: readonly Rule[] = [
  missingMonthEnd, missingOrganisation, missingStaffGroup, unknownStaffGroup, unknownBand, bandFitsStaffGroup, organisationCodeShape, unknownOrganisation, severalMonths,
  notMonthEnd, mostlyEmptyColumn, missingMonth, monthOnMonthJump, staffGroupVanished, sameAsMonthBefore,
  missingPeriodStart, missingSector, unknownSector, missingTrainedProfession, periodBackwards, closedStaffGroup, closedBand, closedOccupationCode,
  closedJobRole, closedAreaOfWork, unknownJobRole, unknownAreaOfWork, totalAgainstLedger,
]
