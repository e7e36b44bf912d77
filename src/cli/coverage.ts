import { Command } from 'commander'
import { answerCoverage, writeCoverageCsv } from '../api/coverage.ts'
import { answerGapMatrix, writeGapMatrixCsv } from '../api/gap-matrix.ts'
import { GapMatrixRequest, type CoverageAnswer, type GapMatrix } from '../contract/coverage.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { readonly area?: string; readonly map?: string; readonly months?: boolean }

/** `cadre coverage`: how much of the workforce is seen, and which month of what was never sent. */
export function coverageCommand(shop: Shop): Command {
  return new Command('coverage').description('Say how much of the workforce of an area is seen, by sector; with --months, who has sent what for which month')
    .option('--area <code>', 'area or organisation, by code or name; the nation when left out')
    .option('--map <date>', 'map of areas as of this date', readDate)
    .option('--months', 'the months held: organisation by table by month')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre coverage --area "Greater Manchester"', 'cadre coverage --area RBV --months', 'cadre coverage --months --csv > months-held.csv'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }): Promise<Outcome | Refusal> => {
      if (options.months) {
        const matrix = await answerGapMatrix(house, viewer, { ...GapMatrixRequest.parse({}), area: options.area, map: options.map, most: 5000 })
        return isRefusal(matrix) ? matrix : { json: matrix, text: sayMatrix(matrix), csv: writeGapMatrixCsv(matrix).text }
      }
      const answer = await answerCoverage(house, viewer, options)
      return isRefusal(answer) ? answer : { json: answer, text: sayAnswer(answer), csv: writeCoverageCsv(answer).text, notes: answer.notes }
    }))
}

function sayAnswer(answer: CoverageAnswer): string {
  const rows = answer.sectors.map((line) => [line.sector, line.seen, line.expected, line.share === null ? null : `${formatNumber(line.share * 100, 0)} %`, line.grade ?? '', line.seenAt ?? line.expectedAt ?? '', line.expectedFrom])
  return `${answer.summary}\n\n${layTable(['sector', 'seen FTE', 'expected FTE', 'share', 'grade', 'as at', 'expected from'], rows, 0)}`
}

const marks: Readonly<Record<string, string>> = { present: '#', late: 'l', partial: 'p', absent: '.', 'not-due': ' ' }

function sayMatrix(matrix: GapMatrix): string {
  const rows = matrix.rows.map((line) => [line.organisation.name.slice(0, 44), line.title, line.cells.map(({ state }) => marks[state]).join(''), `${line.held} of ${line.due}`])
  return `${matrix.summary}\n\n${layTable(['organisation', 'table', `${matrix.months[0]?.slice(0, 7) ?? ''} to ${matrix.months.at(-1)?.slice(0, 7) ?? ''}`, 'held'], rows)}\n# present, l late, p partial, . absent, blank not due\n`
}
