import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'

/** Codes of the organisations on the lists that were loaded, in order; none where no list was. */
export async function listedOrganisations(house: House, viewer: Viewer): Promise<string[]> {
  const live = await house.catalogue.live(viewer)
  if (live === null) return []
  return (await house.lake.select(viewer, live, 'select distinct code from organisation order by code')).map(({ code }) => String(code))
}
