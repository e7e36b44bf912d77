import type { ScenarioAnswer, ScenarioComparison } from '../../contract/scenario.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'

/** What every figure of a scenario stands on. */
export function provenanceOfScenario({ provenance, manifest, notes, notAvailable }: Pick<ScenarioAnswer | ScenarioComparison, 'provenance' | 'manifest' | 'notes' | 'notAvailable'>): ProvenanceLine[] {
  return [
    { name: 'Definition', says: provenance.definition }, { name: 'Formula', says: provenance.formula }, { name: 'Method', says: provenance.method },
    { name: 'Source files', says: provenance.sources.map((source) => `${source.title}: ${source.file}, to ${sayDate(source.periodTo)}`).join('; ') || 'No file' },
    { name: 'Not available', says: notAvailable.map(({ what, needed }) => `${what}: ${needed}`).join('; ') || 'Nothing that was needed' },
    { name: 'Notes', says: notes.join(' ') || 'None' },
    { name: 'Model, seed and draws', says: `${manifest.model}, seed ${manifest.seed}, ${manifest.draws} draws, common to all scenarios` },
    { name: 'Snapshot', says: <code>{provenance.snapshot}</code> }, { name: 'Scenario', says: <code>{manifest.scenario.slice(0, 12)}</code> },
    { name: 'Repeat it', says: <code>{provenance.repeat}</code> },
  ]
}
