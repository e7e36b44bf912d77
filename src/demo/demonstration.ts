import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import { rowsFile, type DemoFile } from './demo-file.ts'
import { establishmentFile } from './establishment.ts'
import { historyRows } from './history.ts'
import { learnerRows } from './learners.ts'
import { recordMonths } from './months.ts'
import { makeNation } from './nation.ts'
import { placementRows } from './placements.ts'
import { populationFiles } from './population.ts'
import { prevalenceRows } from './prevalence.ts'
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
  const [first, last] = [recordMonths[0]!, recordMonths.at(-1)!]
  return [
    rowsFile(seed, { name: 'Demonstration map', source: 'demonstration-reference', title: 'Organisations, areas and their successors (demonstration)', table: 'organisation' }, referenceRows(nation, 'demonstration-reference'), ['2010-04-01', last]),
    staffFile(seed, nation, spells),
    establishmentFile(seed, nation, spells),
    rowsFile(seed, { name: 'Demonstration yearly counts', source: 'demonstration-history', title: 'Staff in post, leavers and joiners by staff group and year (demonstration)', table: 'staff_count' }, historyRows(seed, nation, spells, 'demonstration-history'), ['2010-09-30', last]),
    rowsFile(seed, { name: 'Demonstration social care returns', source: 'demonstration-social-care', title: 'Adult social care staff by provider and year (demonstration)', table: 'staff_count' }, socialCareRows(seed, nation, 'demonstration-social-care'), ['2015-09-30', last]),
    rowsFile(seed, { name: 'Demonstration sickness absence', source: 'demonstration-sickness', title: 'Sickness absence by organisation and month (demonstration)', table: 'sickness' }, one('sickness', sicknessRows(seed, nation, spells, 'demonstration-sickness')), [`${first.slice(0, 8)}01`, last]),
    rowsFile(seed, { name: 'Demonstration learners', source: 'demonstration-learners', title: 'Learners in training by cohort (demonstration)', table: 'learner' }, one('learner', learnerRows(seed, nation, 'demonstration-learners')), ['2016-09-01', last]),
    rowsFile(seed, { name: 'Demonstration placements', source: 'demonstration-placements', title: 'Placement capacity by organisation and quarter (demonstration)', table: 'placement' }, one('placement', placementRows(seed, nation, spells, 'demonstration-placements')), ['2023-10-01', last]),
    ...populationFiles(seed, nation),
    rowsFile(seed, { name: 'Demonstration prevalence', source: 'demonstration-prevalence', title: 'Disease prevalence by system and year (demonstration)', table: 'prevalence' }, one('prevalence', prevalenceRows(seed, nation, 'demonstration-prevalence')), ['2016-01-01', '2024-12-31']),
  ]
}

function one(table: TableName, rows: readonly Row[]): ReadonlyMap<TableName, readonly Row[]> {
  return new Map([[table, rows]])
}
