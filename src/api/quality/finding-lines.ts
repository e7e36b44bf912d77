import type { ImportFinding } from '../../contract/import.ts'
import { severities, type Finding } from '../../quality/finding.ts'

/** Say the findings of one file, one line per rule: what stops first, then by FTE concerned, then by count. */
export function sayFindings(findings: readonly (Finding & { readonly says: string })[]): ImportFinding[] {
  const byRule = new Map<string, ImportFinding>()
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`
    const seen = byRule.get(key)
    byRule.set(key, seen
      ? { ...seen, count: seen.count + finding.count, fte: addKnown(seen.fte, finding.fte) }
      : { rule: finding.rule, severity: finding.severity, count: finding.count, says: finding.says, example: sayExample(finding), fte: finding.fte })
  }
  return [...byRule.values()].sort(bySeverityThenSize)
}

/** Add two amounts of which either may be unknown; unknown is never zero. */
export function addKnown(a: number | null, b: number | null): number | null {
  if (a === null) return b
  return b === null ? a : a + b
}

function sayExample({ row, column, found, expected }: Finding): string | null {
  if (found === '' && expected === '') return null
  const place = [row === null ? '' : `row ${row}`, column === null ? '' : `column ${column}`].filter(Boolean).join(', ')
  return `${place === '' ? '' : `${place}: `}found “${found.slice(0, 120)}”${expected === '' ? '' : `, expected ${expected.slice(0, 160)}`}`
}

function bySeverityThenSize(a: ImportFinding, b: ImportFinding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || Math.abs(b.fte ?? 0) - Math.abs(a.fte ?? 0) || b.count - a.count || (a.rule < b.rule ? -1 : 1)
}
