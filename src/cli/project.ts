import { Command, Option } from 'commander'
import { answerProjection, writeProjectionCsv } from '../api/projection.ts'
import { writeBundle } from '../api/bundle.ts'
import { readDemandFile } from '../api/demand/demand-text.ts'
import { DemandMethodId, type DemandFile } from '../contract/demand.ts'
import type { Fan, ProjectionAnswer, ProjectionRequest } from '../contract/projection.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { EverywhereRequest } from '../contract/everywhere.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import { projectEvery } from './everywhere.ts'
import { readAbove0, readDate, readShare, readWhole } from './read-option.ts'
import { projectSensitivity } from './sensitivity.ts'
import { listLevers, projectWhatIf, readLeverOption, sayWritten } from './what-if.ts'
import { layTable } from './table.ts'
import { readValueFile } from './value-file.ts'

interface Options { area?: string; map?: string; profession?: string; years: number; draws: number; seed: number; unit: 'fte' | 'headcount'; demandGrowth?: number; productivity?: number; unmetNeed?: number; leaverChange?: number; joinerChange?: number; participationChange?: number; out?: string; every?: EverywhereRequest['level']; groups: EverywhereRequest['groups']; sensitivity?: boolean; levers?: string; lever?: string[]; listLevers?: boolean; demand?: string; demandMethod?: DemandMethodId; condition?: string; staffPer?: number }

/** `cadre project`: supply, demand and gap with intervals. */
export function projectCommand(shop: Shop): Command {
  return new Command('project').description('Project supply, demand and gap with their intervals; the same seed gives the same bytes')
    .option('--area <code>', 'area, by code or name; the nation when left out')
    .option('--map <date>', 'map of areas as of this date: an area that began later is what it was formed from', readDate)
    .option('--profession <id>', 'staff group or profession; all staff when left out')
    .addOption(new Option('--years <n>', 'years ahead').default(15).argParser(readWhole(1, 30)))
    .addOption(new Option('--draws <n>', 'possible futures drawn').default(200).argParser(readWhole(20, 2000)))
    .addOption(new Option('--seed <n>', 'seed of chance').default(1).argParser(readWhole(0, 2 ** 31 - 1)))
    .addOption(new Option('--unit <unit>', 'what is counted').choices(['fte', 'headcount']).default('fte'))
    .option('--demand-growth <share>', 'growth of demand a year, where population does not say', readShare(-0.2, 0.2))
    .option('--productivity <share>', 'productivity growth a year', readShare(-0.1, 0.1))
    .option('--unmet-need <share>', 'need that is not met at the start, as a share of staff in post', readShare(0, 1))
    .addOption(new Option('--demand <file>', 'the method of demand of each profession and area, from a JSON or YAML file; examples/demand.yaml works').conflicts(['demandMethod', 'condition', 'staffPer']))
    .addOption(new Option('--demand-method <method>', 'reckon need by staff per resident (ratio), staff per person on a disease register (prevalence) or funded posts (posts)').choices(DemandMethodId.options))
    .option('--condition <register>', 'with --demand-method prevalence: the register, such as "Coronary heart disease"')
    .option('--staff-per <fte>', 'with ratio or prevalence: FTE for every 1,000 people; today’s own ratio when left out', readAbove0)
    .option('--leaver-change <share>', 'move leaving by this share from the first year on', readShare(-1, 1))
    .option('--joiner-change <share>', 'move joining by this share from the first year on', readShare(-1, 1))
    .option('--participation-change <share>', 'move FTE per head by this share from the first year on', readShare(-0.5, 0.5))
    .option('--out <dir>', 'also write the run as a bundle that `cadre run verify` can repeat')
    .addOption(new Option('--every <level>', 'every staff group in every area of a level instead of one').choices(['ics', 'region', 'sub-icb', 'organisation']))
    .addOption(new Option('--groups <kind>', 'with --every: professions, or the staff groups they belong to').choices(['profession', 'group']).default('profession'))
    .addOption(new Option('--sensitivity', 'what the range of the gap at the last year rests on, instead of the years').conflicts(['every', 'out']))
    .addOption(new Option('--levers <file>', 'what if: levers and what they need, from a JSON or YAML file, beside the same futures without them').conflicts('sensitivity'))
    .addOption(new Option('--lever <kind=change>', 'what if: one lever in short, such as leaver-rate=-1.5 or leaver-rate=-10%; may be repeated').argParser(readLeverOption).conflicts('sensitivity'))
    .option('--list-levers', 'list every lever with its units and range')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre project --area England --profession "Nurses & health visitors" --years 15 --seed 1', 'cadre project --productivity 1.5% --out run-1', 'cadre project --area "NHS Essex Integrated Care Board" --map 2026-04-01', 'cadre project --every ics --csv > every-area.csv', 'cadre project --every ics --lever leaver-rate=-10% --demand-method ratio', 'cadre project --area England --profession Midwives --sensitivity', 'cadre project --levers examples/levers.yaml --out what-if-1', 'cadre project --profession "Consultant, cardiology" --demand examples/cardiovascular-demand.yaml', 'cadre project --profession Paramedic --demand-method posts', 'cadre project --lever leaver-rate=-1.5 --lever international=200'))
    .action((options: Options, command: Command) => options.listLevers ? run(shop, command, async () => listLevers()) : withHouse(shop, command, async ({ house, viewer }) => {
      const request = await requestOf(options)
      if (isRefusal(request)) return request
      if (options.every !== undefined) return projectEvery(house, viewer, { ...request, level: options.every, groups: options.groups }, { file: options.levers, short: options.lever ?? [] }, shop.streams)
      if (options.sensitivity) return projectSensitivity(house, viewer, request)
      if (options.levers !== undefined || options.lever !== undefined) return projectWhatIf(house, viewer, request, { file: options.levers, short: options.lever ?? [], out: options.out })
      const done = await answerProjection(house, viewer, request)
      if (isRefusal(done)) return done
      const { answer } = done
      const refused = options.out === undefined ? null : await writeBundle(options.out, done)
      return refused ?? { json: answer, text: sayProjection(answer), csv: writeProjectionCsv(answer).text, notes: [...answer.notes, ...sayWritten(options.out)] }
    }))
}

