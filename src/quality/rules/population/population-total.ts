import { measure } from '../../../ingest/cells.ts'
import type { ReadFile } from '../../../ingest/source.ts'
import { cellReader, numberOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'
import { disagreements, type TotalCheck } from '../../totals.ts'

/** A published population total that is not the sum of its parts. */
export const populationTotal: Rule = {
  id: 'population-total', severity: 'warn',
  says: 'A population total differs from the sum of its parts',
  because: 'A difference means a missing age or area. Census figures are blurred a little so that nobody can be found in them: differences under one in a thousand are legitimate there.',
  check(read) {
    if (read.source === 'la-population') return disagreements(authorities(read), () => 0.5)
    if (read.source === 'uk-population') return disagreements(kingdoms(read), () => 0.5)
    return read.source === 'icb-population' ? disagreements(boards(read), (total) => total / 1000) : []
  },
  tell: (faults) => `${sayCount(faults.length, 'population total differs', 'population totals differ')} from the sum of its parts; first in row ${faults.first.row}: ${faults.first.found}, ${faults.first.expected}`,
}

/** Each local authority’s own total beside its ages. */
function authorities(read: ReadFile): TotalCheck[] {
  const cell = cellReader(read)
  return read.rows.flatMap((row) => {
    const total = measure(cell(row, 'total_population'))?.value ?? null
    const ages = row.into.filter(({ table }) => table === 'population')
    return total === null || ages.length === 0 ? [] : [{ row: row.row, column: 'total_population', total, parts: ages.reduce((sum, { row: age }) => sum + (numberOf(age, 'people') ?? 0), 0) }]
  })
}

/** Nations within the United Kingdom, Great Britain, and England and Wales, by the first letter of their codes. */
const nationsOf = new Map([['K02000001', 'EWSN'], ['K03000001', 'EWS'], ['K04000001', 'EW']])

function kingdoms(read: ReadFile): TotalCheck[] {
  const cell = cellReader(read)
  const sums = new Map<string, number>()
  for (const { into } of read.rows) {
    for (const { table, row } of into) if (table === 'population') sums.set(`${String(row.at_code)[0]} ${row.sex} ${row.age_from}`, numberOf(row, 'people') ?? 0)
  }
  return read.rows.filter((row) => row.total).flatMap((row) => {
    const nations = nationsOf.get(cell(row, 'Code')) ?? ''
    const total = measure(cell(row, 'count'))?.value ?? null
    const age = Number(cell(row, 'age').replace('+', ''))
    const parts = [...nations].map((letter) => sums.get(`${letter} ${cell(row, 'sex')} ${age}`) ?? 0).reduce((sum, people) => sum + people, 0)
    return total === null || nations === '' ? [] : [{ row: row.row, column: 'count', total, parts }]
  })
}

/** Each board’s people by ethnic group beside the same people by age. */
function boards(read: ReadFile): TotalCheck[] {
  const cell = cellReader(read)
  const byArea = new Map<string, { row: number; ages: number; groups: number }>()
  for (const row of read.rows) {
    const area = cell(row, 'area_name')
    const found = byArea.get(area) ?? { row: row.row, ages: 0, groups: 0 }
    const people = measure(cell(row, 'number'))?.value ?? 0
    byArea.set(area, row.total ? { ...found, groups: found.groups + people } : { ...found, ages: found.ages + people })
  }
  return [...byArea.values()].filter(({ groups }) => groups > 0).map(({ row, ages, groups }) => ({ row, column: 'number', total: groups, parts: ages }))
}
