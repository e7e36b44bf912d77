import type { ValueStatus } from '../../units/status.ts'

/** A figure that is drawn, or the absence that is marked in its place. */
export interface ChartValue {
  readonly value: number | null
  readonly status: ValueStatus
}

/** How a figure is printed: its number, or the mark of its absence. */
export type SayFigure = (figure: ChartValue) => string
