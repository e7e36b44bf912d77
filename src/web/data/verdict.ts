/** The one word on a file: tags are status words only. */
export interface Verdict {
  readonly word: string
  readonly colour: 'green' | 'blue' | 'orange' | 'red' | 'grey'
}

interface Judged {
  readonly rows: { readonly loaded: number; readonly quarantined: number }
  readonly findings: readonly { readonly severity: string }[]
}

/** Judge a file that is held: loaded; loaded, with rows held back or findings; or wholly held back. */
export function verdictOf(file: Judged): Verdict {
  if (file.rows.loaded === 0 && file.rows.quarantined > 0) return { word: 'Quarantined', colour: 'orange' }
  if (file.rows.quarantined > 0) return { word: 'Loaded, part quarantined', colour: 'orange' }
  return file.findings.some((finding) => finding.severity !== 'declare')
    ? { word: 'Loaded, with findings', colour: 'blue' }
    : { word: 'Loaded', colour: 'green' }
}

/** Judge a file that was just sent. */
export function verdictOfImport(file: Judged & { readonly outcome: 'loaded' | 'unchanged' | 'refused' | 'skipped' | 'dry-run' }): Verdict {
  if (file.outcome === 'refused') return { word: 'Refused', colour: 'red' }
  if (file.outcome === 'unchanged') return { word: 'Duplicate', colour: 'grey' }
  if (file.outcome === 'skipped') return { word: 'Skipped', colour: 'grey' }
  return file.outcome === 'dry-run' ? { word: 'Checked only', colour: 'grey' } : verdictOf(file)
}
