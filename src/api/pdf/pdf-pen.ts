import type { Drawing } from '../board/board-drawings.ts'
import type { PdfDocument, PdfElement } from './pdf-document.ts'

/** Where words stand and how they look. `size` is what it is before the page is scaled. */
interface Say { readonly x: number; readonly y: number; readonly width: number; readonly size: number; readonly font?: 'plain' | 'bold'; readonly colour?: string }

/** Sets words, rules and drawings on a page; each answers where what it set ends. Units: points, y downwards. */
export interface Pen {
  say(tag: 'H1' | 'H2' | 'P', text: string, where: Say): number
  rule(from: number, to: number, y: number, weight: number): number
  draw(drawing: Drawing, x: number, y: number, width: number): number
}

/** A pen that only measures: type at a scale, nothing is written. */
export function measuringPen(document: PdfDocument, scale: number): Pen {
  return {
    say: (_tag, text, { y, width, size, font = 'plain' }) => y + document.font(font).fontSize(size * scale).heightOfString(text, { width }),
    rule: (_from, _to, y, weight) => y + weight,
    draw: ({ width: own, height }, _x, y, width) => y + (height * width) / own * scale,
  }
}

/** A pen that writes at a scale, and tells a screen reader what is a heading, a paragraph or a drawing with its words. */
export function writingPen(document: PdfDocument, root: PdfElement, scale: number): Pen {
  const measure = measuringPen(document, scale)
  return {
    say(tag, text, where) {
      const { x, y, width, size, font = 'plain', colour = '#15212c' } = where
      root.add(document.struct(tag, () => { document.font(font).fontSize(size * scale).fillColor(colour).text(text, x, y, { width }) }))
      return measure.say(tag, text, where)
    },
    rule(from, to, y, weight) {
      document.markContent('Artifact', { type: 'Layout' })
      document.moveTo(from, y).lineTo(to, y).lineWidth(weight).stroke('#15212c')
      document.endMarkedContent()
      return measure.rule(from, to, y, weight)
    },
    draw(drawing, x, y, width) {
      root.add(document.struct('Figure', { alt: drawing.says }, () => { setDrawing(document, drawing, x, y, (width / drawing.width), scale) }))
      return measure.draw(drawing, x, y, width)
    },
  }
}

/** A drawing keeps its width and is made lower where the page is set smaller. */
function setDrawing(document: PdfDocument, { strokes, labels }: Drawing, x: number, y: number, across: number, scale: number): void {
  document.save().translate(x, y).scale(across, across * scale)
  for (const { path, colour, width, dash, fill } of strokes) {
    const drawn = document.path(path)
    if (fill !== undefined) drawn.fillOpacity(fill).fill(colour)
    else (dash ? drawn.dash(3, { space: 2 }) : drawn.undash()).lineWidth(width).stroke(colour)
    document.fillOpacity(1)
  }
  document.undash()
  for (const { text, x: from, y: base, at, colour, bold } of labels) {
    document.font(bold ? 'bold' : 'plain').fontSize(7.5).fillColor(colour)
    const width = document.widthOfString(text)
    document.text(text, from - (at === 'end' ? width : at === 'middle' ? width / 2 : 0), base - 7, { lineBreak: false })
  }
  document.restore()
}
