import { Command, Option } from 'commander'
import { writeFile } from 'node:fs/promises'
import { writeCsv } from '../api/csv.ts'
import { answerExceptions, answerQuality, writeQualityCsv } from '../api/quality.ts'
import { answerScores } from '../api/quality/quality-scores.ts'
import type { OrganisationScore, QualityAnswer, RankedFinding, ScoresAnswer } from '../contract/quality.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { acceptCommand, acceptedCommand, reopenCommand } from './accepted-findings.ts'
import { example, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readDate, readWhole } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly area?: string; readonly map?: string; readonly top: number; readonly years: number; readonly scores?: boolean; readonly exceptions?: string }

/** `cadre quality`: what is worth fixing first, the score of each organisation, and the rows to send back. */
export function qualityCommand(shop: Shop): Command {
  return new Command('quality').description('Say what is worth fixing first: findings by how far their plausible repair moves the plan of an area')
    .option('--area <code>', 'area or organisation, by code or name; the nation when left out')
    .option('--map <date>', 'map of areas as of this date', readDate)
    .addOption(new Option('--top <n>', 'findings to list').default(10).argParser(readWhole(1, 500)))
    .addOption(new Option('--years <n>', 'years ahead the gap is looked at').default(5).argParser(readWhole(1, 15)))
    .option('--scores', 'the quality score of each organisation instead')
    .option('--exceptions <file>', 'write every row that a rule speaks of to a csv file, to send back to the source')
    .option('--csv', 'as csv')
    .addCommand(acceptCommand(shop)).addCommand(acceptedCommand(shop)).addCommand(reopenCommand(shop))
    .addHelpText('after', example('cadre quality --area "Greater Manchester"', 'cadre quality --area RBV --exceptions send-back.csv', 'cadre quality --scores --csv > scores.csv', 'cadre quality --area "NHS Essex Integrated Care Board" --map 2026-04-01'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }): Promise<Outcome | Refusal> => {
      const today = new Date().toISOString().slice(0, 10)
      if (options.exceptions !== undefined) return writeExceptions(await answerExceptions(house, viewer, options.area, today, options.map ?? null), options.exceptions)
      if (options.scores) return sayScores(await answerScores(house, viewer, options.area, options.map ?? null))
      const answer = await answerQuality(house, viewer, { area: options.area, map: options.map, top: options.top, years: options.years }, today)
      return isRefusal(answer) ? answer : { json: answer, text: sayRanking(answer), csv: writeQualityCsv(answer).text, notes: answer.notes }
    }))
}

async function writeExceptions(made: Awaited<ReturnType<typeof answerExceptions>>, path: string): Promise<Outcome | Refusal> {
  if (isRefusal(made)) return made
  await writeFile(path, made.text)
  const rows = made.text.split('\r\n').length - 2
  return { json: { file: path, rows }, text: `Wrote ${formatNumber(rows, 0)} ${rows === 1 ? 'exception' : 'exceptions'} to ${path}. Rows are named by their number: nothing of a person is in it.` }
}

function sayRanking({ summary, findings, others }: QualityAnswer): string {
  if (findings.length === 0) return summary
  const rows = findings.map((line) => [line.rank, line.organisation?.code ?? '', line.sentence.slice(0, 80), line.rule, line.rows, line.fte, ...sayEffect(line), line.accepted ? 'accepted' : line.action])
  const more = others.count === 0 ? '' : `\n${formatNumber(others.count, 0)} more, together ${formatNumber(others.moved, 1)} FTE of the plan.`
  return `${summary}\n\n${layTable(['', 'organisation', 'finding', 'rule', 'rows', 'FTE on rows', 'FTE today', 'gap', 'moves', 'action'], rows, 1)}${more}`
}

function sayEffect({ effect }: RankedFinding): (number | string)[] {
  return [effect.fteToday, effect.gap, effect.moved].map((value) => value ?? 'not estimated')
}

function sayScores(answer: ScoresAnswer | Refusal): Outcome | Refusal {
  if (isRefusal(answer)) return answer
  const rows = answer.organisations.map((line) => [line.organisation.code, line.organisation.name, line.month, line.score, line.rank === null ? '' : `${line.rank} of ${line.peers}`, lowestOf(line)])
  const cells = answer.organisations.flatMap((line) => line.fields.map(({ field, usable, of, score }) => [line.organisation.code, line.organisation.name, line.month, line.score, line.rank, field, usable, of, score]))
  return { json: answer, text: `${answer.summary}\n\n${layTable(['organisation', 'name', 'month', 'score', 'place', 'lowest fields'], rows, 1)}`, csv: writeCsv(['organisation', 'name', 'month', 'score', 'place', 'field', 'usable', 'of', 'field_score'], cells), notes: [answer.formula] }
}

/** The three fields with the lowest scores. */
function lowestOf({ fields }: OrganisationScore): string {
  return fields.flatMap(({ field, score }) => (score === null ? [] : [{ field, score }])).sort((a, b) => a.score - b.score).slice(0, 3).map(({ field, score }) => `${field} ${formatNumber(score, 0)}`).join(', ')
}
