import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import type { Viewer } from '../access/viewer.ts'
import { answerEstablishment, answerEstablishmentBridge, answerEstablishmentExceptions, writeBridgeCsv, writeEstablishmentCsv } from '../api/establishment.ts'
import { EstablishmentRequest, type EstablishmentAnswer, type EstablishmentBridge } from '../contract/establishment.ts'
import type { House } from '../store/house.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readDate, readWhole } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly area?: string; readonly at?: string; readonly by: EstablishmentRequest['by']; readonly basis: EstablishmentRequest['basis']; readonly months: number; readonly map?: string; readonly bridge?: boolean; readonly exceptions?: string }

/** `cadre establishment`: the ledger held against the staff record. */
export function establishmentCommand(shop: Shop): Command {
  return new Command('establishment').description('Hold the ledger against the staff record: funded, in post, vacant, unfunded, and the vacancy rate on three named bases')
    .option('--area <code>', 'area, organisation or network, by code or name; everything held when left out')
    .option('--at <date>', 'month-end, as YYYY-MM-DD; the latest when left out', readDate)
    .addOption(new Option('--by <dimension>', 'what the lines are added up by').choices(EstablishmentRequest.shape.by.def.innerType.options).default('staff_group'))
    .addOption(new Option('--basis <basis>', 'what counts as filling a post').choices(EstablishmentRequest.shape.basis.def.innerType.options).default('contracted'))
    .option('--months <number>', 'month-ends in a row that make a vacancy long', readWhole(2, 36), 6)
    .option('--map <date>', 'map of areas as of this date', readDate)
    .option('--bridge', 'what moved the vacancies in twelve months, by staff group')
    .option('--exceptions <file>', 'write what ledger and staff record disagree about to a csv file')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre establishment --area DM-T001 --by cost_centre', 'cadre establishment --bridge --csv > bridge.csv', 'cadre establishment --area DM-T001 --exceptions exceptions.csv'))
    .action((options: Options, command: Command) => withHouse(shop, command, ({ house, viewer }) => tell(house, viewer, options)))
}

async function tell(house: House, viewer: Viewer, { bridge, exceptions, ...asked }: Options): Promise<Outcome | Refusal> {
  const { area, at, by, basis, months, map } = asked
  const request: EstablishmentRequest = { by, basis, months, ...(area ? { area } : {}), ...(at ? { at } : {}), ...(map ? { map } : {}) }
  if (bridge) {
    const found = await answerEstablishmentBridge(house, viewer, request)
    return isRefusal(found) ? found : { json: found, text: sayBridge(found), csv: writeBridgeCsv(found).text, notes: found.provenance.notes }
  }
  const found = await answerEstablishment(house, viewer, request)
  if (isRefusal(found)) return found
  const written = exceptions === undefined ? null : await writeExceptions(house, viewer, request, exceptions)
  if (isRefusal(written)) return written
  return { json: found, text: sayEstablishment(found), csv: writeEstablishmentCsv(found).text, notes: [...found.provenance.notes, ...(written ? [written] : [])] }
}

async function writeExceptions(house: House, viewer: Viewer, request: EstablishmentRequest, file: string): Promise<string | Refusal> {
  const made = await answerEstablishmentExceptions(house, viewer, request)
  if (isRefusal(made)) return made
  writeFileSync(file, made.text)
  return `Wrote the exceptions to ${file}.`
}

function sayEstablishment(answer: EstablishmentAnswer): string {
  const { total, rows, bases, basisBridge, exceptions } = answer
  const basis = bases.find((one) => one.basis === answer.basis)
  const table = layTable([answer.by, 'funded', 'in post', 'matched', 'vacant', 'over', 'unfunded', `vacant ${answer.months} months`, 'bank', 'agency', 'rate %'], [...rows.map((row) => cells(row.key, row)), cells('Total', total)])
  const levels = layTable(['vacancy rate on', 'vacancies', '%', 'organisations', 'what fills a post'], bases.map((one) => [one.name, one.vacancies.value, one.rate.value, one.organisations, one.why ?? one.says]))
  const bridge = layTable(['from basis to basis', 'FTE', 'points'], basisBridge.map((item) => [item.kind === 'basis' ? item.says : `  ${item.says}`, item.fte, item.points]))
  const known = layTable(['in FTE, or per cent', 'total'], [['Starters ahead', total.starters.value], ['Leavers ahead', total.leavers.value], ['Away', total.away.value], ['Funded FTE with a counterpart, %', total.fundedMatch.value], ['FTE in post with a counterpart, %', total.inPostMatch.value]])
  const odd = layTable(['exceptions', 'lines', 'FTE'], exceptions.map((one) => [one.says, one.lines, one.fte]))
  return `${answer.summary}\n\n${table}\n${levels}\n${bridge}\n${known}\n${odd}\nFTE; vacancy rate on the ${basis?.name.toLowerCase() ?? answer.basis}. ${sayDate(answer.at)}. Snapshot ${answer.provenance.snapshot}.`
}

function cells(key: string, row: EstablishmentAnswer['total']): (string | number | null)[] {
  return [key, row.funded, row.inPost, row.matched, row.vacant, row.overEstablished, row.unfunded, row.longVacant.value, row.bank.value, row.agency.value, row.rate.value]
}

function sayBridge({ summary, rows, total, provenance }: EstablishmentBridge): string {
  const table = layTable(['staff group', 'opening', '+ new posts', '− removed', '+ leavers', '− joiners', '− moves in', '− hours', '+ residual', '= closing'],
    [...rows, total].map((row) => [row.key, row.opening, row.newFunded, row.removedFunded, row.leavers, row.joiners, row.moves, row.hours, row.residual, row.closing]))
  return `${summary}\n\n${table}\nVacancies in FTE, contracted basis: funded − in post. Snapshot ${provenance.snapshot}.`
}
