import type { ComingsAnswer } from '../../contract/comings.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { sayDatesIn } from '../format.ts'

/** Where a figure of people followed in records comes from. */
export function linesOfFlows({ definition, formula, sources, map, notes, snapshot }: ComingsAnswer['provenance'], repeat: string): ProvenanceLine[] {
  const files = [...new Set(sources.map(({ title, file, periodTo }) => `${title}: ${file}, to ${sayDate(periodTo)}`))]
  return [
    { name: 'Definition', says: definition },
    { name: 'Formula', says: formula },
    { name: 'Source files', says: files.length > 6 ? `${files.slice(0, 6).join('; ')}; and ${files.length - 6} more` : files.join('; ') || 'No file' },
    { name: 'Map', says: map },
    { name: 'Notes', says: notes.map(sayDatesIn).join(' ') },
    { name: 'Snapshot', says: <code>{snapshot}</code> },
    { name: 'Repeat it', says: <code>{repeat}</code> },
  ]
}
