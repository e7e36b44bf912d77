import type { BoardAnswer } from '../../contract/board.ts'
import { drawGap, drawTrend, type Drawing } from './board-drawings.ts'
import { printFigure, sayAgreed, sayNote, sayOrigin, saySources } from './board-words.ts'
import { measuringPen, writingPen, type Pen } from '../pdf/pdf-pen.ts'
import { openPdf } from '../pdf/pdf-document.ts'

/** Points: 72 to an inch. */
const [left, right, top, bottom] = [34, 561, 30, 815]
const room = right - left
const [gutter, ink, second] = [18, '#15212c', '#45525e']
/** The largest type that lets everything stand on one side; a page with very many findings is set smaller, never cut. */
const scales = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65]

/**
 * Write the board page as one side of A4, tagged for screen readers, its drawings with their words.
 *
 * The same answer and moment give the same bytes. `made` is ISO 8601; `invented` says that every number is, where it is.
 */
export async function writeBoardPdf(answer: BoardAnswer, made: string, invented: string | null): Promise<Uint8Array> {
  const { document, root, finish } = openPdf({ title: `${answer.title}: ${answer.area.name}`, made, layout: 'portrait', margin: 20 })
  const scale = scales.find((one) => layPage(measuringPen(document, one), answer, invented) <= bottom) ?? scales.at(-1)!
  layPage(writingPen(document, root, scale), answer, invented)
  return finish()
}

/** Set the page from top to bottom and answer where it ends. */
function layPage(pen: Pen, answer: BoardAnswer, invented: string | null): number {
  const whole = { x: left, width: room }
  let y = pen.say('P', answer.area.name, { ...whole, y: top, size: 9, colour: second })
  y = pen.rule(left, right, pen.say('H1', answer.title, { ...whole, y, size: 17, font: 'bold' }) + 2, 1.5)
  y = pen.say('P', answer.sentence, { ...whole, y: y + 5, size: 11.5 })
  if (answer.note.length > 0) y = pen.say('P', sayNote(answer), { ...whole, y: y + 3, size: 9, font: 'bold', colour: '#12436d' })
  y = layFigures(pen, answer, y + 6)
  y = layDrawings(pen, answer, y + 8)
  y = layDoubts(pen, answer, y + 8)
  y = layAgreed(pen, answer, y + 8)
  y = layLists(pen, answer, y + 8)
  y = pen.say('P', `${sayOrigin(answer)} ${saySources(answer)}`, { ...whole, y: pen.rule(left, right, y + 6, 0.5) + 3, size: 7, colour: second })
  return invented === null ? y : pen.say('P', invented, { ...whole, y, size: 7, font: 'bold' })
}

function layFigures(pen: Pen, { figures }: BoardAnswer, y: number): number {
  const width = room / figures.length
  const from = pen.rule(left, right, y, 0.5) + 3
  return Math.max(from, ...figures.map((figure, at) => {
    const place = { x: left + at * width, width: width - 8 }
    const named = pen.say('P', figure.name, { ...place, y: from, size: 7.5, colour: second })
    const printed = pen.say('P', printFigure(figure), { ...place, y: named, size: 11, font: 'bold' })
    return pen.say('P', figure.value === null ? 'not available' : figure.comparison, { ...place, y: printed, size: 7, colour: second })
  }))
}

function layDrawings(pen: Pen, { trend, gap, gapWhy }: BoardAnswer, y: number): number {
  const parts = [
    ...(trend === null ? [] : [{ title: trend.title, subtitle: `${trend.name}, ${trend.unit}${trend.limits === null ? '' : '. Dashed: limits of ordinary variation'}`, drawing: drawTrend(trend), verdict: trend.verdict }]),
    gap === null ? { title: 'No projection', subtitle: '', drawing: null, verdict: gapWhy ?? '' } : { title: gap.title, subtitle: `Demand − supply, ${gap.unit}. Band: 80 % range`, drawing: drawGap(gap), verdict: gap.verdict },
  ]
  return layColumns(parts.map((part) => (x, width) => layDrawing(pen, part, x, width, y)))
}

function layDrawing(pen: Pen, { title, subtitle, drawing, verdict }: { title: string; subtitle: string; drawing: Drawing | null; verdict: string }, x: number, width: number, from: number): number {
  let y = pen.say('H2', title, { x, width, y: pen.rule(x, x + width, from, 1) + 3, size: 9.5, font: 'bold' })
  if (subtitle !== '') y = pen.say('P', subtitle, { x, width, y, size: 7, colour: second })
  if (drawing !== null) y = pen.draw(drawing, x, y + 2, width)
  return pen.say('P', verdict, { x, width, y: y + 2, size: 8 })
}

function layDoubts(pen: Pen, { doubts }: BoardAnswer, from: number): number {
  let y = pen.say('H2', 'What is uncertain', { x: left, width: room, y: pen.rule(left, right, from, 1) + 3, size: 9.5, font: 'bold' })
  for (const { what, size, says } of doubts) {
    const at = pen.rule(left, right, y + 2, 0.25) + 2
    y = Math.max(
      pen.say('P', what, { x: left, width: 200, y: at, size: 8, font: 'bold' }), pen.say('P', size, { x: left + 210, width: 115, y: at, size: 8 }), pen.say('P', says, { x: left + 335, width: room - 335, y: at, size: 8 }),
    )
  }
  return y
}

function layAgreed(pen: Pen, answer: BoardAnswer, from: number): number {
  const { title, says, lines } = sayAgreed(answer)
  let y = pen.say('P', says, { x: left, width: room, y: pen.say('H2', title, { x: left, width: room, y: pen.rule(left, right, from, 1) + 3, size: 9.5, font: 'bold' }), size: 7, colour: second })
  for (const { what, who } of lines) {
    const at = pen.rule(left, right, y + 2, 0.25) + 2
    y = Math.max(pen.say('P', what, { x: left, width: 290, y: at, size: 8, font: 'bold' }), pen.say('P', who, { x: left + 300, width: room - 300, y: at, size: 8 }))
  }
  return y
}

function layLists(pen: Pen, { changed, sure, sureWhy }: BoardAnswer, from: number): number {
  const list = (title: string, lines: readonly (readonly [bold: string, plain: string])[]) => (x: number, width: number): number => {
    let y = pen.say('H2', title, { x, width, y: pen.rule(x, x + width, from, 1) + 3, size: 9.5, font: 'bold' })
    for (const [bold, plain] of lines) {
      y = pen.say('P', bold, { x, width, y: y + 2, size: 8, font: bold === plain ? 'plain' : 'bold', colour: ink })
      if (plain !== bold) y = pen.say('P', plain, { x, width, y, size: 7, colour: second })
    }
    return y
  }
  return layColumns([
    list('What changed', changed.map(({ amount, what, why }) => [`${amount} ${what}`, why])),
    list('How sure we are of the data', sureWhy === null ? sure.map(({ name, word, says }) => [`${name}: ${word}`, says]) : [[sureWhy, sureWhy]]),
  ])
}

/** Set parts side by side and answer where the longest ends. */
function layColumns(parts: readonly ((x: number, width: number) => number)[]): number {
  const width = (room - gutter * (parts.length - 1)) / parts.length
  return Math.max(...parts.map((part, at) => part(left + at * (width + gutter), width)))
}
