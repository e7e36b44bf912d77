import type { Viewer } from '../../access/viewer.ts'
import { HostsAnswer, HostsRequest } from '../../contract/hosts.ts'
import { readHosts, type HostAccount } from '../../store/hosts.ts'
import type { House } from '../../store/house.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { readRoute, type Route } from '../route.ts'

/** Say where the staff of an area are employed and where they work, and how the two counts agree. */
export async function answerHosts(house: House, viewer: Viewer, { area, at, map }: HostsRequest): Promise<HostsAnswer | Refusal> {
  const found = await readHosts(house, viewer, { area: area ?? null, at: at ?? null, map: map ?? null })
  if (isRefusal(found)) return found
  const { posts: _posts, ...inFte } = found
  return { ...inFte, rows: [...found.rows], summary: summarise(found) }
}

function summarise({ area, asOf, total, leaving, entering, twice }: HostAccount): string {
  const border = leaving === 0 && entering === 0 ? 'so both ways give the same total' : `${fte(leaving)} of it leaves the area and ${fte(entering)} comes in, which is the difference of the totals`
  const double = twice.people === 0 ? '' : ` ${formatNumber(twice.people, 0)} people (${fte(twice.fte)}) are recorded by employer and host alike: perhaps one post counted twice.`
  return `${area} on ${sayDate(asOf)}: ${fte(total.employed)} by employer, ${fte(total.byHost)} by host; ${fte(total.elsewhere)} works elsewhere than where it is employed, ${border}.${double}`
}

function fte(value: number): string {
  return `${formatNumber(value, 1)} FTE`
}

export const hostsRoutes: readonly Route[] = [
  readRoute({
    url: '/api/hosts', policy: 'records', says: 'Staff by employer and by host, organisation by organisation, and how the two agree', group: 'Numbers', query: HostsRequest, answer: HostsAnswer,
    refuses: ['nothing-loaded', 'unknown-area', 'area-not-held', 'date-out-of-range', 'measure-not-available'],
    handle: ({ house, viewer }, query) => answerHosts(house, viewer, query),
  }),
]
