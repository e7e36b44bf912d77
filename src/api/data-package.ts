import type { QueryAnswer } from '../contract/query.ts'
import { dimensionWords } from '../dataset/describe.ts'
import { absenceMarks } from '../units/status.ts'
import { dimensionsIn, sharesIn, writeQueryCsv } from './query.ts'
import { writeZip } from './zip-file.ts'

/**
 * Write an answer as a Data Package: the rows as csv, what each column means in the words of CSV on the Web and of Frictionless Data, in one zip.
 *
 * Source: Frictionless Data Package v1; W3C recommendation Metadata Vocabulary for Tabular Data, 17 December 2015.
 */
export function writeDataPackage(answer: QueryAnswer): { name: string; bytes: Buffer } {
  const csv = writeQueryCsv(answer)
  const columns = columnsOf(answer)
  return {
    name: csv.name.replace(/\.csv$/, '.zip'),
    bytes: writeZip([
      { name: csv.name, text: csv.text }, { name: `${csv.name}-metadata.json`, text: jsonOf(csvwOf(answer, csv.name, columns)) }, { name: 'datapackage.json', text: jsonOf(packageOf(answer, csv.name, columns)) },
    ]),
  }
}

/** Say what the columns of a csv mean, in the words of CSV on the Web; `address` is where its rows are. */
export function describeCsv(answer: QueryAnswer, address: string): object {
  return csvwOf(answer, address, columnsOf(answer))
}

interface Described { readonly name: string; readonly says: string; readonly type: 'string' | 'number' | 'date' }

function columnsOf(answer: QueryAnswer): Described[] {
  const marks = Object.entries(absenceMarks).map(([status, mark]) => `${status} (${mark} in tables)`).join(', ')
  return [
    ...dimensionsIn(answer).map((key): Described => ({ name: key, says: sayColumn(key), type: key === 'period' ? 'date' : 'string' })),
    { name: 'value', says: `${answer.name}: ${answer.provenance.definition} Empty where there is none: status says why`, type: 'number' }, { name: 'unit', says: 'Unit of the value', type: 'string' },
    ...(sharesIn(answer) ? [{ name: 'declared', says: 'Of how many of the people of the row the answer is known, in per cent: the share rests on them', type: 'number' } as const] : []),
    { name: 'status', says: `ok, estimated, or why there is no value: ${marks}`, type: 'string' }, { name: 'as_of', says: 'Date of the latest figure', type: 'date' },
  ]
}

function sayColumn(key: string): string {
  const dimension = key.replace(/_name$/, '') as keyof typeof dimensionWords
  const words = dimensionWords[dimension] ?? key
  const said = words.charAt(0).toUpperCase() + words.slice(1)
  return key.endsWith('_name') ? `${said}: its name` : said
}

function csvwOf(answer: QueryAnswer, file: string, columns: readonly Described[]): object {
  const { provenance } = answer
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }], url: file, 'dc:title': answer.name, 'dc:description': answer.summary, 'dc:date': answer.asOf,
    'dc:source': [...new Set(provenance.sources.map(({ title, licence }) => `${title}. ${licence}`))], 'dc:identifier': `snapshot ${provenance.snapshot}`,
    notes: [`Formula: ${provenance.formula}`, `Map: ${provenance.map}`, ...provenance.notes],
    tableSchema: { columns: columns.map(({ name, says, type }) => ({ name, titles: name, 'dc:description': says, datatype: type === 'date' ? { base: 'date', format: 'yyyy-MM-dd' } : type, null: '' })) },
  }
}

function packageOf(answer: QueryAnswer, file: string, columns: readonly Described[]): object {
  const { provenance } = answer
  return {
    profile: 'tabular-data-package', name: answer.measure.replaceAll('_', '-'), title: answer.name, description: [answer.summary, provenance.definition, `Formula: ${provenance.formula}`, provenance.map, ...provenance.notes].join('\n'),
    version: provenance.snapshot, sources: provenance.sources.map(({ title, file: path, licence }) => ({ title: `${title}: ${path}. ${licence}` })),
    resources: [{
      profile: 'tabular-data-resource', name: answer.measure.replaceAll('_', '-'), path: file, encoding: 'utf-8', dialect: { delimiter: ',', header: true },
      schema: { missingValues: [''], fields: columns.map(({ name, says, type }) => ({ name, type, description: says, ...(type === 'date' ? { format: '%Y-%m-%d' } : {}) })) },
    }],
  }
}

function jsonOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
