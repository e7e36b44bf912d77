import { archiveOf, type Entry } from './archive-bytes.ts'
import { heading, threeRows } from './managers-table.ts'

/** A sheet of a workbook: its rows as XML, or the whole part. */
export interface Sheet {
  readonly name: string
  readonly xml: string
  readonly state?: 'hidden' | 'veryHidden'
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A workbook of these sheets, with more parts beside them. Style 1 is a date. Source: ECMA-376 part 1, SpreadsheetML. */
export function workbookOf(sheets: readonly Sheet[], more: readonly Entry[] = [], { date1904 = false } = {}): Uint8Array {
  return archiveOf([...partsOf(sheets, { date1904 }), ...more])
}

/** The parts of a workbook, before they are packed. */
export function partsOf(sheets: readonly Sheet[], { date1904 = false } = {}): Entry[] {
  return [
    { path: '[Content_Types].xml', content: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>` },
    { path: '_rels/.rels', content: `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { path: 'xl/workbook.xml', content: `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>` },
    { path: 'xl/_rels/workbook.xml.rels', content: `<Relationships xmlns="${packageRelations}">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="${target(at)}"/>`).join('')}<Relationship Id="rIdS" Type="${relations}/styles" Target="styles.xml"/></Relationships>` },
    { path: 'xl/styles.xml', content: `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>` },
    ...sheets.map(({ xml }, at) => ({ path: `xl/${target(at)}`, content: xml })),
  ]
}

const target = (at: number): string => `worksheets/sheet${at + 1}.xml`

/** A cell as XML: text stands inline, anything that starts with `<` is a cell already. */
export type Cell = string | number

/** The part of a sheet with these rows; `prolog` stands before its root. */
export function sheetXml(rows: readonly (readonly Cell[])[], prolog = ''): string {
  const cells = rows.map((row, at) => `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join('')}</row>`)
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`
}

function cellXml(cell: Cell, reference: string): string {
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (cell.startsWith('<c')) return cell.replace('<c', `<c r="${reference}"`)
  return `<c r="${reference}" t="inlineStr"><is><t>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
}

function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `${columnName(Math.floor(column / 26) - 1)}${String.fromCharCode(65 + (column % 26))}`
}

/** The managers table as rows of cells, with FTE as numbers. */
export function managersCells(rows: readonly (readonly Cell[])[] = threeRows.map(([year, code, fte]) => [year, code, Number(fte)])): (readonly Cell[])[] {
  return [[...heading], ...rows]
}

/** A workbook of one sheet with one good row, and one with this cell of FTE. */
export function workbookWithFte(cell: Cell): Uint8Array {
  return workbookOf([{ name: 'Data', xml: sheetXml(managersCells([['2010', 'RAA', 10], ['2010', 'RBB', cell]])) }])
}
