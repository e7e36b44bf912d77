import type { Cell, Example, Section, Specification, Table } from './specification.ts'

/** Print a specification as the Markdown page of docs/method that it stands for. */
export function printMethod(specification: Specification): string {
  const parts = [
    `# ${specification.title}`,
    `Made from tests/spec/${specification.document}.ts, which also checks every table below against the code. To change this page, change that file and run \`CADRE_WRITE_DOCS=1 npx vitest run --project quick tests/spec\`.`,
    ...specification.text,
    ...specification.sections.flatMap(printSection),
  ]
  return `${parts.join('\n\n')}\n`
}

function printSection(section: Section): string[] {
  return [
    `## ${section.code} ${section.title}`,
    ...section.text,
    ...(section.equation ? [['```', ...section.equation, '```'].join('\n')] : []),
    ...(section.examples ?? []).flatMap(printExample),
  ]
}

function printExample(example: Example): string[] {
  return [`**Example: ${example.title}.** ${example.source}`, printTable(example.given), 'gives', printTable(example.expected)]
}

function printTable(table: Table): string {
  const keys = Object.keys(table.columns)
  const heading = `| ${keys.map((key) => table.columns[key]).join(' | ')} |`
  const rule = `|${keys.map((key) => (table.rows.some((row) => typeof row[key] === 'number') ? ' ---: |' : ' --- |')).join('')}`
  const rows = table.rows.map((row) => `| ${keys.map((key) => printCell(row[key], decimalsNeeded(table, key))).join(' | ')} |`)
  return [heading, rule, ...rows].join('\n')
}

/** The fewest decimals that show every number of a column as stated: 208, not 208.000000. */
function decimalsNeeded(table: Table, key: string): number {
  const stated = table.decimals?.[key] ?? 0
  const values = table.rows.map((row) => row[key]).filter((cell) => typeof cell === 'number')
  for (let decimals = 0; decimals < stated; decimals++) if (values.every((value) => Number(value.toFixed(decimals)) === value)) return decimals
  return stated
}

/** A number with its decimals and a comma before each three digits. */
function printCell(cell: Cell | undefined, decimals: number): string {
  if (typeof cell !== 'number') return cell ?? ''
  const [whole, fraction] = cell.toFixed(decimals).split('.')
  const grouped = whole!.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
