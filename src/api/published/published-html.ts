import type { PublishedTable } from '../../contract/published-table.ts'
import { printFigure, wideHeader } from './published-layout.ts'
import { safe } from '../safe-html.ts'
import { shorthand } from '../table-workbook.ts'

/** Write a table as a page that needs nothing else: headers for rows and columns, no script, readable at 320 px. */
export function writeHtml(table: PublishedTable, about: readonly (readonly [label: string, says: string])[]): string {
  const header = wideHeader(table).map((name) => `<th scope="col">${safe(name)}</th>`).join('')
  const rows = table.rows.map((row) => `<tr><td>${safe(row.level)}</td><td>${safe(row.code)}</td><th scope="row">${safe(row.name)}</th>${row.figures.map((figure) => `<td class="figure">${printFigure(figure)}</td>`).join('')}</tr>`)
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(table.title)}</title>
<style>body{font:1rem/1.5 sans-serif;margin:1rem;color:#212b32}.scroll{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.25rem .5rem;border-bottom:1px solid #d8dde0;text-align:left;vertical-align:top}.figure{text-align:right;font-variant-numeric:tabular-nums}</style>
</head>
<body>
<main>
<h1>${safe(table.title)}</h1>
<dl>${about.map(([label, says]) => `<dt>${safe(label)}</dt><dd>${safe(says)}</dd>`).join('')}</dl>
<div class="scroll" role="region" aria-label="${safe(table.title)}" tabindex="0">
<table>
<caption>${safe(table.title)}</caption>
<thead><tr>${header}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>
<h2>Notes</h2>
<ul>${table.notes.map((note) => `<li>${safe(note)}</li>`).join('')}</ul>
<h2>Marks in place of a figure</h2>
<dl>${shorthand.map(([mark, means]) => `<dt>${mark}</dt><dd>${safe(means)}</dd>`).join('')}</dl>
</main>
</body>
</html>
`
}
