import { establishmentRules } from './establishment-rules.ts'
import { otherReturnRules } from './other-return-rules.ts'
import { returnRules } from './return-rules.ts'
import type { Rule } from './rule.ts'
import { activityTotal } from './rules/activity/activity-total.ts'
import { codeReadAsNumber } from './rules/any/code-read-as-number.ts'
import { headingTwice } from './rules/any/heading-twice.ts'
import { noRows } from './rules/any/no-rows.ts'
import { notUtf8 } from './rules/any/not-utf-8.ts'
import { outOfRange } from './rules/any/out-of-range.ts'
import { raggedRow } from './rules/any/ragged-row.ts'
import { seriesBreak } from './rules/any/series-break.ts'
import { strayColumns } from './rules/any/stray-columns.ts'
import { surroundingSpaces } from './rules/any/surrounding-spaces.ts'
import { unknownCode } from './rules/any/unknown-code.ts'
import { unplacedRow } from './rules/any/unplaced-row.ts'
import { unreadableDate } from './rules/any/unreadable-date.ts'
import { unreadableNumber } from './rules/any/unreadable-number.ts'
import { populationTotal } from './rules/population/population-total.ts'
import { nationalValueAgrees } from './rules/prevalence/national-value-agrees.ts'
import { lostWithinAvailable } from './rules/sickness/lost-within-available.ts'
import { publishedRateAgrees } from './rules/sickness/published-rate-agrees.ts'
import { fteAboveOnePerson } from './rules/staff-count/fte-above-one-person.ts'
import { negativeFte } from './rules/staff-count/negative-fte.ts'
import { notesContradict } from './rules/staff-count/notes-contradict.ts'
import { severalDates } from './rules/staff-count/several-dates.ts'
import { turnoverTotal } from './rules/turnover/turnover-total.ts'
import { staffRules } from './staff-rules.ts'

/** Every rule, in the order they are asked: the first that stops a row is the reason it is held back. */
export const rules: readonly Rule[] = [
  noRows, headingTwice, raggedRow, unreadableDate, unreadableNumber, unknownCode, unplacedRow, ...returnRules, ...staffRules, ...establishmentRules, ...otherReturnRules, negativeFte, fteAboveOnePerson, outOfRange, lostWithinAvailable,
  turnoverTotal, activityTotal, populationTotal, nationalValueAgrees, publishedRateAgrees, notesContradict, codeReadAsNumber, surroundingSpaces, strayColumns, notUtf8, severalDates, seriesBreak,
]
