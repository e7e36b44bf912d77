import type { ScenarioGoal } from '../../contract/scenario.ts'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { sayUnit } from '../format.ts'
import { namedBy } from '../projection/projection-part.ts'
import { sayDecimals } from './frontier-figure.tsx'
import { provenanceOfScenario } from './scenario-provenance.tsx'

/** The change that reaches a goal, whether anybody has been there, and what binds. `onTake` puts it into the scenario; null where it cannot be. */
export function GoalFigure({ goal, csv, onTake }: { goal: ScenarioGoal; csv: string; onTake: (() => void) | null }) {
  const { plausible, asStated, without, found, changeUnit, title, target, unit } = goal
  const asked = namedBy(goal)
  const table: TableData = {
    columns: [{ name: 'Lever' }, { name: `Change, ${changeUnit}`, numeric: true }, { name: `${target.of === 'gap' ? 'Gap' : 'In post'} in ${target.year}, ${sayUnit(unit)}`, numeric: true }],
    rows: [
      [words(`${title}, no change`), shown('none', 0), asked(amount(without), '/without')],
      [words(`${title}, as the scenario has it`), asked(shown(sayDecimals(asStated.change), asStated.change), '/asStated/change'), asked(amount(asStated.outcome), '/asStated/outcome')],
      [words(found.reached ? `${title}, as it would have to be` : `${title}, the furthest it goes`), asked(shown(sayDecimals(found.change), found.change), '/found/change'), asked(amount(found.outcome), '/found/outcome')],
    ],
  }
  return (
    <Figure id="scenario-goal" title={goal.says} subtitle={plausible.says} source={`${plausibleWords[plausible.flag]} ${goal.notes.join(' ')}`} csv={csv} provenance={provenanceOfScenario({ ...goal, notAvailable: [] })}>
      <DataTable caption={goal.says} table={table} />
      {goal.binds.length === 0 ? null : (
        <p>
          In {target.year}: {goal.binds.map(({ says }) => says).join('. ')}.
        </p>
      )}
      {onTake === null ? null : (
        <div className="cdr-decide">
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onTake}>
            Put it into the scenario
          </button>
        </div>
      )}
    </Figure>
  )
}

const plausibleWords: Readonly<Record<ScenarioGoal['plausible']['flag'], string>> = {
  within: 'Plausible: others are there, or it has been there.', 'beyond peers': 'Look again: no peer is there.', 'beyond history': 'Look again: it has not been there in the years held.', 'beyond both': 'Hard to believe: no peer is there, and it has not been there itself.', 'not known': 'Nothing is held to judge it by.',
}
