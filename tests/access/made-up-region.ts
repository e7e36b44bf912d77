import { csvOf, ledgerCells, staffCells, type Cells } from '../../src/quality/made-up-return.ts'

/** Eight organisations in four systems in two regions of one nation. All of it is made up. */
export const organisations = Array.from({ length: 8 }, (_, at) => ({ code: `ZX${at + 1}`, name: `Trust number ${at + 1}`, ics: `QZ${1 + Math.floor(at / 2)}`, region: `Y${61 + Math.floor(at / 4)}` }))

/** A mark that stands in every free field of one organisation’s records and nowhere else. */
export const canary = (code: string, field: string): string => `kanari${code.toLowerCase()}${field}`

/** A mark that stands in every free field of the plan of one area and nowhere else. */
export const planCanary = (code: string, field: string): string => `kanplan${code.toLowerCase()}${field}`

/** Codes of the organisations whose marks stand in a text; `plan` before the code for the plan of an area. */
export function canariesIn(text: string): Set<string> {
  return new Set([...[...text.matchAll(/kanari(zx\d)/gi)].map(([, code]) => code!.toUpperCase()), ...[...text.matchAll(/kanplan([zq][xz]\d)/gi)].map(([, code]) => `plan ${code!.toUpperCase()}`)])
}

/** Areas that have a plan: every organisation and every system. */
export const planned = [...organisations.map(({ code }) => code), 'QZ1', 'QZ2', 'QZ3', 'QZ4'] as const

/** The plan of an area, with its mark in every free field. */
export function planOf(code: string): object {
  const mark = (field: string): string => planCanary(code, field)
  return {
    version: 1, name: mark('name'), purpose: mark('purpose'), baseline: { area: code, profession: mark('profession') }, origins: [{ profession: mark('origin'), source: mark('origins') }],
    levers: [{ id: mark('lever'), kind: 'leaver-rate', change: -1, rationale: mark('rationale') }], assumptions: [{ id: 'a1', value: mark('value'), source: mark('source'), owner: mark('owner'), unit: mark('unit'), rationale: mark('why') }],
    overrides: [{ id: 'o1', what: mark('what'), value: mark('override'), who: mark('who'), when: '2025-11-01', why: mark('reason') }],
  }
}

const monthEnds = ['2025-08-31', '2025-09-30'] as const

/** The published absence file: it puts the organisations on the map, and anybody may see it. */
export function absence(of: typeof organisations = organisations): string {
  const lines = ['DATE,NHSE_REGION_CODE,NHSE_REGION_NAME,ICS_CODE,ICS_NAME,ORG_CODE,ORG_NAME,ORG_TYPE,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE,SICKNESS_ABSENCE_RATE_PERCENT']
  for (const date of ['31/08/2025', '30/09/2025']) {
    for (const { code, name, ics, region } of of) lines.push(`${date},${region},Region ${region},${ics},System ${ics},${code},${name},Acute,500.0,10000.0,5.00`)
  }
  return `${lines.join('\r\n')}\r\n`
}

/** Returns of every organisation: staff at two month-ends and the ledger at the second, each with a row that is held back, a mark in every free field, and one in the name of the file. */
export function returnsOf(): { name: string; text: string }[] {
  const files = [{ name: 'absence.csv', text: absence() }]
  for (const [place, { code }] of organisations.entries()) {
    for (const [at, periodTo] of monthEnds.entries()) {
      const mark = (cells: Cells, row: number): Cells => ({ ...cells, organisation: code, period_to: periodTo, cost_centre: canary(code, `centre${row % 3}`) })
      const people = Array.from({ length: 12 + place }, (_, row): Cells => ({
        ...mark(staffCells(row + place * 100), row), band: row % 4 === 0 ? canary(code, 'band') : 'Band 5', site: canary(code, 'site'), job_role: canary(code, 'role'), area_of_work: canary(code, 'work'), ...(row === 3 && at === 1 ? { fte: '-1' } : {}),
      }))
      const ledger = Array.from({ length: 4 }, (_, row): Cells => ({ ...mark(ledgerCells(row), row), ledger_code: canary(code, `ledger${row}`), band: row === 0 ? canary(code, 'band') : 'Band 5', ...(row === 3 && at === 1 ? { funded_fte: '-5' } : {}) }))
      files.push({ name: `${canary(code, 'staff')}-${periodTo}.csv`, text: csvOf(people) })
      if (at === 1) files.push({ name: `${canary(code, 'ledger')}-${periodTo}.csv`, text: csvOf(ledger) })
    }
  }
  return files
}
