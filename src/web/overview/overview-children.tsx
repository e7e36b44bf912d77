import { Link } from '@tanstack/react-router'
import type { OverviewAnswer } from '../../contract/overview.ts'
import { sayQuery } from '../../contract/query-command.ts'
import { levelsInOrder, sayLevels } from '../pickers/levels.ts'
import { Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { linesOfAnswer, ProvenancePanel } from '../figure/provenance-panel.tsx'
import { queriedAs } from '../figure/queried.ts'
import { sayCell } from '../format.ts'

const panel = 'children-whence'

/** The areas that make up this one, to go a level down, each with its staff in post. */
export function OverviewChildren({ answer, map, width }: { answer: OverviewAnswer; map: string | undefined; width: 12 | 7 }) {
  const panels = useOpenPanels()
  const commandOf = (area: string) => sayQuery({ measure: 'fte', by: '', where: [`area=${area}`], ...(map === undefined ? {} : { map }) })
  const provenance = answer.figures.find(({ measure }) => measure === 'fte')?.provenance ?? null
  const levels = levelsInOrder(answer.children.map((child) => child.level))
  return (
    <section className={`cdr-figure cdr-${width}`} aria-labelledby="children-title">
      <h2 id="children-title">
        {answer.area.name} is made up of {answer.children.length} {levels.length === 1 ? sayLevels(levels[0]!).toLowerCase() : 'parts'}
      </h2>
      <p className="cdr-subtitle">Each opens the same page one level down. Staff in post, FTE</p>
      {levels.map((level) => (
        <div key={level}>
          {levels.length > 1 && <h3 className="cdr-links-title">{sayLevels(level)}</h3>}
          <ul className="cdr-links">
            {answer.children.filter((child) => child.level === level).map((child) => (
              <li key={child.code} className="cdr-links__sized">
                <Link to="/" search={{ area: child.code, ...(map === undefined ? {} : { map }) }}>
                  {child.name}
                </Link>
                <span {...queriedAs(child.fte === null ? null : commandOf(child.code), { value: child.fte, status: child.status })}>{sayCell(child.fte, child.status, 'FTE')}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {provenance === null ? null : (
        <div className="cdr-foot">
          <p>
            <Opener panel={panel} panels={panels} words="Where does this come from?" of={`staff in post of each part of ${answer.area.name}`} />
          </p>
          {panels.isOpen(panel) ? (
            <div id={panel} className="cdr-panel">
              <ProvenancePanel lines={linesOfAnswer(provenance, 'Staff in post, of each part by itself', commandOf(answer.children[0]!.code))} />
            </div>
          ) : null}
        </div>
      )}
    </section>
  )
}
