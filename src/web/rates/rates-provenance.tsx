import type { RatesAnswer } from '../../contract/rates.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'

/** Where rates come from. */
export function linesOfRates({ summary, provenance }: Pick<RatesAnswer, 'summary' | 'provenance'>): ProvenanceLine[] {
  const { definition, formula, method, sources, snapshot, model, repeat } = provenance
  return [
    { name: 'Number', says: summary }, { name: 'Definition', says: definition }, { name: 'Formula', says: formula }, { name: 'Method', says: method },
    { name: 'Source files', says: sources.map((source) => `${source.title}: ${source.file}, to ${sayDate(source.periodTo)}`).join('; ') },
    { name: 'Snapshot', says: <code>{snapshot}</code> }, { name: 'Model', says: model }, { name: 'Repeat it', says: <code>{repeat}</code> },
  ]
}
