import type { BoardAnswer } from '../../contract/board.ts'
import { drawGap, drawTrend, type Drawing } from './board-drawings.ts'
import { printFigure, sayAgreed, sayNote, sayOrigin, saySources } from './board-words.ts'
import { safe } from '../safe-html.ts'

/** Write the board page as a page of its own: no script, nothing from elsewhere, one side of A4 when printed, readable at 320 px. `made` says that every number is invented, where it is. */
export function writeBoardHtml(answer: BoardAnswer, made: string | null): string {
  const { area, title, sentence, trend, gap } = answer
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}: ${safe(area.name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="second">${safe(area.name)}</p>
<h1>${safe(title)}</h1>
<p class="lede">${safe(sentence)}</p>
${answer.note.length === 0 ? '' : `<p class="note">${safe(sayNote(answer))}</p>`}
${figuresOf(answer)}
<div class="two">
${trend === null ? '' : figureOf(trend.title, `${trend.name}, ${trend.unit}`, drawTrend(trend), trend.verdict)}
${gap === null ? `<section><h2>No projection</h2><p>${safe(answer.gapWhy ?? '')}</p></section>` : figureOf(gap.title, `Demand − supply, ${gap.unit}. Band: 80 % range`, drawGap(gap), gap.verdict)}
</div>
${doubtsOf(answer)}
${agreedOf(answer)}
<div class="two">
<section><h2>What changed</h2><ul>${answer.changed.map(({ amount, what, why }) => `<li><b>${safe(amount)}</b> ${safe(what)} <small>${safe(why)}</small></li>`).join('')}</ul></section>
<section><h2>How sure we are of the data</h2>${answer.sureWhy === null ? `<ul>${answer.sure.map(({ name, word, says }) => `<li><b>${safe(name)}: ${safe(word)}</b> <small>${safe(says)}</small></li>`).join('')}</ul>` : `<p>${safe(answer.sureWhy)}</p>`}</section>
</div>
<p class="end">${safe(sayOrigin(answer))} ${safe(saySources(answer))}${made === null ? '' : ` <b>${safe(made)}</b>`}</p>
</main>
</body>
</html>
`
}

const style = `body{font:13px/1.4 system-ui,sans-serif;margin:0;color:#15212c;background:#fff}main{max-width:700px;margin:0 auto;padding:24px 16px}h1{font-size:22px;line-height:1.2;margin:0 0 8px;padding-bottom:8px;border-bottom:2px solid}h2{font-size:15px;margin:0}section{border-top:1.5px solid;padding-top:4px;margin-top:10px}p,ul,dl,dd{margin:0;padding:0}ul{list-style:none}li{padding:3px 0;border-top:1px solid #dde2e5}li:first-child{border:0}small,.second,.end{font-size:12px;color:#45525e}small{display:block}.lede{font-size:16px}.note{background:#e3ebf2;border-left:4px solid #12436d;padding:5px 10px;margin-top:8px}.key{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));gap:4px 12px;margin-top:8px}.key dt{font-size:12px;color:#45525e}.key b{font-size:15px}.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(255px,1fr));gap:0 24px}svg{display:block;width:100%;height:auto;max-width:340px}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{padding:3px 10px 3px 0;border-top:1px solid #dde2e5;text-align:left;vertical-align:top}thead th{border:0;font-size:12px;color:#45525e}.end{border-top:1px solid #dde2e5;margin-top:12px;padding-top:6px}@page{size:A4;margin:10mm 13mm}@media print{main{padding:0;max-width:none;zoom:.8}section{break-inside:avoid}}`

function figuresOf({ figures }: BoardAnswer): string {
  return `<dl class="key">${figures.map((figure) => `<div><dt>${safe(figure.name)}</dt><dd><b>${safe(printFigure(figure))}</b><small>${safe(figure.value === null ? 'not available' : figure.comparison)}</small></dd></div>`).join('')}</dl>`
}

function figureOf(title: string, subtitle: string, drawing: Drawing, verdict: string): string {
  return `<section><h2>${safe(title)}</h2><p class="second">${safe(subtitle)}</p>${svgOf(drawing)}<p>${safe(verdict)}</p></section>`
}

/** Write a drawing into a page, with its words for whoever cannot see it. */
export function svgOf({ width, height, says, strokes, labels }: Drawing): string {
  const lines = strokes.map(({ path, colour, width: weight, dash, fill }) => `<path d="${path}" fill="${fill === undefined ? 'none' : colour}"${fill === undefined ? '' : ` fill-opacity="${fill}"`}${weight === 0 ? '' : ` stroke="${colour}" stroke-width="${weight}"`}${dash ? ' stroke-dasharray="4 3"' : ''}/>`)
  const words = labels.map(({ text, x, y, at, colour, bold }) => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${at}" font-size="9" fill="${colour}"${bold ? ' font-weight="600"' : ''}>${safe(text)}</text>`)
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${safe(says)}">${lines.join('')}${words.join('')}</svg>`
}

function agreedOf(answer: BoardAnswer): string {
  const { title, says, lines } = sayAgreed(answer)
  return `<section><h2>${safe(title)}</h2><p class="second">${safe(says)}</p>${lines.length === 0 ? '' : `<ul>${lines.map(({ what, who }) => `<li><b>${safe(what)}</b> <small>${safe(who)}</small></li>`).join('')}</ul>`}</section>`
}

function doubtsOf({ doubts }: BoardAnswer): string {
  if (doubts.length === 0) return ''
  return `<section><h2>What is uncertain</h2><div class="scroll" role="region" aria-label="What is uncertain" tabindex="0"><table><thead><tr><th scope="col">What</th><th scope="col">How much</th><th scope="col">What we know of it</th></tr></thead><tbody>${doubts.map(({ what, size, says }) => `<tr><th scope="row">${safe(what)}</th><td>${safe(size)}</td><td>${safe(says)}</td></tr>`).join('')}</tbody></table></div></section>`
}
