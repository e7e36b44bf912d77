/** The one word on a file: tags are status words only. */
export interface Verdict {
  readonly word: string
  readonly colour: 'green' | 'blue' | 'orange' | 'red' | 'grey' | 'white'
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

interface Sent {
  readonly state: 'waiting' | 'checking' | 'checked'
  readonly held: boolean
  readonly result: (Judged & { readonly outcome: string; readonly refused: { readonly code: string } | null }) | null
}

/** Judge a file that was sent: what became of it, or what would when it is published. */
export function verdictOfSent({ state, held, result }: Sent): Verdict {
  if (state === 'waiting') return { word: 'Waiting', colour: 'grey' }
  if (state === 'checking' || result === null) return { word: 'Checking', colour: 'white' }
  if (result.outcome === 'refused') return setAside.has(result.refused?.code ?? '') ? { word: 'Quarantined', colour: 'orange' } : { word: 'Refused', colour: 'red' }
  if (result.outcome === 'unchanged' || (held && result.outcome === 'dry-run')) return { word: 'Duplicate', colour: 'grey' }
  if (result.outcome === 'skipped') return { word: 'Skipped', colour: 'grey' }
  const loaded = verdictOf(result)
  return result.outcome === 'dry-run' ? { ...loaded, word: loaded.word.replace(/^Loaded/, 'Ready') } : loaded
}

/** Refusals of a file that was read and is set aside whole for what it holds. */
const setAside: ReadonlySet<string> = new Set(['file-stopped', 'nothing-to-load'])
