import { kindOf } from './hostile-file.ts'
import { managers } from './managers-table.ts'
import { managersCells, sheetXml, workbookOf } from './workbook-parts.ts'

const csv = managers()
const book = (): Uint8Array => workbookOf([{ name: 'Data', xml: sheetXml(managersCells()) }])

const cutXml = (mark: string): Uint8Array => {
  const xml = sheetXml(managersCells())
  return workbookOf([{ name: 'Data', xml: xml.slice(0, xml.lastIndexOf(mark)) }])
}

/** Files cut short. What is missing after a whole row of csv cannot be seen in the file: a total or the month before shows it. */
export const truncated = kindOf('truncated', [
  { says: 'a csv cut inside its heading', make: () => csv.slice(0, 20), verdict: { refused: 'unknown-file' } },
  { says: 'a csv cut after its heading', make: () => csv.slice(0, csv.indexOf('\n')), verdict: { refused: 'file-stopped' } },
  { says: 'a csv cut inside a row', make: () => csv.slice(0, -6), verdict: { loaded: 2, quarantined: 1, rules: ['ragged-row'], fte: 30 } },
  ...[1, 5, 25, 50, 75, 95, 99].map((percent) => ({ says: `a workbook cut at ${percent} per cent`, name: 'book.xlsx', make: () => book().subarray(0, Math.ceil(book().length * percent / 100)), verdict: { refused: 'damaged-workbook' } })),
  { says: 'a workbook without its last byte', name: 'book.xlsx', make: () => book().subarray(0, -1), verdict: { refused: 'damaged-workbook' } },
  { says: 'a workbook of its first two bytes', name: 'book.xlsx', make: () => book().subarray(0, 2), verdict: { refused: 'damaged-workbook' } },
  ...['</v>', '</row>', '</sheetData>', '</worksheet>'].map((mark) => ({ says: `a sheet cut before ${mark}, in a whole archive`, name: 'book.xlsx', make: () => cutXml(mark), verdict: { refused: 'damaged-workbook' } })),
  { says: 'a sheet with a tag that closes nothing inside a number', name: 'book.xlsx', make: () => workbookOf([{ name: 'Data', xml: sheetXml(managersCells()).replace('<v>10</v>', '<v>10<><v>10</v>') }]), verdict: { refused: 'damaged-workbook' } },
])
