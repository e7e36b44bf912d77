import { existsSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { Command } from 'commander'
import { boardFormats, writeBoardFile, type BoardFormat } from '../api/board/board-files.ts'
import { sayAgreed } from '../api/board/board-words.ts'
import { answerBoard } from '../api/board.ts'
import type { BoardAnswer } from '../contract/board.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

interface Options { area?: string; map?: string; out?: string }

/** `cadre board-pack`: one page for the board of an area, read in three minutes. */
export function boardPackCommand(shop: Shop): Command {
  return new Command('board-pack').description('Write one page for the board of an area: where it stands, where it goes, and how far to trust that')
    .option('--area <code>', 'area, by code or name; the nation when left out').option('--map <date>', 'map of areas as of this date', readDate)
    .option('--out <file>', `a new file; what it ends in says its form: ${boardFormats.map((format) => `.${format}`).join(', ')}`)
    .addHelpText('after', `${example('cadre board-pack --area E92000001 --out board.pdf', 'cadre board-pack --out board.pptx')}\nThe pdf is one side of A4, the pptx one slide with its tables in the notes, the html a page that needs nothing else.\n`)
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { area, map, out } = options
      const format = out === undefined ? null : formatOf(out)
      if (isRefusal(format)) return format
      const now = new Date().toISOString()
      const answer = await answerBoard(house, viewer, { ...(area === undefined ? {} : { area }), ...(map === undefined ? {} : { map }) }, now.slice(0, 10))
      if (isRefusal(answer)) return answer
      if (out === undefined || format === null) return { json: answer, text: sayBoard(answer) }
      writeFileSync(out, await writeBoardFile(answer, format, now, house.mode === 'demonstration'), { flag: 'wx' })
      return { json: { file: out, format, area: answer.area.code, snapshot: answer.snapshot }, text: `${answer.sentence}\nWritten to ${out}.` }
    }))
}

/** The form a file's name asks for. Errors: refuses `board-form-unknown` and `file-exists`. */
function formatOf(file: string): BoardFormat | Refusal {
  const format = boardFormats.find((one) => extname(file).toLowerCase() === `.${one}`)
  if (format === undefined) return refuse('board-form-unknown', 'usage', { doing: `Writing a board page to ${file}`, found: `a name that ends in “${extname(file)}”`, need: `One of ${boardFormats.map((one) => `.${one}`).join(', ')}`, next: 'Name the file so with --out' })
  return existsSync(file) ? refuse('file-exists', 'usage', { doing: `Writing a board page to ${file}`, found: 'a file of that name', need: 'A new name: nothing is written over', next: 'Name another with --out' }) : format
}

function sayBoard(answer: BoardAnswer): string {
  const { area, title, sentence, note, trend, gap, doubts, sure, sureWhy } = answer
  const agreed = sayAgreed(answer)
  return [
    `${area.name}. ${title}`, sentence, ...(note.length === 0 ? [] : [`To note: ${note.join('; ')}.`]), '',
    ...(trend === null ? [] : [`${trend.title}. ${trend.verdict}`]), ...(gap === null ? [] : [`${gap.title}. ${gap.verdict}`]), '',
    layTable(['what is uncertain', 'how much', 'what is known'], doubts.map(({ what, size, says }) => [what, size, says])), '',
    agreed.title, agreed.says, ...(agreed.lines.length === 0 ? [] : [layTable(['what', 'who'], agreed.lines.map(({ what, who }) => [what, who]))]), '',
    ...(sureWhy === null ? [layTable(['how sure the data are', '', 'seen'], sure.map(({ name, word, says }) => [name, word, says]))] : [sureWhy]),
  ].join('\n')
}
