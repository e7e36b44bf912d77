import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { rowsFile, type DemoFile } from './demo-file.ts'
import { establishmentFile } from './establishment.ts'
import { historyRows } from './history.ts'
import { learnerRows } from './learners.ts'
import { recordMonths } from './months.ts'
import { makeNation } from './nation.ts'
import { outlineRows } from './outlines.ts'
import { placementRows } from './placements.ts'
import { populationFiles } from './population.ts'
import { prevalenceRows } from './prevalence.ts'
import { priceRows } from './prices.ts'
import { referenceRows } from './reference-rows.ts'
import { sicknessRows } from './sickness.ts'
import { socialCareRows } from './social-care.ts'
import { staffFile } from './staff-records.ts'
import { makeSpells } from './workforce.ts'

/** Seed of the demonstration data everyone sees unless they ask for another. */
export const usualSeed = 1

/**
 * Make the demonstration nation: a made-up country shaped like England at a twelfth of its size, ready to be stored file by file.
 *
 * The same seed gives the same rows and statements, in the same order. Nothing in it is about a real person, organisation or area.
 * Source: national-figures.json for sizes and rates, profession-mix.json for shapes; docs/decisions/0010-demonstration-data.md.
 */
export function demonstrationFiles(seed: number): DemoFile[] {
  const nation = makeNation(seed)
  const spells = makeSpells(seed, nation)
  return [
    file(seed, 'organisation', 'reference', 'map', 'Organisations, areas and their successors', '2010-04-01', (source) => referenceRows(nation, source)),
    file(seed, 'boundary', 'outlines', 'outlines', 'Outlines of care systems', '2010-04-01', (source) => outlineRows(seed, nation, source)),
    staffFile(seed, nation, spells),
    establishmentFile(seed, nation, spells),
    file(seed, 'staff_count', 'history', 'yearly counts', 'Staff in post, leavers and joiners by staff group and year', '2010-09-30', (source) => historyRows(seed, nation, spells, source)),
    file(seed, 'staff_count', 'social-care', 'social care returns', 'Adult social care staff by provider and year', '2015-09-30', (source) => socialCareRows(seed, nation, source)),
    file(seed, 'sickness', 'sickness', 'sickness absence', 'Sickness absence by organisation and month', '2023-09-01', (source) => sicknessRows(seed, nation, spells, source)),
    file(seed, 'learner', 'learners', 'learners', 'Learners in training by cohort', '2016-09-01', (source) => learnerRows(seed, nation, source)),
    file(seed, 'placement', 'placements', 'placements', 'Placement capacity by organisation and quarter', '2023-10-01', (source) => placementRows(seed, nation, spells, source)),
    file(seed, 'cost', 'prices', 'prices of posts', 'Pay of a full-time post by band and year', '2023-04-01', (source) => priceRows(nation, source), '2026-03-31'),
    ...populationFiles(seed, nation),
    file(seed, 'prevalence', 'prevalence', 'prevalence', 'Disease prevalence by system and year', '2016-01-01', (source) => prevalenceRows(seed, nation, source), '2024-12-31'),
  ]
}

/** Describe a file of rows; `make` answers rows of the main table, or of several tables. */
function file(
  seed: number, table: TableName, id: string, name: string, title: string, periodFrom: CalendarDate,
  make: (source: string) => readonly Row[] | ReadonlyMap<TableName, readonly Row[]>, periodTo: CalendarDate = recordMonths.at(-1)!,
): DemoFile {
  const source = `demonstration-${id}`
  const made = make(source)
  const into = made instanceof Map ? made : new Map([[table, made as readonly Row[]]])
  return rowsFile(seed, { name: `Demonstration ${name}`, source, title: `${title} (demonstration)`, table }, into, [periodFrom, periodTo])
}
