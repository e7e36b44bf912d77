import type { Rule } from './rule.ts'
import { bandFitsStaffGroup } from './rules/returns/band-fits-staff-group.ts'
import { missingMonthEnd } from './rules/returns/missing-month-end.ts'
import { missingMonth } from './rules/returns/missing-month.ts'
import { missingOrganisation } from './rules/returns/missing-organisation.ts'
import { missingStaffGroup } from './rules/returns/missing-staff-group.ts'
import { monthOnMonthJump } from './rules/returns/month-on-month-jump.ts'
import { mostlyEmptyColumn } from './rules/returns/mostly-empty-column.ts'
import { notMonthEnd } from './rules/returns/not-month-end.ts'
import { organisationCodeShape } from './rules/returns/organisation-code-shape.ts'
import { sameAsMonthBefore } from './rules/returns/same-as-month-before.ts'
import { severalMonths } from './rules/returns/several-months.ts'
import { staffGroupVanished } from './rules/returns/staff-group-vanished.ts'
import { unknownBand } from './rules/returns/unknown-band.ts'
import { unknownStaffGroup } from './rules/returns/unknown-staff-group.ts'

/** Rules for every return from local systems, in the order they are asked. */
export const returnRules: readonly Rule[] = [
  missingMonthEnd, missingOrganisation, missingStaffGroup, unknownStaffGroup, unknownBand, bandFitsStaffGroup, organisationCodeShape, severalMonths,
  notMonthEnd, mostlyEmptyColumn, missingMonth, monthOnMonthJump, staffGroupVanished, sameAsMonthBefore,
]
