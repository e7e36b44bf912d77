import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { breaksOf } from '../../src/reference/series-breaks.ts'
import type { FlowObserved, GroupHistory } from '../../src/dataset/history.ts'

const file = fileURLToPath(new URL('../../../shared/real/turnover/turnover1_england_extract_2010_2025.csv', import.meta.url))

/** Whether the published turnover file is beside the repository; tests that need it say so and skip when it is not. */
export const turnoverIsHere = existsSync(file)

interface Published { readonly group: string; readonly from: string; readonly to: string; readonly type: string; readonly heads: number; readonly fte: number }

/** Read the published turnover series of England as histories, one per staff group, in the order of the file. */
export function readTurnover(): GroupHistory[] {
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1).map(readRow)
  const groups = [...new Set(rows.map((row) => row.group))]
  return groups.map((group) => historyOf(group, rows.filter((row) => row.group === group)))
}

/** Names with a comma are quoted. A subtotal carries the name of its main group. */
function readRow(line: string): Published {
  const [period, type, , , main, group, heads, fte] = (line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? []).map((cell) => cell.replace(/,$/, '').replaceAll('"', '').trim()) as [string, string, string, string, string, string, string, string]
  const [from, to] = period.split(' to ').map((text) => `${text.slice(0, 4)}-09-30`) as [string, string]
  return { group: group === 'All staff groups' ? main : group, from, to, type, heads: Number(heads), fte: Number(fte) }
}

function historyOf(group: string, rows: readonly Published[]): GroupHistory {
  const stocks = rows.filter((row) => row.type.startsWith('Denominator')).map((row) => ({ date: row.type.includes('start') ? row.from : row.to, heads: row.heads, fte: row.fte }))
  const flows = rows.filter((row) => row.type === 'Leavers').map((row): FlowObserved => ({
    from: row.from, to: row.to, leavers: { heads: row.heads, fte: row.fte }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves',
  }))
  // The area by its code, as the product holds it: streams of chance are named by area and group.
  return { area: 'E92000001', group, stocks: stocks.sort((a, b) => (a.date < b.date ? -1 : 1)), flows, breaks: breaksOf('turnover', group), byAge: null, source: 'turnover' }
}
