import type { PublishedTable } from '../../contract/published-table.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { hashText } from '../bundle.ts'
import { writeHtml } from './published-html.ts'
import { printFigure, tidyColumns, tidyCsv, wideHeader } from './published-layout.ts'
import { writePdf } from './published-pdf.ts'
import { writeTableWorkbook, type TableWorkbook } from '../table-workbook.ts'

/** A file to give away. */
export interface GivenFile { readonly name: string; readonly bytes: Uint8Array }

/** When it was made, and how it came to be given away. `made` is ISO 8601. */
export interface Making { readonly made: string; readonly says: string }

/**
 * Write a table in every form it is published in: csv with its descriptions, workbooks, PDF, a page, JSON and its certificate. All of them print the same figures.
 *
 * The same table and making give the same bytes.
 */
export async function tableFiles(table: PublishedTable, making: Making): Promise<GivenFile[]> {
  const about = aboutOf(table, making)
  const book: TableWorkbook = {
    title: table.title, cover: about, notes: table.notes, made: making.made,
    tables: [{ name: 'People', title: table.title, header: wideHeader(table), rows: table.rows.map(({ level, code, name, figures }) => [level, code, name, ...figures]) }],
  }
  const csv = tidyCsv(table)
  return [
    text('table.csv', csv), text('table.csv-metadata.json', json(csvwOf(table))), text('datapackage.json', json(packageOf(table, csv))),
    { name: 'table.xlsx', bytes: await writeTableWorkbook(book, 'xlsx') }, { name: 'table.ods', bytes: await writeTableWorkbook(book, 'ods') },
    { name: 'table.pdf', bytes: await writePdf(table, about, making.made) }, text('table.html', writeHtml(table, about)), text('table.json', json(table)), text('certificate.json', json(table.certificate)),
  ]
}

/** Digest of a set of files: of their digests and names, one a line, in the order of their names. It is what `sha256sum` prints for the folder, digested. */
export function hashFiles(files: readonly GivenFile[]): string {
  return hashText(files.map(({ name, bytes }) => `${hashText(bytes)}  ${name}\n`).toSorted((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join(''))
}

/** Write the figures of a table as text, for a terminal. */
export function sayTable(table: PublishedTable): { header: string[]; rows: string[][] } {
  return { header: wideHeader(table), rows: table.rows.map(({ level, code, name, figures }) => [level, code, name, ...figures.map(printFigure)]) }
}

function aboutOf({ asOf, snapshot, certificate, demonstration }: PublishedTable, { made, says }: Making): [string, string][] {
  const { small, others } = certificate.hidden
  return [
    ...(demonstration ? [['Demonstration', 'every number is invented'] as [string, string]] : []),
    ['Counted on', sayDate(asOf)], ['Made', sayDate(made.slice(0, 10))], ['Given away', says], ['Snapshot of the data', snapshot],
    ['Rule for small numbers', `${certificate.policy.id}, in force from ${sayDate(certificate.policy.from)}`],
    ['Hidden', `${formatNumber(small, 0)} small figures and ${formatNumber(others, 0)} others, proven by ${formatNumber(certificate.proofs, 0)} pairs of possible tables`], ['SHA-256 of table.csv', certificate.sha256],
  ]
}

/** Source: W3C recommendation Metadata Vocabulary for Tabular Data, 17 December 2015. */
function csvwOf({ title, notes }: PublishedTable): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }], url: 'table.csv', 'dc:title': title, 'dc:description': notes.join(' '),
    tableSchema: { columns: tidyColumns.map(({ name, type, means }) => ({ name, titles: name, 'dc:description': means, datatype: type === 'date' ? { base: 'date', format: 'yyyy-MM-dd' } : type })), primaryKey: ['area_level', 'area_code', 'category_code'] },
  }
}

/** Source: Frictionless Data Package v1 and Table Schema v1. */
function packageOf({ title, notes }: PublishedTable, csv: string): object {
  return {
    profile: 'tabular-data-package', name: 'people-in-post', title, description: notes.join(' '),
    resources: [{
      profile: 'tabular-data-resource', name: 'table', path: 'table.csv', encoding: 'utf-8', hash: `sha256:${hashText(csv)}`, bytes: Buffer.byteLength(csv), dialect: { delimiter: ',', header: true },
      schema: { missingValues: [''], fields: tidyColumns.map(({ name, type, means }) => ({ name, type, description: means, ...(type === 'date' ? { format: '%Y-%m-%d' } : {}) })), primaryKey: ['area_level', 'area_code', 'category_code'] },
    }],
  }
}

function text(name: string, content: string): GivenFile {
  return { name, bytes: new TextEncoder().encode(content) }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
