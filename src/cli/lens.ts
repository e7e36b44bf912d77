import { Command, Option } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerLensBridge } from '../api/lens/lens-bridge.ts'
import { answerLens } from '../api/lens.ts'
import type { LensAnswer, LensBridge, LensItem } from '../contract/lens.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly measure: string; readonly from?: string; readonly to?: string; readonly where: string[]; readonly at?: string; readonly map?: string; readonly basis?: 'employer' | 'host' }

/** `cadre lens`: in how many ways a figure can be counted, and the bridge from one to another. */
export function lensCommand(shop: Shop): Command {
  return new Command('lens').description('Show in how many ways a figure can be counted, or bridge two of them with parts that add up to the difference')
    .option('--measure <id>', 'whose ways of counting to list', 'fte')
    .option('--from <definition>', 'way of counting to start a bridge at')
    .option('--to <definition>', 'way of counting to arrive at')
    .addOption(new Option('--where <filter>', 'filter as dimension=value; may be repeated').default([], 'no filter').argParser((text: string, before: string[]) => [...before, text]))
    .option('--at <date>', 'one date, as YYYY-MM-DD; the latest when left out', readDate)
    .option('--map <date>', 'map of areas as of this date', readDate)
    .addOption(new Option('--basis <which>', 'count people with their employer or where they work').choices(['employer', 'host']))
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre lens --measure fte --where area=England', 'cadre lens --from fte --to headcount --where staff_group="Ambulance staff"', 'cadre lens --from vacancy_rate --to vacancy_rate_covered --csv > bridge.csv'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { measure, from, to, where, at, map, basis } = options
      const place = { where, ...(at ? { at } : {}), ...(map ? { map } : {}) }
      if (from === undefined && to === undefined) {
        const answer = await answerLens(house, viewer, { measure, ...place, ...(basis ? { basis } : {}) })
        return isRefusal(answer) ? answer : { json: answer, text: sayDefinitions(answer), csv: writeCsv(['id', 'name', 'value', 'unit', 'status', 'as_of'], answer.definitions.map(({ id, name, value, unit, status, asOf }) => [id, name, value, unit, status, asOf])) }
      }
      const bridge = await answerLensBridge(house, viewer, { from: from ?? measure, to: to ?? measure, ...place })
      return isRefusal(bridge) ? bridge : { json: bridge, text: sayBridge(bridge), csv: writeCsv(['kind', 'part', 'size', 'unit', 'as_of'], bridge.items.map(({ kind, says, size, unit }) => [kind, says, size, unit, bridge.asOf])), notes: bridge.provenance?.notes ?? [] }
    }))
}

function sayDefinitions({ name, definitions }: LensAnswer): string {
  return `${name}\n\n${layTable(['definition', 'name', 'value', 'unit', 'as of'], definitions.map(({ id, name: said, value, unit, asOf }) => [id, said, value, unit, asOf]))}\n\n${definitions.flatMap(({ name: said, why }) => (why === null ? [] : [`${said}: ${why}`])).join('\n')}`.trimEnd()
}

function sayBridge({ summary, items, why }: LensBridge): string {
  if (why !== null) return `${summary}\n\n${why}`
  return `${summary}\n\n${layTable(['part', 'size', 'unit'], items.map((item) => [item.kind === 'step' ? `  ${item.says}` : item.says, saySize(item), item.unit]))}`
}

function saySize({ kind, size, unit }: LensItem): string {
  return `${kind === 'step' && size > 0 ? '+' : ''}${formatNumber(size, unit === 'points' || unit.startsWith('%') ? 2 : Number.isInteger(size) ? 0 : 1)}`
}
