import type { SlideChart } from '../slide/slide-chart.ts'

/** A chart of a paper, drawn or native by the form it is written in. Lines run over years; bars stand beside names. */
export interface PaperChart extends SlideChart {
  /** Series between which a band lies, by place: its low line and its high line. */
  readonly band?: readonly [low: number, high: number]
  /** False where lines have an axis of their own, that the unit tells of; from 0 when left out. */
  readonly fromZero?: boolean
  /** A bridge: which bars are levels that stand on zero; every other begins where the one before it ended. */
  readonly levels?: readonly boolean[]
}

/** What a chart counts, and what its band holds: printed above it. */
export function sayAxes({ unit, band }: PaperChart): string {
  return `${unit}${band === undefined ? '' : '. Band: eight futures of ten'}`
}

/** A table as it is printed. Shape: every row has a cell for each column; the first names the row. */
export interface PaperTable { readonly caption: string; readonly columns: readonly { readonly name: string; readonly numeric?: true }[]; readonly rows: readonly (readonly string[])[] }

/** A paragraph, a list, a chart or a table. */
export type PaperPart = { readonly says: string } | { readonly list: readonly string[] } | { readonly chart: PaperChart } | { readonly table: PaperTable }

/** A paper for a board: words, then charts, then tables; the same parts in every form it is written in. */
export interface Paper {
  readonly title: string
  /** The answer in a sentence. */
  readonly sentence: string
  /** What stands above everything: how it stands, whose numbers these are. */
  readonly about: readonly string[]
  readonly sections: readonly { readonly title: string; readonly parts: readonly PaperPart[] }[]
}

/** Widths of a table's columns as shares of its whole: by the longest words and cells, so that names have room and numbers stay on a line. */
export function columnShares({ columns, rows }: PaperTable): number[] {
  const needs = columns.map(({ name }, at) => {
    const cells = [name, ...rows.map((row) => row[at]!)]
    const [word, cell] = [longest(cells.flatMap((text) => text.split(' '))), longest(cells)]
    return Math.max(4, word, Math.min(28, cell))
  })
  const all = needs.reduce((sum, need) => sum + need, 0)
  return needs.map((need) => need / all)
}

function longest(texts: readonly string[]): number {
  return Math.min(40, Math.max(0, ...texts.map((text) => text.length)))
}
