import { professionNamed } from '../../reference/staff-group-tree.ts'
import { calibrationDefaults } from '../../supply/calibrate.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { DemandScene } from './demand-bases.ts'
import { notAvailable } from './demand-missing.ts'
import { answerQuery } from '../query.ts'

export interface PostsHeld { readonly funded: number; readonly date: string; readonly source: string }

/**
 * Read the funded posts of a group from the ledgers held, at the opening or else at the last month-end held.
 * Errors: refuses `demand-not-available` where no ledger is held, or where an organisation has staff of the group and no ledger.
 */
export async function postsHeld({ house, viewer, place, openingDate }: DemandScene, group: string): Promise<PostsHeld | Refusal> {
  const map = place.mapAsked === null ? {} : { map: place.mapAsked }
  const ask = (measure: string, by: string, own: readonly string[], at: string | null) => answerQuery(house, viewer, { measure, by, where: [`area=${place.area.code}`, ...own], ...(at === null ? {} : { at }), ...map })
  const own = group === calibrationDefaults.wholeGroup ? [] : [`${professionNamed(group) ? 'profession' : 'staff_group'}=${group}`]
  const [opening, latest] = [await ask('establishment', '', own, openingDate), await ask('establishment', '', own, null)]
  const posts = isRefusal(opening) ? latest : opening
  if (isRefusal(posts)) return notAvailable(place, `no funded posts of ${group} (${posts.found})`, `The establishment (ledger) of every organisation of the area that employs ${group}`)
  const funded = posts.rows[0]?.value ?? null
  if (funded === null) return notAvailable(place, `funded posts of ${group} have no value (${posts.rows[0]?.status ?? 'no row'})`, 'Funded posts of the group in the ledger')
  const [ledgers, staff] = [await ask('establishment', 'organisation', [], posts.asOf), await ask('fte', 'organisation', own, posts.asOf)]
  if (isRefusal(ledgers) || isRefusal(staff)) return notAvailable(place, 'funded posts that cannot be set beside staff by organisation', 'Ledgers and staff by organisation at the same month-end')
  const sent = new Set(ledgers.rows.map((row) => String(row.organisation)))
  const without = staff.rows.filter((row) => (row.value ?? 0) > 0 && !sent.has(String(row.organisation)))
  const lacking = without.reduce((sum, row) => sum + row.value!, 0)
  if (without.length > 0) return notAvailable(place, `no ledger of ${without.length} of ${staff.rows.length} organisations that employ ${formatNumber(lacking, 0)} FTE of ${group}`, 'The establishment of every organisation of the area that employs the group: posts of some would be set against staff of all')
  return { funded, date: posts.asOf, source: posts.provenance.sources.map(({ title }) => title).filter((title, at, all) => all.indexOf(title) === at).join('; ') }
}
