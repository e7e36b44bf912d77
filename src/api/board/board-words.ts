import type { BoardAnswer } from '../../contract/board.ts'
import type { KeyFigure } from '../../contract/overview.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { absenceMarks } from '../../units/status.ts'

/** The note to the board as one sentence; empty where nothing asks to be noted. */
export function sayNote({ note }: BoardAnswer): string {
  return note.length === 0 ? '' : `The board is asked to note that ${note.join(', and that ')}.`
}

/** A key figure as it is printed: its number with the unit, or the mark of its absence. */
export function printFigure({ value, status, unit }: Pick<KeyFigure, 'value' | 'status' | 'unit'>): string {
  if (value === null) return absenceMarks[status === 'ok' || status === 'estimated' ? 'not-available' : status]
  return `${formatNumber(value, unit.startsWith('%') ? 1 : 0)} ${unit}`
}

/** What is agreed as lines to print: what is done, then what was decided, each with who has it in hand; or why there is none. */
export function sayAgreed({ plan, planWhy }: BoardAnswer): { readonly title: string; readonly says: string; readonly lines: readonly { readonly what: string; readonly who: string }[] } {
  if (plan === null) return { title: 'What is agreed', says: planWhy ?? '', lines: [] }
  return {
    title: `What is agreed: ${plan.title}`, says: [plan.says, plan.decisionsWhy].filter((part) => part !== null).join(' '),
    lines: [
      ...plan.actions.map(({ what, owner, when }) => ({ what, who: `${owner}, ${when}` })), ...left(plan.moreActions, 'action'),
      ...plan.decisions.map(({ what, outcome, decidedBy, on, dissent }) => ({ what: `Decided (${outcome}): ${what}`, who: `${decidedBy}, ${sayDate(on)}${dissent.length === 0 ? '' : `. Of another mind: ${dissent.map(({ who, why }) => `${who} (${why})`).join('; ')}`}` })), ...left(plan.moreDecisions, 'decision'),
    ],
  }
}

/** What the page has no room for. */
function left(more: number, of: string): { readonly what: string; readonly who: string }[] {
  return more === 0 ? [] : [{ what: `${more} more ${of}${more === 1 ? '' : 's'}`, who: 'in the plan' }]
}

/** Which data and which run a page was made from. */
export function sayOrigin({ snapshot, gap, asOf }: BoardAnswer): string {
  const run = gap === null ? '' : `, model ${gap.run.manifest.model}, seed ${gap.run.manifest.seed}`
  return `Data to ${asOf === null ? 'no date' : sayDate(asOf)}, snapshot ${snapshot.slice(0, 12)}${run}. Projections are possible futures, not a forecast of what must happen.`
}

/** The publications a page rests on. */
export function saySources({ figures, gap }: BoardAnswer): string {
  const titles = [...figures.flatMap(({ provenance }) => provenance?.sources.map(({ title }) => title) ?? []), ...(gap?.run.provenance.sources.map(({ title }) => title) ?? [])]
  const known = [...new Set(titles)]
  return known.length === 0 ? 'Source: views made from staff records.' : `Source: ${known.join('; ')}.`
}
