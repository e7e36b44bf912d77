import type { DemoFile } from './demo-file.ts'

/** What the catalogue keeps of a demonstration file, but for its id, hash, size, parts and date, which the store and the clock give. */
export interface DemoCatalogueEntry extends Omit<DemoFile, 'stage' | 'recipe' | 'rows'> {
  readonly rows: { readonly read: number; readonly loaded: number; readonly quarantined: number; readonly duplicate: number }
  readonly findings: readonly []
  readonly quarantine: readonly []
}

/** Say what the catalogue should keep of a file: every row made is loaded, and nothing is found wrong with it. */
export function catalogueEntry(file: DemoFile): DemoCatalogueEntry {
  const { stage: _stage, recipe: _recipe, rows, ...described } = file
  return { ...described, rows: { read: rows, loaded: rows, quarantined: 0, duplicate: 0 }, findings: [], quarantine: [] }
}
