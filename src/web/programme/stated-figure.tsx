import type { ProgrammeAnswer } from '../../contract/programme-answer.ts'
import { amount, shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { sayNumber } from '../format.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { askedCell, commandOf, linesOfProgramme, sayFigure } from './programme-words.ts'

/** Roles and how many there are of each, whatever part of their time the programme has. */
export function RolesFigure({ answer, csv }: { answer: ProgrammeAnswer; csv: string }) {
  const seen = answer.roles.filter(({ staff }) => staff.value !== null)
  return (
    <Figure
      id="roles"
      width={6}
      title={`${seen.length} of ${answer.roles.length} roles can be counted`}
      subtitle="All staff of a role, and the share of their time that is stated for the programme"
      csv={csv}
      source="A role that cannot be counted is left out and named; it is never counted as nothing."
      provenance={linesOfProgramme(answer, answer.roles.map(({ name, staff }) => ({ name, figure: staff })), 'fte')}
    >
      <DataTable
        caption="Roles of the programme"
        table={{
          columns: [{ name: 'Role' }, { name: 'All staff, FTE', numeric: true }, { name: 'Time here', numeric: true }, { name: 'Why not' }],
          rows: answer.roles.map(({ name, staff, outside, timeWhy }, at) => [words(name), askedCell(answer, shown(sayFigure(staff, 0), staff.value), `/roles/${at}/staff/value`), shown(outside === null ? '[x]' : `${sayNumber((1 - outside) * 100)} %`, outside === null ? null : 1 - outside), words(staff.why ?? timeWhy ?? '–')]),
        }}
      />
    </Figure>
  )
}

/** What the programme states and nobody measured here: splits of time and standards of need, each with its source and grade; and targets set for it. */
export function StatedFigures({ answer }: { answer: ProgrammeAnswer }) {
  const judged = answer.judgements.filter(({ grade, used }) => grade === 'D' && used).length
  const unused = answer.judgements.filter(({ used }) => !used).length
  return (
    <>
      <Figure
        id="stated"
        title={judged === 0 ? 'Nothing shown here rests on judgement of grade D' : `${judged} things that the programme states are judgement (grade D)`}
        subtitle={`Splits of time and standards of need, each with its source. A measured here, B measured elsewhere, C published, D judgement${unused === 0 ? '' : `. ${unused} were made up for the demonstration and are not used here`}`}
        provenance={[{ name: 'Programme', says: `${answer.name}, revision ${answer.revision}` }, { name: 'Repeat it', says: <code>{commandOf(answer) ?? 'cadre programme show --file FILE'}</code> }]}
      >
        <DataTable
          caption="What the programme states"
          table={{ columns: [{ name: 'What' }, { name: 'Says' }, { name: 'Source' }, { name: 'Grade' }, { name: 'Used here' }], rows: answer.judgements.map(({ what, says, source, grade, used }) => [words(what), words(says), words(source), words(grade), words(used ? 'yes' : 'no')]) }}
        />
      </Figure>
      {answer.standards.some(({ gap }) => gap !== null) ? <Standards answer={answer} /> : null}
      {answer.targets.length === 0 ? null : (
        <Figure id="targets" width={6} title="Targets set for the programme" subtitle="As published; what is loaded does not measure them" provenance={[...answer.targets.map(({ name, source, grade }) => ({ name, says: `${source}. Grade ${grade}` })), { name: 'Programme', says: `${answer.name}, revision ${answer.revision}` }, { name: 'Repeat it', says: <code>{commandOf(answer) ?? 'cadre programme show --file FILE'}</code> }]}>
          <ul className="cdr-changes">
            {answer.targets.map(({ name, says, by, source }) => (
              <li key={name} style={{ display: 'block' }}>
                <b>{name}</b>
                <br />
                {says}
                <small>
                  {source}
                  {by === null ? '' : `. By ${sayDate(by)}`}
                </small>
              </li>
            ))}
          </ul>
        </Figure>
      )}
    </>
  )
}

function Standards({ answer }: { answer: ProgrammeAnswer }) {
  const nameOf = (id: string) => answer.stages.find((stage) => stage.id === id)?.name ?? id
  return (
    <Figure id="standards" width={6} title="Standards of need, and what they require today" subtitle="FTE required less FTE in post is the gap; above 0 is a shortage" provenance={linesOfProgramme(answer, answer.standards.map(({ stage, roleName, base }) => ({ name: `${nameOf(stage)}, ${roleName.toLowerCase()}: need`, figure: base })), 'prevalence')}>
      <DataTable
        caption="Standards of need"
        table={{ columns: [{ name: 'Stage and role' }, { name: 'Required, FTE', numeric: true }, { name: 'In post, FTE', numeric: true }, { name: 'Gap, FTE', numeric: true }, { name: 'Standard' }], rows: answer.standards.map(({ stage, roleName, says, required, inPost, gap, why }, at) => [words(`${nameOf(stage)}: ${roleName.toLowerCase()}`), ...([['required', required], ['inPost', inPost], ['gap', gap]] as const).map(([part, value]) => askedCell(answer, amount(value, 1), `/standards/${at}/${part}`)), words(why === null ? says : `${says}. ${why}`)]) }}
      />
    </Figure>
  )
}
