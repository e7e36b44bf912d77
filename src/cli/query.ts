import { Command, Option } from 'commander'
import { answerFigure } from '../api/query/any-figure.ts'
import { sharesIn, writeQueryCsv } from '../api/query.ts'
import { figureKeys, type QueryAnswer } from '../contract/query.ts'
import { isRefusal } from '../units/refusal.ts'
import { sayDate } from '../units/calendar-date.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly measure: string; readonly by: string; readonly where: string[]; readonly at?: string; readonly from?: string; readonly to?: string; readonly map?: string; readonly basis?: 'employer' | 'host' }

/** `cadre query`: any number held. */
export function queryCommand(shop: Shop): Command {
  return new Command('query').description('Ask for any number held, split by dimensions and filtered')
    .requiredOption('--measure <id>', 'what to count; see `cadre measures`')
    .option('--by <list>', 'dimensions to split by, joined by commas', '')
    .addOption(new Option('--where <filter>', 'filter as dimension=value; may be repeated').default([], 'no filter').argParser((text: string, before: string[]) => [...before, text]))
    .option('--at <date>', 'one date, as YYYY-MM-DD; the latest when left out', readDate)
    .option('--from <date>', 'first day of a period', readDate)
    .option('--to <date>', 'last day of a period', readDate)
    .option('--map <date>', 'map of areas as of this date', readDate)
    .addOption(new Option('--basis <which>', 'count people with their employer or where they work').choices(['employer', 'host']))
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre query --measure fte --by staff_group --at 2025-09-30 --where area=England', 'cadre query --measure sickness_absence_rate --by ics --csv > sickness.csv', 'cadre query --measure fte --by ics --map 2026-04-01'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { measure, by, where, at, from, to, map, basis } = options
      const answer = await answerFigure(house, viewer, { measure, by, where, ...(at ? { at } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(map ? { map } : {}), ...(basis ? { basis } : {}) })
      return isRefusal(answer) ? answer : { json: answer, text: sayAnswer(answer), csv: writeQueryCsv(answer).text, notes: answer.provenance.notes }
    }))
}

function sayAnswer(answer: QueryAnswer): string {
  const keys = [...new Set([...answer.rows, ...answer.totals].flatMap((row) => Object.keys(row)))].filter((key) => !figureKeys.includes(key))
  const isShare = sharesIn(answer)
  const statuses = answer.rows.some(({ status }) => status !== 'ok')
  const lay = (rows: QueryAnswer['rows']): string => layTable([...keys, answer.unit, ...(isShare ? ['declared, %'] : []), ...(statuses ? ['status'] : [])], rows.map((row) => [...keys.map((key) => sayKey(row[key])), row.value, ...(isShare ? [row.declared ?? null] : []), ...(statuses ? [row.status] : [])]))
  const sources = [...new Set(answer.provenance.sources.map(({ title }) => title))].join('; ')
  const totals = answer.totals.length === 0 ? '' : `\nPublished totals over these rows\n${lay(answer.totals)}`
  return `${answer.summary}\n\n${lay(answer.rows)}${totals}\n${answer.name}, ${answer.unit}, ${sayDate(answer.asOf)}. Source: ${sources}. Snapshot ${answer.provenance.snapshot}.`
}

function sayKey(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
