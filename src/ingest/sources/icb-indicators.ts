import { icsCodeByName } from '../../reference/ics-by-name.ts'
import type { Cells, Measured } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { notPublished } from '../map-counts.ts'
import { england } from '../map-nodes.ts'
import { mapRows, periodOf, traitsOf, type Mapped } from '../map-rows.ts'
import type { ReadRow, Source } from '../source.ts'

const id = 'icb-indicators'

/** Columns of one fifth (or two) of the practices of an area, by deprivation of their patients. Fifth 1 is the least deprived: life expectancy falls from it to the last. */
const fifths = new Map([['quin_1', 'fifth 1 (least deprived)'], ['quin_2', 'fifth 2'], ['quin_3', 'fifth 3'], ['quin_4_5', 'fifths 4 and 5 (most deprived)']])
const columns = ['Year', 'Indicator', 'ICB.NAME', ...fifths.keys(), 'avg']

/**
 * Disease prevalence and other indicators by integrated care board and year, split by deprivation.
 * A board has a value for each fifth and none overall: its overall value is not available, and is not made up from the fifths, whose sizes are not given.
 * The column `avg` is England’s value, repeated on every row of an indicator and year: it is taken once, from the row of England.
 */
export const icbIndicators: Source = {
  id,
  title: 'Prevalence and other indicators of integrated care boards',
  licence: openGovernment,
  table: 'prevalence',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const rows = mapRows(table, mapRow)
    return { source: id, table: 'prevalence', rows, alsoInto: [], ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'no-overall-value', says: 'Boards are published by fifth of deprivation only: their overall value is not available; England has one' },
      { rule: 'year-as-published', says: 'Years are kept as published, as calendar years; quality and outcomes framework years end on 31 March' },
      { rule: 'names-without-codes', says: 'Areas are named without codes: each is matched to the 42 boards of 2022 by its name' },
    ] }
  },
}

function mapRow(cells: Cells): Mapped {
  const year = cells.text('Year')
  const indicator = cells.code('Indicator')
  const name = cells.code('ICB.NAME')
  if (!/^(19|20)\d{2}$/.test(year)) cells.unknown('Year', 'a year')
  const national = name === england.name
  const code = national ? england.code : icsCodeByName(name)
  if (!code) cells.unknown('ICB.NAME', 'England, or the name of one of the 42 integrated care boards of 2022')
  const overall = cells.number('avg')
  const row = (words: string, measured: Measured): ReadRow['into'][number] => ({ table: 'prevalence', row: {
    period_from: `${year}-01-01`, period_to: `${year}-12-31`, source: id, at_level: national ? england.level : 'ics', at_code: code ?? '', indicator: words, amount: measured.value, amount_status: measured.status,
  } })
  const split = [...fifths].map(([column, words]) => row(`${indicator} | ${words}`, cells.number(column)))
  return { into: [row(indicator, national ? overall : notPublished), ...split] }
}
