import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PdfKit from 'pdfkit'
import type { PublishedTable } from '../contract/published-table.ts'
import { shorthand } from './table-workbook.ts'
import { printFigure, wideHeader } from './published-layout.ts'

/** The package's types are older than its tags and tables. */
type Element = PDFKit.PDFStructureElement
type Document = Omit<PDFKit.PDFDocument, 'struct' | 'table'> & { struct(tag: string, inside: object | (() => void)): Element; table(given: object): void }

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
  const at = new Date(made)
  const options: object = {
    size: 'A4', layout: 'landscape', margin, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, displayTitle: true, lang: 'en-GB', font: letters('DejaVuSans'),
    info: { Title: table.title, Author: 'Cadre', CreationDate: at, ModDate: at },
  }
  const document = new PdfKit(options) as unknown as Document
  const pieces: Uint8Array[] = []
  const written = new Promise<Uint8Array>((resolve, reject) => { document.on('data', (piece: Uint8Array) => pieces.push(piece)).once('end', () => resolve(Buffer.concat(pieces))).once('error', reject) })
  document.registerFont('plain', letters('DejaVuSans')).registerFont('bold', letters('DejaVuSans-Bold'))
  const root = document.struct('Document', { title: table.title })
  document.addStructure(root)
  writeCover(document, root, table, about)
  for (const piece of piecesOf(table)) writePiece(document, root, table, piece)
  root.end()
  document.end()
  return written
}

const require = createRequire(import.meta.url)
const faces = { DejaVuSans: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), 'DejaVuSans-Bold': require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf') } as const

/** Read a typeface of the package once. */
function letters(name: keyof typeof faces): Buffer {
  const known = read.get(name) ?? readFileSync(faces[name])
  read.set(name, known)
  return known
}
const read = new Map<string, Buffer>()

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
