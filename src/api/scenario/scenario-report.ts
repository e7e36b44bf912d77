import { sayDate } from '../../units/calendar-date.ts'
import type { Paper } from '../paper/paper.ts'
import type { PlanRecord } from '../plan/plan-record.ts'
import { accountSection, besideSection, bindsSection, buySection, contributionSection, costSection, futuresSection, gapSection, placesSection } from './scenario-report-figures.ts'
import { gainSections } from './scenario-report-gains.ts'
import type { ReportSource } from './scenario-report-source.ts'
import { assumptionSection, decisionSection, doubtSection, limitSection, manualSection, originSection } from './scenario-report-ground.ts'

/** Write the paper of a scenario: the question, the answer, what each lever does and costs, what it rests on, what was decided, and what it cannot say. A function of its source and nothing else. */
export function scenarioPaper(source: ReportSource): Paper {
  const { answer, record, demonstration } = source
  return {
    title: `${answer.name}: ${answer.profession} in ${answer.areaName}`, sentence: answer.summary,
    about: [
      ...(demonstration ? ['Demonstration: every number and every organisation is invented.'] : []), standingOf(record),
      `Counted in ${answer.unit} from ${sayDate(answer.opening)}. Ranges hold eight futures of ten. A possible future, not a forecast of what must happen.`,
    ],
    sections: [questionSection(source), gapSection(answer), besideSection(answer), contributionSection(answer), costSection(answer), buySection(answer), bindsSection(answer), placesSection(answer), ...gainSections(answer), accountSection(answer), futuresSection(answer), doubtSection(answer), assumptionSection(source), manualSection(answer), decisionSection(record), limitSection(source), originSection(source)],
  }
}

function standingOf(record: PlanRecord | null): string {
  if (record === null) return 'Made from a scenario file: it is no plan, and nobody has agreed it.'
  const { title, status, version, editedBy, editedAt } = record.plan
  return `${title}: ${status}, version ${version}, last edited by ${editedBy} on ${sayDate(editedAt.slice(0, 10))}.`
}

/** What was asked, and what is done in answer. */
function questionSection({ answer }: ReportSource): Paper['sections'][number] {
  const { purpose, levers, rows, profession, areaName } = answer
  const last = rows.at(-1)!.year
  return {
    title: 'The question',
    parts: [
      { says: purpose ?? `What would ${levers.length === 0 ? 'doing nothing' : levers.length === 1 ? 'this lever' : 'these levers'} do to the gap of ${profession} in ${areaName} until ${last}?` },
      ...(levers.length === 0 ? [{ says: 'No lever is moved.' }] : [{ list: levers.map(({ says, affected, costSays, rationale }) => `${says}. ${affected}. ${costSays}.${rationale === null ? '' : ` Why: ${rationale}`}`) }]),
    ],
  }
}
