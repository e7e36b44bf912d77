import { svgOf } from '../board/board-html.ts'
import { safe } from '../safe-html.ts'
import { drawPaperChart } from './paper-drawing.ts'
import { sayAxes, type Paper, type PaperPart, type PaperTable } from './paper.ts'

/** Write a paper as a page of its own: no script, nothing from elsewhere, headings in order, tables with headers, charts with their words; readable at 320 px and on paper. The same paper gives the same bytes. */
export function writePaperHtml({ title, sentence, about, sections }: Paper): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${safe(title)}</h1>
<p class="lede">${safe(sentence)}</p>
${about.map((line) => `<p class="second">${safe(line)}</p>`).join('\n')}
${sections.map((section) => `<section>\n<h2>${safe(section.title)}</h2>\n${section.parts.map(partOf).join('\n')}\n</section>`).join('\n')}
</main>
</body>
</html>
`
}

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#15212c;background:#fff}main{max-width:820px;margin:0 auto;padding:24px 16px}h1{font-size:28px;line-height:1.2;margin:0 0 8px}h2{font-size:21px;margin:0 0 6px}section{border-top:2px solid #15212c;padding-top:10px;margin-top:28px}p,ul{margin:0 0 8px}.lede{font-size:19px}.second{color:#45525e;font-size:14px}.scroll{overflow-x:auto;margin:8px 0 14px}table{border-collapse:collapse;width:100%;font-size:14px}caption{text-align:left;font-weight:600;padding:4px 0}th,td{padding:4px 12px 4px 0;border-bottom:1px solid #dde2e5;text-align:left;vertical-align:top}tbody th{font-weight:400}.figure{text-align:right;font-variant-numeric:tabular-nums}svg{display:block;width:100%;height:auto;max-width:820px}@page{size:A4;margin:14mm}@media print{main{padding:0;max-width:none}body{font-size:10.5pt}table{font-size:8.5pt}tr,svg{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}}`

function partOf(part: PaperPart): string {
  if ('says' in part) return `<p>${safe(part.says)}</p>`
  if ('list' in part) return `<ul>${part.list.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>`
  return 'chart' in part ? `<p class="second">${safe(sayAxes(part.chart))}</p>${svgOf(drawPaperChart(part.chart))}` : tableOf(part.table)
}

function tableOf({ caption, columns, rows }: PaperTable): string {
  const figure = (at: number): string => (columns[at]!.numeric ? ' class="figure"' : '')
  const header = columns.map(({ name }, at) => `<th scope="col"${figure(at)}>${safe(name)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell, at) => (at === 0 ? `<th scope="row">${safe(cell)}</th>` : `<td${figure(at)}>${safe(cell)}</td>`)).join('')}</tr>`)
  return `<div class="scroll" role="region" aria-label="${safe(caption)}" tabindex="0"><table><caption>${safe(caption)}</caption><thead><tr>${header}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`
}
