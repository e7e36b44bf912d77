import { readFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { writeEvidenceCsv } from '../api/programme/programme-evidence.ts'
import { answerProgrammeGaps } from '../api/programme/programme-gaps.ts'
import { checkProgramme } from '../api/programme/programme-text.ts'
import { answerProgramme } from '../api/programme.ts'
import { listProgrammes } from '../api/programmes.ts'
import { writeCsv } from '../api/csv.ts'
import type { ProgrammeAnswer, ProgrammeFigure, ProgrammeGaps } from '../contract/programme-answer.ts'
import type { ProgrammeListed } from '../contract/programme.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readWhole } from './read-option.ts'
import { layTable } from './table.ts'

interface Shown { readonly area?: string; readonly file?: string; readonly ahead?: number }

/** `cadre programme`: programmes of care as data: which there are, how one stands in an area, and whether a file is one. */
export function programmeCommand(shop: Shop): Command {
  const list = new Command('list').description('List the programmes of care: those shipped, and your own').option('--csv', 'as csv')
    .addHelpText('after', example('cadre programme list'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => sayList(await listProgrammes(house, viewer))))
  const show = new Command('show').description('Show how a programme stands in an area: its pathway, its networks, and what cannot be seen')
    .argument('[id]', 'id of a programme, as listed', 'cardiovascular')
    .option('--area <code>', 'area, by code or name; the nation when left out')
    .option('--file <file>', 'a programme in YAML or JSON, in place of one that is held')
    .addOption(new Option('--ahead <years>', 'also project the gap of each stage so many years ahead').argParser(readWhole(1, 30)))
    .option('--csv', 'the evidence as csv: one figure to a row')
    .addHelpText('after', example('cadre programme show cardiovascular', 'cadre programme show cardiovascular --area "Fenmarch Cardiac Network" --ahead 5', 'cadre programme show maternity --csv > maternity.csv', 'cadre programme show --file our-programme.yaml'))
    .action((id: string, options: Shown, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const programme = options.file === undefined ? undefined : await readText(options.file)
      if (isRefusal(programme)) return programme
      const request = { id, ...(programme === undefined ? {} : { programme }), ...(options.area === undefined ? {} : { area: options.area }) }
      const answer = await answerProgramme(house, viewer, request)
      if (isRefusal(answer)) return answer
      const gaps = options.ahead === undefined ? null : await answerProgrammeGaps(house, viewer, { ...request, years: options.ahead })
      return isRefusal(gaps) ? gaps : { json: gaps === null ? answer : { ...answer, gaps }, text: sayProgramme(answer, gaps), csv: writeEvidenceCsv(answer).text, notes: [...answer.notes, ...(gaps?.notes ?? [])] }
    }))
  const check = new Command('check').description('Say whether a file is a programme, and what is wrong with it place by place; no data folder needed')
    .argument('<file>', 'programme in YAML or JSON')
    .addHelpText('after', example('cadre programme check src/reference/programmes/cardiovascular.yaml'))
    .action((file: string, _options, command: Command) => run(shop, command, async () => {
      const text = await readText(file)
      return isRefusal(text) ? text : sayChecked(text)
    }))
  return new Command('programme').description('Programmes of care as data: roles, settings, networks, need and targets').addCommand(list).addCommand(show).addCommand(check)
}

async function readText(file: string): Promise<string | Refusal> {
  return (await readFile(file, 'utf8').catch(() => null)) ?? refuse('programme-file-not-found', 'input', { doing: 'Reading a programme', found: `no file at ${file} that can be read`, need: 'A programme in YAML or JSON', next: 'Check the path' })
}

function sayList(programmes: readonly ProgrammeListed[]): Outcome {
  const header = ['id', 'name', 'kind', 'revision', 'roles', 'stages']
  const rows = programmes.map(({ id, name, kind, revision, roles, stages }) => [id, name, kind, revision, roles, stages])
  return { json: { programmes }, text: layTable(header, rows), csv: writeCsv(header, rows) }
}

function sayChecked(text: string): Outcome {
  const checked = checkProgramme(text)
  const { file, troubles } = checked
  if (file !== null) return { json: checked, text: `${file.name}: revision ${file.revision}, ${file.stages.length} stages, ${file.roles.length} roles, ${file.standards.length} standards of need. Nothing is wrong with it.` }
  return { json: checked, text: layTable(['place in the file', 'what is wrong'], troubles.map(({ at, says }) => [at === '' ? 'the file' : at, says])), exit: 3 }
}

function sayProgramme(answer: ProgrammeAnswer, gaps: ProgrammeGaps | null): string {
  const { stages, comparison, sight, roles } = answer
  const later = gaps === null ? [] : [`gap in ${gaps.year ?? 'a year ahead'}`, '80 % range']
  const marks = { seen: 'seen', part: 'part', 'not-available': '[x]', 'not-applicable': '[z]' } as const
  return [
    answer.summary, ...(gaps === null ? [] : [gaps.summary]), '',
    `Pathway, FTE\n${layTable(['stage', 'workforce', 'roles seen', 'need', '', 'gap today', ...later], stages.map(({ id, name, workforce, seen, roles: all, need, gap }) => [name, amount(workforce), `${seen} of ${all}`, need?.name ?? 'none stated', need === null ? '' : `${amount(need.figure)} ${need.figure.unit}`, amount(gap), ...rangeOf(gaps, id)]))}`,
    `Roles, FTE\n${layTable(['role', 'staff', 'time in the programme', 'why not'], roles.map(({ name, staff, outside, timeWhy }) => [name, amount(staff), outside === null ? '[x]' : `${formatNumber(100 * (1 - outside), 0)} %`, staff.why ?? timeWhy ?? '']))}`,
    comparison === null ? '' : `${comparison.roles} for every ${formatNumber(comparison.per, 0)} ${comparison.baseName}\n${comparison.why ?? layTable([comparison.words.one, 'FTE', 'need', 'rate', '80 % range', 'gap today'], comparison.rows.map(({ name, fte, base, rate, low, high, gap }) => [name, amount(fte), amount(base), sayRate(rate), low === null ? '' : `${sayRate(low)} to ${sayRate(high)}`, gap === null ? '[x]' : formatNumber(gap, 1)]))}`,
    `What we cannot see yet\n${layTable(['role', ...(sight[0]?.cells.map(({ column }) => column) ?? [])], sight.map(({ name, cells }) => [name, ...cells.map(({ state }) => marks[state])]))}`,
    `Snapshot ${answer.snapshot}, revision ${answer.revision} of the programme.`,
  ].join('\n')
}

function rangeOf(gaps: ProgrammeGaps | null, id: string): string[] {
  if (gaps === null) return []
  const gap = gaps.stages.find(({ stage }) => stage === id)?.gap ?? null
  return gap === null ? ['[x]', ''] : [formatNumber(gap.p50, 0), `${formatNumber(gap.p10, 0)} to ${formatNumber(gap.p90, 0)}`]
}

function amount({ value, status, unit }: ProgrammeFigure): string {
  if (value === null) return status === 'suppressed' ? '[c]' : '[x]'
  return formatNumber(value, unit === '%' ? 2 : 0)
}

function sayRate(rate: number | null): string {
  return rate === null ? '[x]' : formatNumber(rate, 2)
}
