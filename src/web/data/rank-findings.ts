export interface FindingTotal {
  readonly rule: string
  readonly name: string
  /** What the rule said in the file where it found most. */ readonly says: string
  readonly most: number
  readonly kind: string
  readonly count: number
  readonly files: number
  readonly fte: number | null
}

interface Judged {
  readonly findings: readonly { readonly rule: string; readonly says: string; readonly severity: string; readonly count: number; readonly fte: number | null }[]
}

/** What a severity means to a reader. */
export const severityWords: Readonly<Record<string, string>> = {
  'stop-file': 'File refused',
  'stop-row': 'Rows held back',
  warn: 'Loaded, look at it',
  declare: 'Declared',
}

/** Add findings up by rule over files; largest FTE first, then the most frequent, then by name. FTE is null where no finding names any. */
export function rankFindings(files: readonly Judged[]): FindingTotal[] {
  const totals = new Map<string, FindingTotal>()
  for (const { findings } of files) {
    for (const { rule, says, severity, count, fte } of findings) {
      const sofar = totals.get(rule)
      totals.set(rule, {
        rule,
        name: nameRule(rule),
        says: sofar !== undefined && sofar.most >= count ? sofar.says : says,
        most: Math.max(sofar?.most ?? 0, count),
        kind: sofar?.kind ?? severityWords[severity] ?? severity,
        count: (sofar?.count ?? 0) + count,
        files: (sofar?.files ?? 0) + 1,
        fte: fte === null ? (sofar?.fte ?? null) : (sofar?.fte ?? 0) + fte,
      })
    }
  }
  return [...totals.values()].sort((a, b) => Math.abs(b.fte ?? 0) - Math.abs(a.fte ?? 0) || b.count - a.count || (a.rule < b.rule ? -1 : 1))
}

/** A rule's id is its words joined by hyphens. */
function nameRule(rule: string): string {
  const words = rule.replaceAll('-', ' ').replace(/\bfte\b/g, 'FTE')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
