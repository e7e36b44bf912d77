import { Command, Option } from 'commander'
import { accountLines, answerFlows, writeFlowsCsv } from '../api/flows.ts'
import type { FlowsAnswer } from '../contract/flows.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { showEnds, showSpillOver } from './ends.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly area?: string; readonly group?: string; readonly from?: string; readonly to?: string; readonly by: string; readonly between: string; readonly step: 'month' | 'whole'; readonly basis: 'employer' | 'host'; readonly map?: string; readonly ends?: true; readonly spillOver?: true }

/** `cadre flows`: joiners, leavers and moves between month-ends. */
export function flowsCommand(shop: Shop): Command {
  return new Command('flows').description('Follow people between month-ends: who joined, left and moved, as an account that adds up')
    .option('--area <area>', 'area or organisation, code or name; the whole nation when left out')
    .option('--group <group>', 'staff group or profession; everybody when left out')
    .option('--from <date>', 'opening month-end; twelve months before the last when left out', readDate)
    .option('--to <date>', 'closing month-end; the last held when left out', readDate)
    .option('--by <list>', 'split by, joined by commas: period, an area level, sector, staff_group, profession, band; or reason, destination, origin', '')
    .option('--between <dimension>', 'dimension of the table of moves', 'staff_group')
    .addOption(new Option('--step <step>', 'compare every two month-ends, or the whole period at once').choices(['month', 'whole']).default('month'))
    .addOption(new Option('--basis <basis>', 'where people count').choices(['employer', 'host']).default('employer'))
    .option('--map <date>', 'map of areas as of this date', readDate)
    .addOption(new Option('--ends', 'who joined from where and who left to where, as the Projection page shows it, instead of the account').conflicts(whole))
    .addOption(new Option('--spill-over', 'who gains and who loses when people change area or sector, instead of the account').conflicts([...whole, 'ends']))
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre flows --area "Quennet Moors" --by staff_group', 'cadre flows --from 2024-09-30 --to 2025-09-30 --by reason --json', 'cadre flows --group "Registered nurses" --ends'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { area, group, from, to, by, between, step, basis, map, ends, spillOver } = options
      if (ends || spillOver) return (ends ? showEnds : showSpillOver)(house, viewer, { area, profession: group, from, to, map })
      const answer = await answerFlows(house, viewer, { by, between, step, basis, ...(area ? { area } : {}), ...(group ? { group } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(map ? { map } : {}) })
      return isRefusal(answer) ? answer : { json: answer, text: sayFlows(answer), csv: writeFlowsCsv(answer).text, notes: answer.provenance.notes }
    }))
}

/** Ways to split an account, which the lists of ends do not have. */
const whole = ['by', 'between', 'step', 'basis']

const lineWords: Readonly<Record<(typeof accountLines)[number], string>> = {
  opening: 'In post at the start', joiners: '+ joiners', leavers: '− leavers', movedIn: '+ moved in from other groups', movedOut: '− moved out to other groups', takenUp: '+ took up a further post',
  givenUp: '− gave up a further post', hours: '± hours changed', coverage: '± records that begin, end or cannot be followed', closing: 'In post at the end',
}

