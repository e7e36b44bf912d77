import { Command } from 'commander'
import { answerPeers, writePeersCsv } from '../api/peers.ts'
import type { PeersAnswer } from '../contract/peers.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly area?: string; readonly map?: string; readonly peers: string; readonly measure?: string; readonly at?: string; readonly source?: string }

/** `cadre peers`: a rate of an area beside the nation and chosen peers. */
export function peersCommand(shop: Shop): Command {
  return new Command('peers').description('Compare a rate of an area with the nation and chosen peers, and say what may not be compared')
    .option('--area <area>', 'area or organisation, by code or name; the nation when left out')
    .option('--peers <list>', 'peers joined by commas, each as level:code, code or name; areas of like size are suggested when left out', '')
    .option('--measure <id>', 'a rate; see `cadre measures`')
    .option('--at <date>', 'one date, as YYYY-MM-DD; the latest of the area when left out', readDate)
    .option('--source <id>', 'source that all figures have to come from')
    .option('--map <date>', 'map of areas as of this date', readDate)
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre peers --area "Quennet Moors"', 'cadre peers --area "Quennet Moors" --peers "ics:QX2,ics:QX3" --measure leaver_rate --csv > peers.csv'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { area, map, peers, measure, at, source } = options
      const answer = await answerPeers(house, viewer, { peers, ...(area ? { area } : {}), ...(map ? { map } : {}), ...(measure ? { measure } : {}), ...(at ? { at } : {}), ...(source ? { source } : {}) })
      return isRefusal(answer) ? answer : { json: answer, text: sayAnswer(answer), csv: writePeersCsv(answer).text, notes: answer.provenance.notes }
    }))
}

function sayAnswer(answer: PeersAnswer): string {
  const { rows, refused, suggestions, funnel, funnelWhy, unit } = answer
  const table = layTable(['place', unit, 'difference', 'FTE', 'chance, 19 in 20', ''], rows.map((row) => [`${row.role === 'here' ? '> ' : ''}${row.name}`, row.value, row.difference === null ? '' : row.difference, row.size, sayLimits(row), row.beyond === true ? 'beyond' : '']))
  return [
    answer.summary, '', table, funnel?.says ?? funnelWhy ?? '',
    ...(refused.length === 0 ? [] : ['', 'Not compared', ...refused.map(({ name, why, nearest }) => `  ${name}: ${why}${nearest === null ? '' : `. Nearest that holds: ${nearest.says}`}`)]),
    ...(rows.some(({ role }) => role === 'peer') ? [] : ['', 'Peers of like size', layTable(['peer', 'name', 'why'], suggestions.map(({ level, code, name, reason }) => [`${level}:${code}`, name, reason]))]),
  ].join('\n')
}

function sayLimits({ limits }: PeersAnswer['rows'][number]): string {
  return limits === null ? '' : `${formatNumber(limits.low95, 1)} to ${formatNumber(limits.high95, 1)}`
}
