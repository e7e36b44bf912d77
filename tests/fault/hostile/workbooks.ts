import { kindOf } from './hostile-file.ts'
import { managers } from './managers-table.ts'
import { managersCells, sheetXml, workbookOf, workbookWithFte, type Cell } from './workbook-parts.ts'

const good = { name: 'Data', xml: sheetXml(managersCells()) }
const other = { name: 'Old', xml: sheetXml(managersCells([['2009', 'RZZ', 999]])) }
const note = { name: 'Notes', xml: sheetXml([['Read me'], ['Source: census']]) }
const name = 'book.xlsx'
const whole = { loaded: 3, fte: 60.5 } as const
const held = { loaded: 1, quarantined: 1, rules: ['unreadable-number'], fte: 10 } as const
const withCell = (says: string, cell: Cell, verdict: Parameters<typeof kindOf>[1][number]['verdict']) => ({ says, name, make: () => workbookWithFte(cell), verdict })

/** Sheets and cells of workbooks. */
export const workbooks = kindOf('workbooks', [
  { says: 'a workbook in order', name, make: () => workbookOf([good]), verdict: whole },
  { says: 'notes before the table', name, make: () => workbookOf([note, good]), verdict: whole },
  { says: 'a hidden sheet of notes', name, make: () => workbookOf([{ ...note, state: 'hidden' }, good]), verdict: whole },
  { says: 'another table on a hidden sheet before it', name, make: () => workbookOf([{ ...other, state: 'hidden' }, good]), verdict: whole },
  { says: 'another table on a sheet hidden from everyone before it', name, make: () => workbookOf([{ ...other, state: 'veryHidden' }, good]), verdict: whole },
  { says: 'the same table on two sheets', name, make: () => workbookOf([good, { ...other, name: 'Other' }]), verdict: { refused: 'table-twice' } },
  { says: 'the table on a hidden sheet only', name, make: () => workbookOf([note, { ...good, state: 'hidden' }]), verdict: { refused: 'unknown-file' } },
  { says: 'no sheet', name, make: () => workbookOf([]), verdict: { refused: 'unknown-file' } },
  { says: 'a sheet without cells', name, make: () => workbookOf([{ name: 'Data', xml: sheetXml([]) }]), verdict: { refused: 'unknown-file' } },
  { says: 'two levels of headings', name, make: () => workbookOf([{ name: 'Data', xml: sheetXml([['', '', 'Managers'], ...managersCells()]) }]), verdict: whole },
  { says: 'a workbook called .csv', name: 'book.csv', make: () => workbookOf([good]), verdict: whole },
  { says: 'a csv called .xlsx', name, make: () => managers(), verdict: whole },
  withCell('a cell that is an error', '<c t="e"><v>#REF!</v></c>', held),
  withCell('a cell that is true', '<c t="b"><v>1</v></c>', held),
  withCell('a number that a spreadsheet has made a date', '<c s="1"><v>20</v></c>', held),
  withCell('a date past every calendar', '<c s="1"><v>1e12</v></c>', held),
  withCell('a number past every number', '<c><v>1e309</v></c>', held),
  withCell('a number that is NaN', '<c><v>NaN</v></c>', held),
  withCell('a number cell of words', '<c t="n"><v>twenty</v></c>', held),
  withCell('a number cell of sixteens', '<c><v>0x10</v></c>', { refused: 'damaged-workbook' }),
  withCell('a number cell of twos, said to be a number', '<c t="n"><v> 0b11</v></c>', { refused: 'damaged-workbook' }),
  withCell('a number cell written with entities', '<c><v>&#48;x10</v></c>', { refused: 'damaged-workbook' }),
  withCell('a text cell that says 0x10', '<c t="str"><v>0x10</v></c>', held),
  withCell('an empty number cell', '<c><v></v></c>', { loaded: 2, fte: 10 }),
  withCell('a number cell that holds a space', '<c><v> </v></c>', { refused: 'damaged-workbook' }),
  withCell('a formula with its result', '<c><f>1+1</f><v>2</v></c>', { loaded: 2, fte: 12 }),
  withCell('a formula never worked out', '<c><f>1+1</f></c>', { loaded: 2, fte: 10 }),
  withCell('a formula that calls a program', '<c t="str"><f>cmd|"/C calc"!A0</f><v>0x</v></c>', held),
  withCell('a shared text that is not there', '<c t="s"><v>99</v></c>', { loaded: 2, fte: 10 }),
  withCell('text that looks like a number', '20', { loaded: 2, fte: 30 }),
  withCell('an escaped NUL', '<c t="inlineStr"><is><t>2_x0000_0</t></is></c>', { refused: 'unreadable-file' }),
  withCell('half of a surrogate pair', '<c t="inlineStr"><is><t>_xD83D_</t></is></c>', { refused: 'unreadable-file' }),
  { says: 'an escaped NUL in a code', name, make: () => workbookOf([{ name: 'Data', xml: sheetXml(managersCells([['2010', 'R_x0000_A', 1], ['2010', 'RBB', 2]])) }]), verdict: { refused: 'unreadable-file' } },
  { says: 'a cell at the far corner of a sheet', name, make: () => workbookOf([{ name: 'Data', xml: good.xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>') }]), verdict: { refused: 'damaged-workbook' } },
  { says: 'a cell beyond the last column', name, make: () => workbookOf([{ name: 'Data', xml: good.xml.replace('</sheetData>', '<row r="9"><c r="ZZZZZ9"><v>1</v></c></row></sheetData>') }]), verdict: { refused: 'damaged-workbook' } },
  { says: 'ten thousand columns', name, make: () => workbookOf([{ name: 'Data', xml: sheetXml([[...managersCells()[0]!, ...Array.from({ length: 10_000 }, () => 'x')], ['2010', 'RAA', 1]]) }]), verdict: { refused: 'too-many-columns' } },
])
