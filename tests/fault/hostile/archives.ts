import { archiveOf } from './archive-bytes.ts'
import { kindOf } from './hostile-file.ts'
import { managersCells, partsOf, sheetXml, workbookOf } from './workbook-parts.ts'

const name = 'book.xlsx'
const damaged = { refused: 'damaged-workbook' } as const
const whole = { loaded: 3, fte: 60.5 } as const
const good = sheetXml(managersCells())
const parts = () => partsOf([{ name: 'Data', xml: good }])
const laugh = `<!DOCTYPE x [<!ENTITY a "20">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${'bcdefghij'[at]} "${`&${'abcdefghi'[at]};`.repeat(10)}">`).join('')}]>`
const entity = (prolog: string, reference: string): Uint8Array => workbookOf([{ name: 'Data', xml: sheetXml(managersCells([['2010', 'RAA', 10], ['2010', 'RBB', `<c t="inlineStr"><is><t>${reference}</t></is></c>`]]), prolog) }])
const bombed = (lies: { packed?: number; unpacked?: number; flags?: number }): Uint8Array => archiveOf([...parts().slice(0, -1), { path: 'xl/worksheets/sheet1.xml', content: `${good}${' '.repeat(50_000_000)}`, lies }])
const old = (word: string): Uint8Array => new Uint8Array(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from(word, 'utf16le'), Buffer.alloc(600)]))

/** Archives: bombs, lies about sizes, names that climb, entities, locks. */
export const archives = kindOf('archives', [
  { says: 'a bomb that says it unpacks to four gigabytes', name, make: () => bombed({ unpacked: 0xfffffffe }), verdict: { refused: 'too-large' } },
  { says: 'a bomb that says it unpacks to a hundred bytes', name, make: () => bombed({ unpacked: 100 }), verdict: damaged },
  { says: 'a bomb that says nothing of its size', name, make: () => bombed({ unpacked: 0 }), verdict: { refused: 'too-large' } },
  { says: 'a bomb that leaves both its sizes to a record after it', name, make: () => bombed({ packed: 0, unpacked: 0, flags: 8 }), verdict: { refused: 'too-large' } },
  { says: 'a thousand entries that say 4 gigabytes each', name, make: () => archiveOf([...parts(), ...Array.from({ length: 1000 }, (_, at) => ({ path: `x/${at}`, content: 'x', lies: { unpacked: 0xfffffffe } }))]), verdict: { refused: 'too-large' } },
  { says: 'more entries than the archive holds', name, make: () => archiveOf(parts(), { count: 5000 }), verdict: damaged },
  { says: 'entries whose names climb out of the folder', name, make: () => archiveOf([...parts(), { path: '../../../../tmp/cadre-escaped', content: 'x' }, { path: '/tmp/cadre-escaped', content: 'x' }]), verdict: whole },
  { says: 'an entry called __proto__', name, make: () => archiveOf([...parts(), { path: '__proto__', content: 'x' }, { path: 'xl/__proto__.xml', content: '<a/>' }]), verdict: whole },
  { says: 'an archive that is no workbook', name, make: () => archiveOf([{ path: 'a.txt', content: 'hello' }]), verdict: damaged },
  { says: 'an empty archive', name, make: () => archiveOf([]), verdict: damaged },
  { says: 'a sheet whose check sum is wrong', name, make: () => archiveOf(parts().map((part) => (part.path.endsWith('sheet1.xml') ? { ...part, lies: { crc: 1 } } : part))), verdict: damaged },
  { says: 'a packing method nobody uses', name, make: () => archiveOf(parts().map((part) => (part.path.endsWith('sheet1.xml') ? { ...part, lies: { method: 99 } } : part))), verdict: damaged },
  { says: 'parts stored without packing', name, make: () => archiveOf(parts().map((part) => ({ ...part, stored: true }))), verdict: whole },
  { says: 'an archive inside an archive', name, make: () => archiveOf([{ path: 'inner.xlsx', content: workbookOf([{ name: 'Data', xml: good }]), stored: true }]), verdict: damaged },
  { says: 'entities that multiply a billion times', name, make: () => entity(laugh, '&j;'), verdict: damaged },
  { says: 'an entity that reads a file of this machine', name, make: () => entity('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>', '&f;'), verdict: damaged },
  { says: 'a workbook whose sheet is not there', name, make: () => archiveOf(parts().slice(0, -1)), verdict: damaged },
  { says: 'a sheet that is not XML', name, make: () => workbookOf([{ name: 'Data', xml: 'hello' }]), verdict: damaged },
  { says: 'a sheet nested a hundred thousand deep', name, make: () => workbookOf([{ name: 'Data', xml: good.replace('<sheetData>', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}<sheetData>`) }]), verdict: whole },
  { says: 'a workbook of the kind before 2007', name: 'book.xls', make: () => old('Workbook'), verdict: { refused: 'legacy-xls' } },
  { says: 'a workbook locked with a password', name, make: () => old('EncryptedPackage'), verdict: { refused: 'locked-workbook' } },
])
