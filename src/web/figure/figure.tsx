import type { ReactNode } from 'react'
import type { TableData } from './cell.ts'
import { DataTable } from './data-table.tsx'
import { useOpenPanels } from './open-panels.ts'
import { ProvenancePanel } from './provenance-panel.tsx'
import type { ProvenanceLine } from './provenance-panel.tsx'
import { tableCsv } from './table-csv.ts'
import { TakePicture } from './take-picture.tsx'

export interface FigureParts {
  /** Short word for the address: which panels of which figure are open. */
  readonly id: string
  /** The message, in words. */
  readonly title: string
  readonly subtitle: string
  readonly source?: string
  readonly width?: 12 | 7 | 6 | 5
  readonly table?: TableData
  /** Address of the same answer as csv; without one the table itself is downloaded. */
  readonly csv?: string
  readonly provenance?: readonly ProvenanceLine[]
  /** What the drawing shows, in a sentence: it stands in the picture that is taken away. Without one the drawing's own words do. */
  readonly picture?: string
  readonly children: ReactNode
}

/** A figure, top to bottom: rule, title (the message), subtitle, plot, source line, actions. */
export function Figure({ id, title, subtitle, source, width = 12, table, csv, provenance, picture, children }: FigureParts) {
  return (
    <section className={`cdr-figure cdr-${width}`} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="cdr-subtitle">{subtitle}</p>
      {children}
      <div className="cdr-foot">
        {source === undefined ? null : <p>{source}</p>}
        <FigureActions id={id} title={title} table={table} csv={csv} provenance={provenance} picture={picture} />
      </div>
    </section>
  )
}

/** Table, Download, Where does this come from? Each opens below, and stays open in the address. */
function FigureActions({
  id,
  title,
  table,
  csv,
  provenance,
  picture,
}: Pick<FigureParts, 'id' | 'title'> & { [Part in 'table' | 'csv' | 'provenance' | 'picture']: FigureParts[Part] | undefined }) {
  const panels = useOpenPanels()
  const [tableId, whenceId] = [`${id}-table`, `${id}-whence`]
  return (
    <>
      <div className="cdr-actions">
        {table === undefined ? null : <Opener panel={tableId} panels={panels} words="Table" of={title} />}
        {csv === undefined && table === undefined ? null : (
          <a className="cdr-action" href={csv ?? `data:text/csv;charset=utf-8,${encodeURIComponent(tableCsv(table!))}`} download={`cadre-${id}.csv`}>
            Download<span className="nhsuk-u-visually-hidden"> csv: {title}</span>
          </a>
        )}
        <TakePicture id={id} title={title} sentence={picture} />
        {provenance === undefined ? null : <Opener panel={whenceId} panels={panels} words="Where does this come from?" of={title} />}
      </div>
      {table !== undefined && panels.isOpen(tableId) ? (
        <div id={tableId} className="cdr-panel">
          <DataTable caption={title} table={table} />
        </div>
      ) : null}
      {provenance !== undefined && panels.isOpen(whenceId) ? (
        <div id={whenceId} className="cdr-panel">
          <ProvenancePanel lines={provenance} />
        </div>
      ) : null}
    </>
  )
}

/** A button that opens a panel below it. */
export function Opener({ panel, panels, words, of }: { panel: string; panels: ReturnType<typeof useOpenPanels>; words: string; of: string }) {
  const open = panels.isOpen(panel)
  return (
    <button type="button" className="cdr-action" aria-expanded={open} aria-controls={open ? panel : undefined} onClick={() => panels.toggle(panel)}>
      {words}
      <span className="nhsuk-u-visually-hidden">: {of}</span>
    </button>
  )
}
