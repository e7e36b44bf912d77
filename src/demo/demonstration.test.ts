import { describe, expect, test } from 'vitest'
import { tableNamed } from '../dataset/tables.ts'
import { catalogueEntry } from './catalogue.ts'
import type { DemoFile } from './demo-file.ts'
import { demonstrationFiles, usualSeed } from './demonstration.ts'
import { populationFigures, scale } from './figures.ts'
import { makeNation } from './nation.ts'
import { firstPopulationYear, residentsByYear } from './population.ts'

const files = demonstrationFiles(usualSeed)

describe('the demonstration files', () => {
  test('are thirteen, each with its own source', () => {
    expect(files).toHaveLength(13)
    expect(new Set(files.map((file) => file.source)).size).toBe(13)
  })

  test.each(files.filter((file) => file.stage.kind === 'rows').map((file) => ({ name: file.name, file })))('$name has only declared columns, and every required one', ({ file }) => {
    if (file.stage.kind !== 'rows') throw new Error('not a file of rows')
    for (const [table, rows] of file.stage.into) {
      const { columns } = tableNamed(table)
      expect(rows.length).toBeGreaterThan(0)
      const declared = new Set<string>(columns.map((column) => column.name))
      const required = columns.filter((column) => column.required).map((column) => column.name)
      expect(rows.filter((row) => Object.keys(row).some((name) => !declared.has(name)))).toEqual([])
      expect(rows.filter((row) => required.some((name) => (row[name] ?? null) === null))).toEqual([])
    }
  })

  test('describe themselves to the catalogue: every row is loaded, none is held back', () => {
    for (const file of files) {
      const { rows } = catalogueEntry(file)
      expect(rows).toEqual({ read: file.rows, loaded: file.rows, quarantined: 0, duplicate: 0 })
    }
  })

  test('carry the seed in their recipe, so that two seeds never share a file', () => {
    for (const file of files) expect(file.recipe).toContain(`seed ${usualSeed}`)
  })
})

describe('what the figures say', () => {
  test('sickness absence is between 3 and 7 per cent in every month and higher in January than in June', () => {
    for (const month of ['2023-09-30', '2024-01-31', '2024-06-30', '2025-01-31', '2025-06-30']) {
      expect(sicknessRate(month)).toBeGreaterThan(0.03)
      expect(sicknessRate(month)).toBeLessThan(0.07)
    }
    expect(sicknessRate('2024-01-31')).toBeGreaterThan(sicknessRate('2024-06-30'))
    expect(sicknessRate('2025-01-31')).toBeGreaterThan(sicknessRate('2025-06-30'))
  })

  test('cohorts still in training have no completions, and no cohort completes more than started', () => {
    for (const row of rowsOf('learner')) if (row.completions !== null) expect(Number(row.completions) + Number(row.interruptions)).toBeLessThanOrEqual(Number(row.starts) * 1.05 + 2)
    expect(rowsOf('learner').filter((row) => row.period_from === '2025-09-01').every((row) => row.completions === null)).toBe(true)
  })

  test('residents are the cited number at scale in 2023, and grow older and more numerous to 2041', () => {
    const years = makeNation(usualSeed).systems.map(residentsByYear)
    const people = (year: number, from: number) => years.reduce((sum, system) => sum + system[year - firstPopulationYear]!.reduce((all, value, at) => (at % 91 >= from ? all + value : all), 0), 0)
    expect(people(2023, 0)).toBeCloseTo(populationFigures.residents / scale, 3)
    expect(people(2041, 0)).toBeGreaterThan(people(2023, 0) * 1.03)
    expect(people(2041, 0)).toBeLessThan(people(2023, 0) * 1.15)
    const older = (year: number) => people(year, 65) / people(year, 0)
    expect(older(2041)).toBeGreaterThan(older(2023) + 0.02)
    expect(older(2023)).toBeGreaterThan(older(2015))
  })
})

function rowsOf(table: DemoFile['table']) {
  const file = files.find((one) => one.table === table)
  if (file?.stage.kind !== 'rows') throw new Error(`${table} is not made of rows`)
  return file.stage.into.get(table)!
}

function sicknessRate(month: string): number {
  const rows = rowsOf('sickness').filter((row) => row.period_to === month)
  return rows.reduce((sum, row) => sum + Number(row.fte_days_lost), 0) / rows.reduce((sum, row) => sum + Number(row.fte_days_available), 0)
}
