import type { Viewer } from '../../access/viewer.ts'
import { backtestSeries } from '../../scenario/backtest-series.ts'
import type { House } from '../../store/house.ts'
import { sayDate } from '../../units/calendar-date.ts'
import type { Place } from '../map/find-place.ts'

/**
 * Name a series that past projections are scored on in plain words: one that is listed by its own name, any other by the nation and what its sources hold.
 * The source of a series may be several ids joined by dates: “A to 2023-09-30, then B”.
 */
export async function titleOfSeries(house: House, viewer: Viewer, { nation, area, snapshot }: Place, source: string): Promise<string> {
  const listed = backtestSeries.find((series) => series.source === source)
  if (listed) return listed.title
  const names = new Map<string, string>()
  for (const file of await house.catalogue.files(viewer, snapshot)) names.set(file.source, file.parts.some(({ table }) => table === 'staff') ? 'staff records' : plain(file.title))
  const words = source.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, sayDate).split(/( to \d.*?, then )/).map((part) => names.get(part) ?? part)
  return `${(nation ?? area).name}, staff groups: ${words.join('')}`
}

/** The title of a source as it stands within a sentence, without what is said in brackets. */
function plain(title: string): string {
  const words = title.replaceAll(/\s*\([^)]*\)/g, '')
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}
