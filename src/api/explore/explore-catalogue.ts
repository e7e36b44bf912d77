import type { Viewer } from '../../access/viewer.ts'
import type { ExploreCatalogue } from '../../contract/explore.ts'
import { dimensionWords } from '../../dataset/describe.ts'
import { groupMeasures } from '../../dataset/measure-groups.ts'
import { measureNamed } from '../../dataset/measures.ts'
import type { House } from '../../store/house.ts'
import { listFigures } from '../query/any-figure.ts'
import { isPlace } from './explore-chart.ts'

/** List what a table can be made of. `source` is no dimension of a table: one answer rests on one source. */
export async function exploreCatalogue(house: House, viewer: Viewer): Promise<ExploreCatalogue> {
  const sheets = (await listFigures(house, viewer)).map(({ id, name, unit, definition, formula, dimensions, why, periods }) => ({
    id, name, unit, definition, formula, aggregates: measureNamed(id)?.aggregates ?? '', dimensions: dimensions.filter((one) => one !== 'source'), why, periods: periods && { ...periods },
  }))
  const used = new Set(sheets.flatMap(({ dimensions }) => dimensions))
  const dimensions = Object.entries(dimensionWords).filter(([id]) => used.has(id)).map(([id, words]) => ({ id, name: words.charAt(0).toUpperCase() + words.slice(1), kind: kindOf(id) }))
  return { dimensions, groups: groupMeasures(sheets) }
}

function kindOf(dimension: string): 'place' | 'group' | 'time' {
  return dimension === 'period' ? 'time' : isPlace(dimension) ? 'place' : 'group'
}
