import { Command, Option } from 'commander'
import { answerRates, writeRatesCsv } from '../api/rates.ts'
import { answerRatesMoved, writeRatesMovedCsv } from '../api/rates/rates-moved.ts'
import { RateName, type RatesMoved, type RatesAnswer, type Rate } from '../contract/rates.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly area?: string; readonly map?: string; readonly profession?: string; readonly rate: RateName; readonly moved?: boolean }

/** `cadre rates`: what a projection stands on, beside peers and by year. */
export function ratesCommand(shop: Shop): Command {
  return new Command('rates').description('Show the rates a projection stands on: basis, error, years, source and grade, beside peers and by year')
    .option('--area <code>', 'area or organisation, code or name; the nation when left out')
    .option('--map <date>', 'map of areas as of this date', readDate)
    .option('--profession <id>', 'staff group or profession; all staff when left out')
    .addOption(new Option('--rate <name>', 'rate to compare with peers and show by year').choices(RateName.options).default('leaving'))
    .option('--moved', 'instead: which rates of the area moved since the data before, why, and what it does to the plan')
    .option('--csv', 'as csv: parameters, ages, peers and years')
    .addHelpText('after', example('cadre rates --area "Quennet Moors" --profession Midwives', 'cadre rates --rate joining --csv > rates.csv', 'cadre rates --moved'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { area, map, profession, rate, moved } = options
      if (moved) return movedRates(await answerRatesMoved(house, viewer, { ...(area ? { area } : {}), ...(map ? { map } : {}) }))
      const answer = await answerRates(house, viewer, { rate, ...(area ? { area } : {}), ...(map ? { map } : {}), ...(profession ? { profession } : {}) })
      return isRefusal(answer) ? answer : { json: answer, text: sayAnswer(answer), csv: writeRatesCsv(answer).text, notes: answer.notes }
    }))
}

/** What each basis is called where there is little room. */
const basisWords: Readonly<Record<Rate['basis'], string>> = { pairs: 'people followed month to month', 'year-ends': 'staff records a year apart', published: 'published counts', 'net-of-moves': 'stock and leavers, net of moves' }

const shownPeers = 12

function sayAnswer(answer: RatesAnswer): string {
  const { rates, peers, peersMean, peersWhy, history, unit } = answer
  const value = (amount: number | null) => sayAmount(amount, unit, '[x]')
  const here = peers.findIndex((peer) => peer.here)
  const listed = peers.filter((_, at) => at < shownPeers || at === here)
  return [
    answer.summary, '',
    layTable(['rate', 'value', '±', 'counted', 'of its parent', 'own kept', 'stands on', 'years', 'grade'], rates.map((rate) => [rate.says, sayAmount(rate.value, rate.unit), sayAmount(rate.standardError, rate.unit), sayAmount(rate.counted, rate.unit), sayAmount(rate.parent, rate.unit), rate.kept === null ? '' : `${formatNumber(100 * rate.kept, 0)} %`, basisWords[rate.basis], rate.years, rate.grade])),
    peersWhy ?? `${answer.rateSays}: ${value(peersMean)} in all, largest first\n${layTable(['place', 'value', 'limits of chance (95 %)', 'person-years or people', 'beyond'], listed.map((peer) => [`${peer.here ? '> ' : ''}${peer.areaName}`, value(peer.value), peer.low95 === null ? '' : `${value(peer.low95)} to ${value(peer.high95)}`, formatNumber(peer.exposure, 0), peer.beyond === 'inside' ? '' : peer.beyond ?? '']))}${peers.length > listed.length ? `and ${peers.length - listed.length} more with --csv or --json\n` : ''}`,
    `By year\n${layTable(['year to', 'value', 'stands on', 'used', 'why not'], history.map((year) => [year.to, value(year.value), basisWords[year.basis], year.used ? 'yes' : '', year.why ?? '']))}`,
    `Snapshot ${answer.provenance.snapshot}, model ${answer.provenance.model}.`,
  ].join('\n')
}

function sayAmount(amount: number | null, unit: string, none = ''): string {
  if (amount === null) return none
  if (unit === 'FTE') return formatNumber(amount, 1)
  return unit === 'FTE per head' ? formatNumber(amount, 3) : `${formatNumber(100 * amount, 2)} %`
}

function movedRates(answer: RatesMoved | Refusal): Refusal | { json: RatesMoved; text: string; csv: string; notes: string[] } {
  if (isRefusal(answer)) return answer
  const rows = answer.rows.slice(0, shownMoved).map(({ profession, says, unit, before, after, effect, why }) => [profession, says, sayAmount(before?.value ?? null, unit, '[x]'), sayAmount(after?.value ?? null, unit, '[x]'), effect === null ? '[x]' : formatNumber(effect, 1), why])
  const text = [answer.summary, answer.data, '', layTable(['staff group', 'rate', 'before', 'now', 'FTE in 5 years', 'why'], rows), ...(answer.rows.length > shownMoved ? [`and ${answer.rows.length - shownMoved} more with --csv or --json`] : []), `Snapshot ${answer.before.snapshot} (${answer.before.model}) before, ${answer.after.snapshot} (${answer.after.model}) now; ${answer.unmoved} rates did not move.`]
  return { json: answer, text: text.join('\n'), csv: writeRatesMovedCsv(answer).text, notes: [] }
}

const shownMoved = 30
