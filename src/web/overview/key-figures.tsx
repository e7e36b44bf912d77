import type { KeyFigure, OverviewAnswer } from '../../contract/overview.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { sayCell, sayUnit } from '../format.ts'
import { Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { linesOfAnswer, ProvenancePanel } from '../figure/provenance-panel.tsx'
import { Spark } from '../charts/spark.tsx'
import { VariationIcon } from '../charts/variation-icon.tsx'

/** The key figures of an area on one row grid: name, value, comparison, history, variation, freshness, source. */
export function KeyFigures({ figures }: { figures: OverviewAnswer['figures'] }) {
  const panels = useOpenPanels()
  return (
    <>
      <div className="cdr-figures">
        {figures.map((figure, index) => (
          <KeyFigureCell key={figure.measure} figure={figure} panel={panelOf(index)} panels={panels} />
        ))}
      </div>
      {figures.map((figure, index) =>
        figure.provenance !== null && panels.isOpen(panelOf(index)) ? (
          <section key={figure.measure} id={panelOf(index)} className="cdr-panel" aria-label={`Where does this come from? ${figure.name}`}>
            <ProvenancePanel
              lines={linesOfAnswer(figure.provenance, `${figure.name}: ${sayCell(figure.value, figure.status, figure.unit)} ${sayUnit(figure.unit)}`)}
            />
          </section>
        ) : null,
      )}
    </>
  )
}

function panelOf(index: number): string {
  return `figure${index + 1}-whence`
}

function KeyFigureCell({ figure, panel, panels }: { figure: KeyFigure; panel: string; panels: ReturnType<typeof useOpenPanels> }) {
  const missing = figure.value === null
  return (
    <section className="cdr-keyfigure" aria-labelledby={`${panel}-name`}>
      <h2 id={`${panel}-name`}>{figure.name}</h2>
      <p className={`cdr-keyfigure__value${missing ? ' cdr-hatched' : ''}`}>
        <span>
          {sayCell(figure.value, figure.status, figure.unit)}
          {missing ? null : <small> {sayUnit(figure.unit)}</small>}
        </span>
      </p>
      <p className="cdr-small cdr-second">{missing ? (figure.why ?? 'Not available, which is not the same as zero') : figure.comparison}</p>
      <Spark points={figure.points} says={`${figure.name}: ${figure.trend}`} />
      <p className="cdr-keyfigure__words">
        <VariationIcon direction={figure.direction} />
        <span>{figure.trend === '' ? 'Too few periods to judge' : figure.trend}</span>
      </p>
      <p className="cdr-badge">
        {figure.asOf === null ? 'No date' : `To ${sayDate(figure.asOf)}`}
        {figure.status === 'estimated' ? ', estimated' : ''}
      </p>
      <p>{figure.provenance === null ? null : <Opener panel={panel} panels={panels} words="Where does this come from?" of={figure.name} />}</p>
    </section>
  )
}
