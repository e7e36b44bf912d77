import type { Lever, ProgrammeFacts } from './lever-set.ts'
import { movesWork, unitOf } from './scenario-lever.ts'

/** How an area that a lever names lies to a part of the whole: it holds the part (or is it), is held by it, lies in the whole and apart from the part, outside the whole, or in several of these by shares. */
export type Lies = 'around' | 'within' | 'apart' | 'outside' | 'across'

/** A part of the whole that is projected, as levers see it. */
export interface PartOfWhole {
  /** Code of its area. */
  readonly area: string
  /** How an area lies to it; the whole itself where a lever names none. */
  readonly lies: (area: string | undefined) => Lies
  /** Of the staff of a profession in an area around the part, the share who are in the part today; null where the part has no history of them. */
  readonly share: (profession: string | undefined, area: string | undefined) => number | null
}

/** A lever as it acts in a part; nothing where it does not reach it; or why it is not told apart. */
export type LeverInPart = Lever | null | { readonly untold: string }

/** Units that mean the same wherever a lever acts; every other counts people, posts or places. */
export const sameAnywhere: readonly string[] = ['points', 'points a year', '%', '% a year', '% of the work', 'FTE per head', 'FTE per trainee', 'months']

/**
 * Say what a lever on the whole does in a part of it: what is a rate or a share is the same everywhere, what counts people, posts or places is shared out by staff in post today.
 *
 * A lever that names an area inside the part acts there in full. What moves between the whole and a part of its own is not told apart.
 *
 * Source: docs/method/scenarios.md, C12.
 */
export function leverInPart(lever: Lever, programmes: readonly ProgrammeFacts[], part: PartOfWhole): LeverInPart {
  if (lever.programme !== undefined) return trainingInPart(lever, programmes.find(({ id }) => id === lever.programme), part)
  if (lever.kind === 'shared-pool') return poolInPart(lever, part)
  if (lever.toSector === undefined && (lever.kind === 'transfer' || movesWork(lever))) return moveInPart(lever, part)
  const lies = part.lies(lever.area)
  if (lies === 'within') return lever
  if (lies === 'across') return { untold: 'its area lies in several areas by shares' }
  return lies === 'around' ? shared({ ...lever, area: part.area }, part.share(lever.profession, lever.area)) : null
}

/** A lever whose amounts are a share of what was stated; rates stay. */
export function shared(lever: Lever, share: number | null): LeverInPart {
  if (share === null) return notThere
  return { ...(isAmount(lever) ? scaled(lever, share) : lever), ...(lever.now === undefined ? {} : { now: lever.now * share }) }
}

const notThere = { untold: 'the staff it acts on have no history there' }

function isAmount(lever: Lever): boolean {
  return !sameAnywhere.includes(unitOf(lever)?.unit ?? '')
}

function scaled(lever: Lever, share: number): Lever {
  return { ...lever, change: lever.change * share }
}

/** Staff or work that moves: where it leaves and where it arrives both lie somewhere. */
function moveInPart(lever: Lever, part: PartOfWhole): LeverInPart {
  const { profession, area, toProfession = profession, toArea = area } = lever
  const [from, to] = [part.lies(area), part.lies(toArea)]
  if ([from, to].every((lies) => lies === 'apart' || lies === 'outside')) return null
  if (from === 'around' && to === 'around') return part.share(toProfession, toArea) === null ? notThere : shared({ ...lever, area: part.area, toArea: part.area }, part.share(profession, area))
  if (from === 'around' && to === 'outside') return shared({ ...lever, area: part.area }, part.share(profession, area))
  if (from === 'outside' && to === 'around') return arriving(lever, part.share(toProfession, toArea), part)
  if ([from, to].every((lies) => lies === 'within' || lies === 'outside')) return lever
  return { untold: 'it moves staff or work between the whole and an area inside it' }
}

/** What comes from outside the whole arrives in a part in its share, whatever the unit. */
function arriving(lever: Lever, share: number | null, part: PartOfWhole): LeverInPart {
  return share === null ? notThere : { ...scaled(lever, share), toArea: part.area }
}

/** Candidates of a pool whose members all lie around the part. */
function poolInPart(lever: Lever, part: PartOfWhole): LeverInPart {
  const { members = [] } = lever
  if (members.every(({ area }) => ['apart', 'outside'].includes(part.lies(area)))) return null
  if (!members.every(({ area }) => part.lies(area) === 'around')) return { untold: 'its members lie in different areas' }
  const shares = members.map(({ profession, area }) => part.share(profession, area))
  if (shares.includes(null)) return notThere
  return shared({ ...lever, members: members.map((member) => ({ ...member, area: part.area })) }, shares[0]!)
}

function trainingInPart(lever: Lever, programme: ProgrammeFacts | undefined, part: PartOfWhole): LeverInPart {
  const settling = programme === undefined ? null : settlingAround(programme, part)
  if (settling === null) return null
  const share = part.share(programme!.profession, settling.area)
  if (lever.kind !== 'settlement' && lever.kind !== 'trainees-counted') return shared(lever, share)
  const lies = part.lies(lever.area)
  if (lies === 'apart' || lies === 'outside') return null
  return lies === 'around' ? shared({ ...lever, area: part.area }, share) : { untold: 'it acts in an area inside the one told apart' }
}

/**
 * The part’s share of a programme: starts and placements as its staff are to those of the area around it in which its people settle, every rate as it is. Null where nobody settles around it.
 */
export function programmeInPart(programme: ProgrammeFacts, part: PartOfWhole): ProgrammeFacts | null {
  const settling = settlingAround(programme, part)
  const share = settling === null ? null : part.share(programme.profession, settling.area)
  if (settling === null || share === null) return null
  const { startsAYear, placementCapacity } = programme
  return { ...programme, startsAYear: startsAYear * share, ...(placementCapacity === undefined ? {} : { placementCapacity: placementCapacity * share }), settlement: [{ area: part.area, share: settling.share }] }
}

function settlingAround({ settlement }: ProgrammeFacts, { lies }: PartOfWhole): ProgrammeFacts['settlement'][number] | null {
  return settlement.find(({ area }) => lies(area) === 'around') ?? null
}