async function requestOf({ area, map, profession, years, draws, seed, unit, demandGrowth, productivity, unmetNeed, leaverChange, joinerChange, participationChange, demand, demandMethod, condition, staffPer }: Options): Promise<ProjectionRequest | Refusal> {
  const file = demand === undefined ? undefined : await readDemandOption(demand)
  if (isRefusal(file)) return file
  return {
    years, draws, seed, unit, ...(area === undefined ? {} : { area }), ...(map === undefined ? {} : { map }), ...(profession === undefined ? {} : { profession }),
    ...(demandGrowth === undefined ? {} : { demandGrowth }), ...(productivity === undefined ? {} : { productivity }), ...(unmetNeed === undefined ? {} : { unmetNeed }),
    ...(leaverChange === undefined ? {} : { leaverChange }), ...(joinerChange === undefined ? {} : { joinerChange }), ...(participationChange === undefined ? {} : { participationChange }),
    ...(file === undefined ? {} : { demand: JSON.stringify(file) }), ...(demandMethod === undefined ? {} : { demandMethod }), ...(condition === undefined ? {} : { condition }), ...(staffPer === undefined ? {} : { staffPer }),
  }
}

async function readDemandOption(path: string): Promise<DemandFile | Refusal> {
  const read = await readValueFile(path, 'demand file')
  return isRefusal(read) ? read : readDemandFile(read.value)
}

/** What need stands on: a line for each need, and for work that moves. */
function sayDemand({ demand, unit }: ProjectionAnswer): string[] {
  if (demand === undefined) return []
  return [
    '', `Need is reckoned by ${demand.says}:`, ...demand.needs.map(({ name, says, grade, required }) => `  ${name}: ${says}. ${formatNumber(required[0]!, 1)} ${unit} today, ${formatNumber(required.at(-1)!, 1)} at the end; grade ${grade}`),
    ...demand.moved.map(({ says, moved }) => `  ${says}: ${moved.at(-1)! < 0 ? '−' : '+'}${formatNumber(Math.abs(moved.at(-1)!), 1)} ${unit} at the end`),
  ]
}

function sayProjection(answer: ProjectionAnswer): string {
  const { manifest } = answer
  const rows = answer.rows.map(({ year, supply, demand, gap }) => [String(year), sayRange(supply), sayRange(demand), sayRange(gap)])
  const accuracy = answer.accuracy.map(({ horizon, model }) => `${horizon} ${horizon === 1 ? 'year' : 'years'} ahead ${formatNumber(100 * model.mape, 1)} %`).join(', ')
  return [
    answer.summary, '',
    `${answer.profession}, ${answer.areaName}, ${answer.unit}: median (80 % range); a gap above 0 is a shortage`, layTable(['year', 'supply', 'demand', 'gap'], rows), ...sayDemand(answer),
    accuracy === '' ? 'Past projections of this group could not be checked: too little history.' : `How far off past projections of this group were: ${accuracy}.`,
    `Snapshot ${manifest.dataset}, model ${manifest.model}, seed ${manifest.seed}, ${manifest.draws} draws, result ${manifest.outputs.slice(0, 12)}.`,
    'A possible future, not a forecast of what must happen.',
  ].join('\n')
}

function sayRange({ p10, p50, p90 }: Fan): string {
  const [low, middle, high] = [p10, p50, p90].map((value) => formatNumber(value, 0))
  return `${middle} (${low} to ${high})`
}
