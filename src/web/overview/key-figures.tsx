import '../styles/overview.css'
import type { FigureCoverage, KeyFigure } from '../../contract/overview.ts'
import { sayQuery } from '../../contract/query-command.ts'
import { sayCell, sayUnit } from '../format.ts'
import { Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { linesOfAnswer, ProvenancePanel } from '../figure/provenance-panel.tsx'
import { queriedAs } from '../figure/queried.ts'
import { Spark } from '../charts/spark.tsx'
import { VariationIcon } from '../charts/variation-icon.tsx'
import { keepUnits } from './keep-units.ts'
import { sayFreshness } from './say-freshness.ts'

interface KeyFiguresParts {
  readonly figures: readonly KeyFigure[]
  /** Code of the area, and the date of the map it is asked on: what a command needs to give the same. */
  readonly area: string
  readonly map: string | undefined
  /** The day the page is read; null where dates are made up. */
  readonly today: string | null
}

/** The key figures of an area on one row grid: name, value, comparison, history, variation, freshness, coverage, source. */
export function KeyFigures({ figures, area, map, today }: KeyFiguresParts) {
  const repeatOf = ({ measure }: KeyFigure) => sayQuery({ measure, by: '', where: [`area=${area}`], ...(map === undefined ? {} : { map }) })
  const panels = useOpenPanels()
  return (
    <>
      <div className="cdr-figures">
        {figures.map((figure, index) => (
          <KeyFigureCell key={figure.measure} figure={figure} panel={panelOf(index)} panels={panels} today={today} repeat={repeatOf(figure)} />
        ))}
      </div>
      {figures.map((figure, index) =>
        figure.provenance !== null && panels.isOpen(panelOf(index)) ? (
          <section key={figure.measure} id={panelOf(index)} className="cdr-panel" aria-label={`Where does this come from? ${figure.name}`}>
            <ProvenancePanel
              lines={[
                ...linesOfAnswer(figure.provenance, `${figure.name}: ${sayCell(figure.value, figure.status, figure.unit)} ${sayUnit(figure.unit)}`, repeatOf(figure)),
                { name: 'Variation', says: figure.variation.says },
                { name: 'Coverage', says: figure.coverage?.says ?? figure.coverageWhy ?? 'Not known' },
              ]}
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

/** Points that are drawn; the limits stand on all of them. */
const drawn = 12

function KeyFigureCell({ figure, panel, panels, today, repeat }: { figure: KeyFigure; panel: string; panels: ReturnType<typeof useOpenPanels>; today: string | null; repeat: string }) {
  const missing = figure.value === null
  const fresh = sayFreshness(figure, today)
  const { variation } = figure
  return (
    <section className="cdr-keyfigure" aria-labelledby={`${panel}-name`}>
      <h2 id={`${panel}-name`}>{figure.name}</h2>
      <p className={`cdr-keyfigure__value${missing ? ' cdr-hatched' : ''}`}>
        <span {...queriedAs(missing ? null : repeat, figure)}>
          {sayCell(figure.value, figure.status, figure.unit)}
          {missing ? null : <small> {sayUnit(figure.unit)}</small>}
        </span>
      </p>
      <p className="cdr-small cdr-second">{missing ? (figure.why ?? 'Not available, which is not the same as zero') : keepUnits(figure.comparison)}</p>
      <Spark points={figure.points.slice(-drawn)} limits={variation.limits} says={`${figure.name}, the last ${Math.min(drawn, figure.points.length)} points. ${variation.says}`} />
      <p className="cdr-keyfigure__words">
        <VariationIcon direction={variation.direction} meaning={variation.meaning} />
        <span>{variation.says}</span>
      </p>
      <p className={`cdr-badge${fresh.isOld ? ' cdr-badge--old' : ''}`}>
        <Clock />
        {fresh.says}
      </p>
      <p className="cdr-badge cdr-badge--plain">{figure.coverage === null ? (missing ? '' : (figure.coverageWhy ?? 'Coverage not known')) : <Coverage coverage={figure.coverage} />}</p>
      <p>{figure.provenance === null ? null : <Opener panel={panel} panels={panels} words="Where does this come from?" of={figure.name} />}</p>
    </section>
  )
}

function Clock() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M7 4v3l2 1.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}

/** Five blocks, full for as many fifths of the employers as are held. */
function Coverage({ coverage }: { coverage: FigureCoverage }) {
  const full = Math.floor((coverage.held / coverage.expected) * 5)
  return (
    <>
      <span className="cdr-blocks" aria-hidden="true">
        {[0, 1, 2, 3, 4].map((at) => (
          <i key={at} className={at < full ? 'cdr-blocks__full' : ''} />
        ))}
      </span>
      {coverage.says}
    </>
  )
}
