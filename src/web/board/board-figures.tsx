import type { BoardAnswer } from '../../contract/board.ts'
import { sayQuery } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { linesOfAnswer, ProvenancePanel } from '../figure/provenance-panel.tsx'
import { queriedAs } from '../figure/queried.ts'
import { sayCell, sayUnit } from '../format.ts'
import { keepUnits } from '../overview/keep-units.ts'

/** The key figures in one row, each beside the nation or a year before, with its date where it is not that of the page, and where it comes from. */
export function BoardFigures({ figures, asOf, area, map }: Pick<BoardAnswer, 'figures' | 'asOf'> & { area: string; map: string | undefined }) {
  const repeatOf = (measure: string) => sayQuery({ measure, by: '', where: [`area=${area}`], ...(map === undefined ? {} : { map }) })
  const panels = useOpenPanels()
  return (
    <section aria-label="Key figures">
      <dl className="cdr-a4__figures">
        {figures.map((figure) => (
          <div key={figure.measure}>
            <dt>{figure.name}</dt>
            <dd>
              <b className={figure.value === null ? 'cdr-hatched' : undefined}>
                <span {...queriedAs(figure.value === null ? null : repeatOf(figure.measure), figure)}>
                  {sayCell(figure.value, figure.status, figure.unit)}
                  {figure.value === null ? '' : ` ${sayUnit(figure.unit)}`}
                </span>
              </b>
              <small>{figure.value === null ? 'not available' : `${keepUnits(figure.comparison)}${figure.asOf === null || figure.asOf === asOf ? '' : `; ${sayDate(figure.asOf)}`}`}</small>
              {figure.provenance === null ? null : <Opener panel={panelOf(figure.measure)} panels={panels} words="Source" of={figure.name} />}
            </dd>
          </div>
        ))}
      </dl>
      {figures.map(({ measure, name, value, status, unit, provenance }) =>
        provenance !== null && panels.isOpen(panelOf(measure)) ? (
          <section key={measure} id={panelOf(measure)} className="cdr-panel" aria-label={`Where does this come from? ${name}`}>
            <ProvenancePanel lines={linesOfAnswer(provenance, `${name}: ${sayCell(value, status, unit)} ${sayUnit(unit)}`, repeatOf(measure))} />
          </section>
        ) : null,
      )}
    </section>
  )
}

function panelOf(measure: string): string {
  return `key-${measure}`
}
