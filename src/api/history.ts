import { z } from 'zod'
import { keeperFor } from '../access/keeper.ts'
import { reachesAll } from '../access/reach.ts'
import { refuseOutside } from '../access/refuse-access.ts'
import type { Viewer } from '../access/viewer.ts'
import { History, Moved, type Change, type Withdrawn } from '../contract/history.ts'
import { nodeOf, shareInside } from '../reference/map-walk.ts'
import { readMap } from '../store/cube.ts'
import type { House } from '../store/house.ts'
import type { ChangeRecord } from '../store/history.ts'
import { heldBeside, isWithinReach, loaderOf } from '../store/publish-within.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { movedBetween } from './moved.ts'
import { readRoute, type Route } from './route.ts'
import { sayCount } from './say.ts'

/** Every change to the dataset, newest first; `area` leaves those that concern an organisation, or any organisation of an area. */
export async function answerHistory(house: House, viewer: Viewer, area: string | null): Promise<History> {
  const all = await house.history.list(viewer)
  const concerns = area === null ? () => true : await concernsArea(house, viewer, area.trim().toUpperCase())
  const own = all.filter(({ organisations }) => area === null || organisations.some(concerns))
  const whose = area === null ? '' : ` that concern${own.length === 1 ? 's' : ''} ${area}`
  return { summary: own.length === 0 ? `No change${whose} has been made yet.` : `${sayCount(own.length, 'change')}${whose}, the last at ${own[0]!.at}.`, changes: own.map(sayChange) }
}

/** An organisation is known by its code even where no map holds it; an area takes in whatever the latest map puts inside it. */
async function concernsArea(house: House, viewer: Viewer, area: string): Promise<(organisation: string) => boolean> {
  const map = await readMap(house, viewer, null)
  const node = nodeOf(map, area)
  return (organisation) => {
    const own = nodeOf(map, organisation)
    return organisation.toUpperCase() === area || (node !== null && own !== null && shareInside(map, own, node) > 0)
  }
}

/**
 * What a change moved: the change of that number, or the last one that moved data.
 * Errors: refuses `change-not-found`.
 */
export async function answerMoved(house: House, viewer: Viewer, number: number | null): Promise<Moved | Refusal> {
  const changes = await house.history.list(viewer)
  const change = changes.find((one) => (number === null ? movesData(one) : one.number === number))
  if (change) return movedBetween(house, viewer, change.from, change.to)
  return number === null ? { from: null, to: null, summary: 'Nothing has been published yet.', files: [] } : refuseChange(`change ${number}`, 'there is none of that number')
}

/** What moved when a snapshot last became live. Errors: refuses `change-not-found`. */
export async function answerSnapshotMoved(house: House, viewer: Viewer, snapshot: string): Promise<Moved | Refusal> {
  const change = (await house.history.list(viewer)).find((one) => movesData(one) && one.to === snapshot)
  return change ? movedBetween(house, viewer, change.from, change.to) : refuseChange(`snapshot ${snapshot}`, 'it never became live')
}

/** Go back: the live snapshot, or one file of it, is withdrawn; by somebody who publishes for some places, a file that speaks of those alone. Errors: refuses `nothing-to-withdraw`, `outside-your-scope`. */
export async function withdraw(house: House, viewer: Viewer, id: string, now: string): Promise<Withdrawn | Refusal> {
  const loader = await loaderOf(house, viewer, now.slice(0, 10))
  const own = (await heldBeside(house, loader)).some((file) => file.id === id && isWithinReach(loader.reach, file))
  if (!reachesAll(loader.reach) && !own) return refuseOutside('what would be withdrawn')
  const done = await house.catalogue.withdraw(keeperFor(loader), id)
  if (isRefusal(done)) return done
  return { snapshot: done.snapshot, summary: done.snapshot === null ? 'Withdrawn: nothing is loaded now.' : `Withdrawn: the live snapshot is now ${done.snapshot}.` }
}

function movesData({ kind }: ChangeRecord): boolean {
  return kind === 'published' || kind === 'withdrawn'
}

function sayChange({ number, at, by, kind, organisations, says, from, to }: ChangeRecord): Change {
  return { number, at, by, kind, organisations: [...organisations], says, from, to }
}

function refuseChange(what: string, found: string): Refusal {
  return refuse('change-not-found', 'absent', { doing: `Looking for what moved with ${what}`, found, need: 'A change that was made', next: 'See `cadre history`' })
}

export const historyRoutes: readonly Route[] = [
  readRoute({
    url: '/api/history', policy: 'figures', says: 'Every change to the dataset: publications, withdrawals, mappings confirmed, findings accepted', group: 'Data',
    query: z.object({ organisation: z.string().trim().min(1).optional().describe('Code of an organisation or area: only changes that concern it') }), answer: History, refuses: [],
    handle: ({ house, viewer }, { organisation }) => answerHistory(house, viewer, organisation ?? null),
  }),
  readRoute({
    url: '/api/history/moved', policy: 'figures', says: 'What a change moved: rows, FTE and people, file by file and by staff group', group: 'Data',
    query: z.object({ change: z.coerce.number().int().min(1).optional().describe('Number of the change; the last that moved data when left out') }), answer: Moved, refuses: ['change-not-found'],
    handle: ({ house, viewer }, { change }) => answerMoved(house, viewer, change ?? null),
  }),
]
