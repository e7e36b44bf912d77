import type { Stream } from '../../../src/random/stream.ts'
import { turnoverCsv } from '../../house/small-files.ts'
import { archiveOf } from './archive-bytes.ts'
import { numberCells, numbersIn } from './cell-oracle.ts'
import { heading, managers } from './managers-table.ts'
import { below, mutateBytes, oneOf } from './mutate.ts'
import { managersCells, partsOf, sheetXml, workbookOf } from './workbook-parts.ts'

/** A mutated file, and what may be read of it. */
export interface FuzzFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Every number that may be loaded; null where the bytes do not say in the open. */
  readonly numbers: ReadonlySet<number> | null
  /** FTE by organisation, exactly, and how many rows are held back; null where only the bytes were changed. */
  readonly exactly: { readonly fte: ReadonlyMap<string, number | null>; readonly held: number } | null
}

const sicknessCsv = `DATE,NHSE_REGION_CODE,NHSE_REGION_NAME,ICS_CODE,ICS_NAME,ORG_CODE,ORG_NAME,ORG_TYPE,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE\n${['RAA', 'RBB', 'RCC'].map((code, at) => `30/09/2024,Y56,London,QMJ,North,${code},Trust,Acute,${11 + at}.25,${310 + at}`).join('\n')}\n`
const staffCsv = `organisation,period_to,person,assignment,staff_group,profession,band,fte,sex\n${[1, 2, 3].map((one) => `X-9,2025-09-30,p${one},p${one}-1,Nurses & health visitors,Adult nurse,Band 5,0.${4 + one},Female`).join('\n')}\n`
const establishmentCsv = `organisation,period_to,staff_group,profession,band,funded_fte,cost_centre,ledger_code,budget\n${[1, 2, 3].map((one) => `X-9,2025-09-30,Nurses & health visitors,Adult nurse,Band 5,1${one}.5,C${one},L${one},50000${one}`).join('\n')}\n`
const texts = [managers(), sicknessCsv, staffCsv, establishmentCsv, turnoverCsv()]
const sheet = sheetXml(managersCells())
const book = workbookOf([{ name: 'Data', xml: sheet }])

/** Make the file of one round. */
export function fuzzFile(round: number, chance: Stream): FuzzFile {
  switch (below(chance, 5)) {
    case 0: return cellsOf(round, chance)
    case 1: return mutatedArchive(round, chance)
    case 2: return mutatedSheet(round, chance)
    default: return mutatedText(round, chance)
  }
}

function mutatedText(round: number, chance: Stream): FuzzFile {
  const bytes = mutateBytes(new TextEncoder().encode(oneOf(chance, texts)), chance)
  return { name: `fuzz-${round}.csv`, bytes, numbers: writtenIn(bytes), exactly: null }
}

/** A check sum guards each part: what is still read says what it said before. */
function mutatedArchive(round: number, chance: Stream): FuzzFile {
  return { name: `fuzz-${round}.xlsx`, bytes: mutateBytes(book, chance), numbers: numbersIn(sheet), exactly: null }
}

/** A sheet changed before it is packed, as by a program that writes it wrongly. */
function mutatedSheet(round: number, chance: Stream): FuzzFile {
  const xml = mutateBytes(new TextEncoder().encode(sheet), chance)
  const parts = partsOf([{ name: 'Data', xml: sheet }]).map((part) => (part.path.endsWith('sheet1.xml') ? { ...part, content: xml } : part))
  return { name: `fuzz-${round}.xlsx`, bytes: archiveOf(parts), numbers: writtenIn(xml), exactly: null }
}

/** A table whose FTE cells are drawn, as csv or as a workbook: every row's fate is known. */
function cellsOf(round: number, chance: Stream): FuzzFile {
  const drawn = Array.from({ length: 1 + below(chance, 12) }, (_, at) => ({ code: `R${at}`, cell: oneOf(chance, numberCells) }))
  const rows = drawn.map(({ code, cell: [text] }) => ['2010', code, text])
  const isBook = below(chance, 2) === 0
  const fte = new Map(drawn.flatMap(({ code, cell: [, says] }) => (says === 'no number' ? [] : [[code, says] as const])))
  const quoted = `${[heading, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`
  const bytes = isBook ? workbookOf([{ name: 'Data', xml: sheetXml(managersCells(rows)) }]) : new TextEncoder().encode(quoted)
  return { name: `fuzz-${round}.${isBook ? 'xlsx' : 'csv'}`, bytes, numbers: null, exactly: { fte, held: drawn.length - fte.size } }
}

/** The numbers of bytes as UTF-8 and as Windows-1252 would have them: a mark of three bytes may stand beside a number. */
function writtenIn(bytes: Uint8Array): ReadonlySet<number> {
  return new Set([...numbersIn(Buffer.from(bytes).toString('utf8')), ...numbersIn(Buffer.from(bytes).toString('latin1'))])
}
