import { openPdf, type PdfDocument, type PdfElement } from '../pdf/pdf-document.ts'
import { writingPen } from '../pdf/pdf-pen.ts'
import { drawPaperChart } from './paper-drawing.ts'
import { columnShares, sayAxes, type Paper, type PaperPart, type PaperTable } from './paper.ts'

/** Points: 72 to an inch. A4 upright. */
const [margin, wide, high] = [42, 595, 842]
const room = wide - 2 * margin
const [ink, second] = ['#15212c', '#45525e']
const [cellSize, padding] = [7.5, 2.5]

/** Write a paper as PDF: tagged for screen readers, with title, language and its own letters; tables go on with their header on the next page. The same paper and moment give the same bytes. `made` is ISO 8601. */
export async function writePaperPdf(paper: Paper, made: string): Promise<Uint8Array> {
  const { document, root, finish } = openPdf({ title: paper.title, made, layout: 'portrait', margin })
  const sheet: Sheet = { document, root }
  say(sheet, 'H1', paper.title, { font: 'bold', size: 18 })
  say(sheet, 'P', paper.sentence, { size: 12 })
  for (const line of paper.about) say(sheet, 'P', line, { size: 8.5, colour: second })
  for (const { title, parts } of paper.sections) {
    leave(sheet, 110)
    document.moveDown(0.6)
    say(sheet, 'H2', title, { font: 'bold', size: 13.5 })
    for (const part of parts) setPart(sheet, part)
  }
  return finish()
}

interface Sheet { readonly document: PdfDocument; readonly root: PdfElement }
interface Look { readonly font?: 'plain' | 'bold'; readonly size: number; readonly colour?: string }

function say({ document, root }: Sheet, tag: string, text: string, look: Look): void {
  root.add(document.struct(tag, () => { write(document, text, look) }))
}

function write(document: PdfDocument, text: string, { font = 'plain', size, colour = ink }: Look): void {
  document.font(font).fontSize(size).fillColor(colour).text(text, margin, document.y, { width: room }).moveDown(0.35)
}

/** Go on to the next page where less than so much is left of this one. */
function leave({ document }: Sheet, points: number): void {
  if (document.y + points > high - margin) document.addPage()
}

function setPart(sheet: Sheet, part: PaperPart): void {
  if ('says' in part) say(sheet, 'P', part.says, { size: 9.5 })
  else if ('list' in part) setList(sheet, part.list)
  else if ('table' in part) setTable(sheet, part.table)
  else {
    const drawing = drawPaperChart(part.chart)
    leave(sheet, drawing.height + 24)
    say(sheet, 'P', sayAxes(part.chart), { size: 8.5, colour: second })
    sheet.document.y = writingPen(sheet.document, sheet.root, 1).draw(drawing, margin, sheet.document.y + 4, room) + 4
  }
}

function setList({ document, root }: Sheet, items: readonly string[]): void {
  const list = document.struct('L', {})
  root.add(list)
  for (const item of items) {
    const entry = document.struct('LI', {})
    list.add(entry)
    entry.add(document.struct('LBody', () => { write(document, `• ${item}`, { size: 9.5 }) }))
    entry.end()
  }
  list.end()
}

/** Set a table in pieces that each stand on one page, with the header over every piece. */
function setTable(sheet: Sheet, table: PaperTable): void {
  const { document, root } = sheet
  const widths = columnShares(table).map((share) => share * room)
  const heights = table.rows.map((row) => heightOf(document, row, widths))
  const head = heightOf(document, table.columns.map(({ name }) => name), widths)
  leave(sheet, 18 + head + Math.min(60, heights[0] ?? 0))
  say(sheet, 'P', table.caption, { font: 'bold', size: 8.5 })
  for (let from = 0; from < table.rows.length;) {
    let [to, left] = [from, high - margin - 2 - document.y - head]
    while (to < table.rows.length && (to === from || heights[to]! <= left)) left -= heights[to++]!
    const data = [table.columns.map(({ name, numeric }) => ({ text: name, type: 'TH', scope: 'Column', font: { src: 'bold', size: cellSize }, align: { x: numeric ? 'right' : 'left' } })), ...table.rows.slice(from, to).map((row) => row.map((text, at) => ({ text, type: at === 0 ? 'TH' : 'TD', ...(at === 0 ? { scope: 'Row' } : {}), align: { x: table.columns[at]!.numeric ? 'right' : 'left' } })))]
    document.font('plain').fontSize(cellSize).fillColor(ink)
    document.table({ structParent: root, position: { x: margin, y: document.y }, columnStyles: widths, rowStyles: { padding }, defaultStyle: { border: { bottom: 0.5 }, borderColor: '#c5ccd1' }, data })
    from = to
    if (from < table.rows.length) document.addPage()
  }
  document.y += 6
}

function heightOf(document: PdfDocument, cells: readonly string[], widths: readonly number[]): number {
  document.font('bold').fontSize(cellSize)
  return Math.max(...cells.map((text, at) => document.heightOfString(text, { width: widths[at]! - 2 * padding }))) + 2 * padding
}
