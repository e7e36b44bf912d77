import { createHash } from 'node:crypto'
import type { Viewer } from '../access/viewer.ts'
import { catalogueEntry } from '../demo/catalogue.ts'
import type { DemoFile } from '../demo/demo-file.ts'
import { demonstrationFiles, usualSeed } from '../demo/demonstration.ts'
import type { CataloguedFile, House, StagedPart } from '../store/house.ts'
import { fileIdOf } from '../store/snapshot-id.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'

export interface DemoAnswer {
  readonly snapshot: string
  readonly changed: boolean
  readonly files: readonly { readonly name: string; readonly title: string; readonly rows: number }[]
}

/**
 * Make the demonstration nation and publish it as one snapshot. The same seed gives the same snapshot, so making it again changes nothing.
 * Errors: refuses `folder-is-real` where real data is loaded.
 */
export async function makeDemonstration(house: House, viewer: Viewer, options: { readonly now: string; readonly progress?: (name: string) => void }): Promise<DemoAnswer | Refusal> {
  if (house.mode === 'real') return refuseReal()
  const staged: CataloguedFile[] = []
  for (const file of demonstrationFiles(usualSeed)) {
    options.progress?.(file.name)
    staged.push(await keepFile(house, viewer, file, options.now))
  }
  const published = await house.catalogue.publish(viewer, staged, 'demonstration')
  if (isRefusal(published)) return published
  return { ...published, files: staged.map(({ name, title, rows }) => ({ name, title, rows: rows.loaded })) }
}

async function keepFile(house: House, viewer: Viewer, file: DemoFile, importedAt: string): Promise<CataloguedFile> {
  const sha256 = createHash('sha256').update(file.recipe).digest('hex')
  const id = fileIdOf(file.source, sha256)
  const parts = await stageFile(house, viewer, file, id)
  return { ...catalogueEntry(file), id, sha256, bytes: Buffer.byteLength(file.recipe), parts, importedAt }
}

async function stageFile(house: House, viewer: Viewer, file: DemoFile, fileId: string): Promise<StagedPart[]> {
  const as = { source: file.source, fileId, period: file.periodTo }
  if (file.stage.kind === 'statement') return house.lake.stageStatement(viewer, file.table, { ...as, byPeriod: file.stage.byPeriod, prepare: file.stage.prepare }, file.stage.statement)
  const parts: StagedPart[] = []
  for (const [table, rows] of file.stage.into) if (rows.length > 0) parts.push(await house.lake.stageRows(viewer, table, as, rows))
  return parts
}

function refuseReal(): Refusal {
  return refuse('folder-is-real', 'conflict', {
    doing: 'Making the demonstration data', found: 'this data folder holds real data, and a folder is demonstration or real, never both', need: 'An empty folder, or one that holds the demonstration',
    next: 'Name another folder: `cadre --data DIR demo`',
  })
}
