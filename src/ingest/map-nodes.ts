import type { Row } from '../dataset/table.ts'
import type { CalendarDate } from '../units/calendar-date.ts'

/** England in the statistical office's codes: the nation every published English table stands under. */
export const england = { level: 'nation', code: 'E92000001', name: 'England' } as const

/** When a reference row holds, and in which edition it was seen; a date the source does not give is null. */
export interface Validity {
  readonly from?: CalendarDate | null
  readonly to?: CalendarDate | null
  readonly seen?: CalendarDate | null
}

export interface Node {
  readonly level: string
  readonly code: string
}

/** Make a row of the organisation table. */
export function organisationRow(source: string, organisation: { code: string; role: string; name: string; kind?: string }, when: Validity): Row {
  return { source, code: organisation.code, role: organisation.role, name: organisation.name, kind: organisation.kind ?? null, ...validity(when) }
}

/** Make a row of the area table. */
export function areaRow(source: string, area: Node & { name: string; otherCode?: string }, when: Validity): Row {
  return { source, level: area.level, code: area.code, name: area.name, other_code: area.otherCode ?? null, ...validity(when) }
}

/** Make a row that says the whole of one node belongs to another. */
export function relationRow(source: string, child: Node, parent: Node, when: Validity): Row {
  return { source, child_level: child.level, child_code: child.code, parent_level: parent.level, parent_code: parent.code, share: 1, ...validity(when) }
}

/** Role of an organisation from its published type or name. */
export function roleOf(words: string): string {
  if (/commissioning support/i.test(words)) return 'support unit'
  if (/integrated care board|clinical commissioning|commissioning board|\bCCG\b|\bICB\b/i.test(words)) return 'commissioner'
  if (/acute|mental health|community provider|ambulance|\btrust\b/i.test(words)) return 'trust'
  return 'other'
}

function validity(when: Validity): Row {
  return { valid_from: when.from ?? null, valid_to: when.to ?? null, seen_at: when.seen ?? null }
}
