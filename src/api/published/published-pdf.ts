import type { PublishedTable } from '../../contract/published-table.ts'
import { openPdf, type PdfDocument as Document, type PdfElement as Element } from '../pdf/pdf-document.ts'
import { shorthand } from '../table-workbook.ts'
import { printFigure, wideHeader } from './published-layout.ts'

/** Columns of figures that fit beside the area on a page across, and rows that fit on it. */
const widest = 9
const longest = 24
/** Points: 72 to an inch. A4 across, less its margins. */
const margin = 40
const room = 842 - 2 * margin

/**
 * Write a table as PDF: tagged for screen readers, with title, language and its own letters; a page for every nine columns and 24 areas, each with its header.
 *
 * The same table and moment give the same bytes. `made` is ISO 8601.
 */
export async function writePdf(table: PublishedTable, about: readonly (readonly [label: string, says: string])[], made: string): Promise<Uint8Array> {
  const { document, root, finish } = openPdf({ title: table.title, made, layout: 'landscape', margin })
  writeCover(document, root, table, about)
  for (const piece of piecesOf(table)) writePiece(document, root, table, piece)
  return finish()
}

function writeCover(document: Document, root: Element, table: PublishedTable, about: readonly (readonly [string, string])[]): void {
  const say = (tag: string, text: string, font: 'plain' | 'bold', size: number): void => {
    root.add(document.struct(tag, () => { document.font(font).fontSize(size).text(text).moveDown(0.4) }))
  }
  say('H1', table.title, 'bold', 18)
  for (const [label, says] of about) say('P', `${label}: ${says}`, 'plain', 10)
  say('H2', 'Notes', 'bold', 13)
  for (const note of table.notes) say('P', note, 'plain', 10)
  say('H2', 'Marks in place of a figure', 'bold', 13)
  for (const [mark, means] of shorthand) say('P', `${mark} ${means}`, 'plain', 10)
}

interface Piece { readonly columns: readonly number[]; readonly rows: PublishedTable['rows'] }

function piecesOf({ columns, rows }: PublishedTable): Piece[] {
  const groups = Array.from({ length: Math.ceil(columns.length / widest) }, (_, at) => columns.map((__, place) => place).slice(at * widest, (at + 1) * widest))
  return groups.flatMap((group) => Array.from({ length: Math.ceil(rows.length / longest) }, (_, at) => ({ columns: group, rows: rows.slice(at * longest, (at + 1) * longest) })))
}

function writePiece(document: Document, root: Element, table: PublishedTable, { columns, rows }: Piece): void {
  document.addPage().font('plain').fontSize(7)
  const [level, code, area, ...names] = wideHeader(table)
  const data = [
    [level!, code!, area!, ...columns.map((at) => names[at]!)].map(headerCell),
    ...rows.map((row) => [row.level, row.code, { text: row.name, type: 'TH' }, ...columns.map((at) => ({ text: printFigure(row.figures[at]!), align: { x: 'right' } }))]),
  ]
  const figures = (room - 240) / columns.length
  document.table({ structParent: root, columnStyles: [60, 60, 120, ...columns.map(() => figures)], rowStyles: { padding: 2 }, data })
}

function headerCell(text: string): object {
  return { text, type: 'TH', font: { src: 'bold', size: 7 } }
}
