import { reaches } from '../../access/reach.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { countFoundOut, type JudgedTable } from '../disclosure/hide-thread.ts'
import { keepAnswer } from '../kept.ts'
import { codeOf, type ViewCube } from './view-cube.ts'

/**
 * Say whether a view keeps its hidden figures from a viewer who reads the records of several scopes at once. Views are proven against every organisation,
 * system and region by itself; whoever reads anything else has the tables attacked with all that they know, and is given no view that would not hold.
 *
 * Errors: refuses `scopes-tell-too-much`; null when the view may be given.
 */
export async function refuseScopes(house: House, viewer: Viewer, snapshot: string, name: string, { asOf, ground }: ViewCube, tables: readonly JudgedTable[]): Promise<Refusal | null> {
  const own = new Set(ground.heads.map((row) => codeOf(row.organisation)).filter((code) => reaches(viewer.reach, `organisation:${code}`, asOf)))
  if (own.size === 0 || ground.insiders.some(({ organisations }) => isSame(organisations, own))) return null
  const found = await keepAnswer(house, viewer, snapshot, `scopes against view ${name} ${asOf}`, async () => {
    const counts = await Promise.all(tables.map((judged) => countFoundOut({ ...judged, reader: { name: viewer.id, organisations: own } })))
    return counts.reduce((sum, count) => sum + count, 0)
  })
  return found === 0 ? null : refuse('scopes-tell-too-much', 'conflict', {
    doing: 'Answering from the views beside the records of several scopes', found: 'somebody who reads all of your scopes could work out small numbers of others from them', need: 'A view that keeps them hidden', next: 'Ask about your own scopes, or for another split',
  })
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((code) => other.has(code))
}
