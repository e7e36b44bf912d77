import '../styles/programme.css'
import type { ReactNode } from 'react'
import type { Queried } from '../figure/queried.ts'

/** A stage of a pathway: its name, what is done there, and one figure below the other. */
export interface PathwayStage {
  readonly name: string
  readonly says: string
  readonly rows: readonly PathwayRow[]
}

export interface PathwayRow {
  readonly name: string
  /** The figure with its unit, or the mark of its absence. */
  readonly value: ReactNode
  readonly unit?: string
  /** The command behind the figure, for whoever reads the page with a machine. */
  readonly queried?: Queried
  /** What a reader should know of it, or why there is none. */
  readonly says?: ReactNode
  /** A range on one scale for the whole pathway; `null` draws the hatching of what is not available. */
  readonly range?: PathwayRange | null
}

export interface PathwayRange {
  readonly low: number
  readonly middle: number
  readonly high: number
  /** Ends of the scale that all stages share. */
  readonly from: number
  readonly to: number
}

/** Draw a pathway from left to right, stage by stage; on a phone one stage below the other. Rows of the same place in the list stand on one line. */
export function PathwayBand({ stages, says }: { stages: readonly PathwayStage[]; says: string }) {
  const rows = Math.max(0, ...stages.map((stage) => stage.rows.length))
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <ol className="cdr-pathway" style={{ '--stages': stages.length, '--lines': rows + 1 } as React.CSSProperties}>
        {stages.map((stage) => (
          <li key={stage.name}>
            <div className="cdr-pathway__head">
              <h3>{stage.name}</h3>
              <p>{stage.says}</p>
            </div>
            {stage.rows.map((row, at) => (
              <div key={at} className="cdr-pathway__row">
                <p className="cdr-pathway__name">{row.name}</p>
                <p className="cdr-pathway__value" {...row.queried}>
                  <b>{row.value}</b> {row.unit}
                </p>
                {row.range === undefined ? null : row.range === null ? <span className="cdr-hatched cdr-pathway__none" aria-hidden="true" /> : <Range {...row.range} />}
                {row.says === undefined ? null : <p className="cdr-pathway__says">{row.says}</p>}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Range({ low, middle, high, from, to }: PathwayRange) {
  const place = (value: number) => ((value - from) / (to - from || 1)) * 100
  return (
    <span className={`cdr-range cdr-pathway__range${low <= 0 && high >= 0 ? ' cdr-range--none' : ''}`} aria-hidden="true">
      <span className="cdr-range__zero" style={{ left: `${place(0)}%` }} />
      <span className="cdr-range__80" style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }} />
      <span className="cdr-range__dot" style={{ left: `${place(middle)}%` }} />
    </span>
  )
}
