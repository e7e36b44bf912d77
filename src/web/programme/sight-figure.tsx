import type { ProgrammeAnswer, ProgrammeSight } from '../../contract/programme-answer.ts'
import { words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'

type State = ProgrammeSight['cells'][number]['state']
type Column = ProgrammeSight['cells'][number]['column']

const marks: Readonly<Record<State, string>> = { seen: 'seen', part: 'part', 'not-available': '[x]', 'not-applicable': '[z]' }
const heads: Readonly<Record<Column, string>> = { hospital: 'Trust record', 'general practice': 'General practice', register: 'Register', independent: 'Independent', vacancies: 'Vacancies', learners: 'Learners' }

/** What we cannot see yet: each role beside each kind of source. */
export function SightFigure({ answer }: { answer: ProgrammeAnswer }) {
  const { sight } = answer
  const blind = sight.filter(({ cells }) => cells.filter(({ column }) => column === 'hospital' || column === 'general practice').every(({ state }) => state === 'not-available' || state === 'not-applicable'))
  return (
    <Figure
      id="sight"
      width={6}
      title="What we cannot see yet"
      subtitle="By role and source. [x] not available, [z] not applicable"
      source={blind.length === 0 ? 'Every role can be counted somewhere.' : `Cannot be counted anywhere: ${blind.map(({ name }) => name).join(', ')}. They are left out, never counted as nothing.`}
      table={{ columns: [{ name: 'Role' }, { name: 'Source' }, { name: 'State' }, { name: 'Why' }], rows: sight.flatMap(({ name, cells }) => cells.map(({ column, state, why }) => [words(name), words(heads[column]), words(marks[state]), words(why)])) }}
      provenance={[
        { name: 'seen', says: 'Every profession or staff group that the programme names for the role has a figure here' }, { name: 'part', says: 'Some of them have' }, { name: '[x]', says: 'No figure; the table says why, source by source' }, { name: '[z]', says: 'The role does not work there' },
        { name: 'Snapshot', says: <code>{answer.snapshot}</code> }, { name: 'Repeat it', says: <code>{`cadre programme show ${answer.id} --area ${answer.area}`}</code> },
      ]}
    >
      <section className="cdr-scroll" tabIndex={0} aria-label="What we cannot see yet, by role and source">
        <table className="nhsuk-table cdr-sight">
          <caption className="nhsuk-u-visually-hidden">What each source shows of each role</caption>
          <thead>
            <tr>
              <th scope="col">Role</th>
              {sight[0]?.cells.map(({ column }) => (
                <th key={column} scope="col">
                  {heads[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sight.map(({ role, name, cells }) => (
              <tr key={role}>
                <th scope="row">{name}</th>
                {cells.map(({ column, state, why }) => (
                  <td key={column}>
                    <SightCell state={state} why={why} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  )
}

function SightCell({ state, why }: { state: State; why: string }) {
  return (
    <span className={`cdr-sight__cell cdr-sight__cell--${state}${state === 'not-available' ? ' cdr-hatched' : ''}`} title={why}>
      <span>{marks[state]}</span>
    </span>
  )
}