function sayFlows(answer: FlowsAnswer): string {
  const parts = [answer.summary, sayAccount(answer), answer.rows.length > 1 || answer.rows.some((row) => row.flow !== null) ? sayRows(answer) : '', sayEndings(answer), sayMoves(answer), sayExclusions(answer), sayReturned(answer)]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n\nSnapshot ${answer.provenance.snapshot}. ${answer.provenance.map}.`
}

function sayAccount({ account }: FlowsAnswer): string {
  if (account === null) return ''
  const shown = accountLines.filter((line) => line === 'opening' || line === 'closing' || account[line].heads !== 0 || account[line].fte !== 0)
  return layTable(['account', 'people', 'FTE'], shown.map((line) => [lineWords[line], account[line].heads, account[line].fte])).trimEnd()
}

function sayRows(answer: FlowsAnswer): string {
  const keys = [...new Set(answer.rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== 'account' && key !== 'flow')
  const cells = (row: FlowsAnswer['rows'][number]) => keys.map((key) => (row[key] === null || row[key] === undefined ? '' : String(row[key])))
  if (answer.rows.some((row) => row.flow !== null)) return layTable([...keys, 'people', 'FTE'], answer.rows.map((row) => [...cells(row), row.flow?.heads ?? null, row.flow?.fte ?? null])).trimEnd()
  const header = [...keys, 'opening', 'joiners', 'leavers', 'net moves', 'coverage', 'closing', 'closing FTE']
  return layTable(header, answer.rows.map((row) => [...cells(row), ...sayLines(row.account)])).trimEnd()
}

/** Opening, joiners, leavers, moves net of each other, coverage and closing in people, then closing FTE. */
function sayLines(account: FlowsAnswer['account']): (number | null)[] {
  if (account === null) return [null, null, null, null, null, null, null]
  const { opening, joiners, leavers, movedIn, movedOut, takenUp, givenUp, coverage, closing } = account
  return [opening.heads, joiners.heads, leavers.heads, movedIn.heads - movedOut.heads + takenUp.heads - givenUp.heads, coverage.heads, closing.heads, closing.fte]
}

/** The first of each list; all of them are in --json, and by area or group with --by. */
const shownLines = 8

function sayEndings({ reasons, destinations, origins, mismatches }: FlowsAnswer): string {
  return [
    ...shortTable('why they left', reasons.map(({ reason, heads, fte }) => [reason, heads, fte])),
    ...shortTable('where they went', destinations.map(({ destination, known, heads, fte }) => [sayKnown(destination, known), heads, fte])),
    ...shortTable('where joiners came from', origins.map(({ origin, known, heads, fte }) => [sayKnown(origin, known), heads, fte])),
    ...shortTable('said and seen differ', mismatches.map(({ declared, observed, heads, fte }) => [`said ${declared}, found in ${observed}`, heads, fte])),
  ].join('\n\n')
}

function shortTable(name: string, rows: readonly (readonly (string | number)[])[]): string[] {
  return rows.length === 0 ? [] : [layTable([name, 'people', 'FTE'], rows.slice(0, shownLines)).trimEnd()]
}

function sayKnown(words: string, known: 'observed' | 'declared' | 'unknown'): string {
  return known === 'observed' ? `${words} (found in its records)` : known === 'declared' ? `${words} (as recorded)` : words
}

function sayMoves({ moves, between, transfers }: FlowsAnswer): string {
  const shown = moves.filter(({ heads }) => heads > 0)
  if (shown.length === 0) return ''
  const summary = layTable(['moves inside, between', 'people', 'FTE'], shown.map(({ dimension, heads, fte, up }) => [`${dimension}${up === null ? '' : ` (${formatNumber(up, 0)} promoted)`}`, heads, fte])).trimEnd()
  return transfers.length === 0 ? summary : `${summary}\n\n${layTable([`from ${between}`, 'to', 'people', 'FTE'], transfers.slice(0, shownLines).map(({ fromName, toName, heads, fte }) => [fromName, toName, heads, fte])).trimEnd()}`
}

function sayExclusions({ coverage }: FlowsAnswer): string {
  if (coverage.exclusions.length === 0) return ''
  return layTable(['not followed', 'name', 'from', 'to', 'why'], coverage.exclusions.map(({ code, name, from, to, says }) => [code, name, from, to, says])).trimEnd()
}

function sayReturned({ returned }: FlowsAnswer): string {
  if (returned.length === 0) return ''
  const rows = returned.slice(0, 2 * shownLines).map((flow) => [flow.name, flow.staffGroup, flow.from, flow.to, flow.flow, flow.basis, flow.heads, flow.fte])
  return `Counts that others made, apart from the account\n${layTable(['place', 'staff group', 'from', 'to', 'flow', 'basis', 'people', 'FTE'], rows).trimEnd()}`
}
