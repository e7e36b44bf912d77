import { codesOf } from '../reference/code-list.ts'
import { staffGroups } from '../reference/staff-group-tree.ts'
import type { ReturnLayout } from './return-layout.ts'
import type { Column, ColumnType } from './table.ts'

/** Write a blank template as csv: the header, ready for rows. */
export function blankCsv(layout: ReturnLayout): string {
  return `${layout.columns.map(({ name }) => name).join(',')}\r\n`
}

/**
 * Describe a return as a Data Package: one resource with the schema of its columns.
 * Source: Frictionless Data Package v1 and Table Schema v1.
 */
export function dataPackage(layout: ReturnLayout): object {
  return {
    profile: 'tabular-data-package', name: layout.id, title: layout.title,
    resources: [{
      profile: 'tabular-data-resource', name: layout.table, path: `${layout.id}.csv`, encoding: 'utf-8', dialect: { delimiter: ',', header: true },
      schema: { missingValues: [''], fields: layout.columns.map((column) => ({
        name: column.name, type: column.type === 'text' ? 'string' : column.type, description: sayMeaning(column), ...(column.type === 'date' ? { format: '%Y-%m-%d' } : {}), ...constraintsOf(column),
      })) },
    }],
  }
}

/**
 * Describe a return in the vocabulary of CSV on the Web.
 * Source: W3C recommendation Metadata Vocabulary for Tabular Data, 17 December 2015.
 */
export function csvwMetadata(layout: ReturnLayout): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }], url: `${layout.id}.csv`, 'dc:title': layout.title,
    tableSchema: { columns: layout.columns.map((column) => ({
      name: column.name, titles: column.name, 'dc:description': sayMeaning(column), datatype: datatypeOf(column), ...(column.required ? { required: true } : {}),
    })) },
  }
}

/** Words a column may hold; empty when any text may stand there. */
export function valuesOf(column: Column): readonly string[] {
  if (column.values) return column.values
  if (column.name === 'staff_group') return staffGroups.filter(({ level }) => level === 'group').map(({ name }) => name)
  return column.type === 'text' && !openLists.has(column.name) ? codesOf(column.name).map(({ code }) => code) : []
}

/** Lists of which we carry our own reading only: other words are as good. */
const openLists: ReadonlySet<string> = new Set(['job_role', 'area_of_work'])

function sayMeaning({ means, unit }: Column): string {
  return unit === undefined ? means : `${means} (${unit})`
}

function constraintsOf(column: Column): object {
  const values = valuesOf(column)
  const constraints = {
    ...(column.required ? { required: true } : {}), ...(column.min === undefined ? {} : { minimum: column.min }), ...(column.max === undefined ? {} : { maximum: column.max }),
    ...(values.length > 0 ? { enum: [...values] } : {}),
  }
  return Object.keys(constraints).length === 0 ? {} : { constraints }
}

const datatypes: Record<ColumnType, string> = { text: 'string', number: 'decimal', integer: 'integer', date: 'date', boolean: 'boolean' }

function datatypeOf({ type, min, max }: Column): object {
  return { base: datatypes[type], ...(type === 'date' ? { format: 'yyyy-MM-dd' } : {}), ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) }
}
