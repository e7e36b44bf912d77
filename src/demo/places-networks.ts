import type { Nation } from './nation.ts'

const placesPerSystem = 2
const halves = ['North', 'South'] as const

/** Name the places: each care system has two. */
export function placeAreas(nation: Nation): { readonly code: string; readonly name: string }[] {
  return nation.systems.flatMap((system, index) => halves.map((half, at) => ({ code: placeCode(index, at), name: `${system.name} ${half}` })))
}

/** Which system each place belongs to, and the one it belonged to before the systems merged. */
export function placeRelations(nation: Nation): { readonly place: string; readonly system: number; readonly former: string | null }[] {
  return nation.systems.flatMap((_, system) => {
    const formers = nation.formerSystems.filter((former) => former.into === system)
    return halves.map((_half, at) => ({ place: placeCode(system, at), system, former: formers[at % Math.max(formers.length, 1)]?.code ?? null }))
  })
}

/** The place where the head office of an employer stands: by turns, in the order of the employers. */
export function placeOf(nation: Nation, employer: number): string {
  return placeCode(nation.employers[employer]!.system, employer % placesPerSystem)
}

/** Name the cardiac networks: one around each region. */
export function networkAreas(nation: Nation): { readonly code: string; readonly name: string }[] {
  return nation.regions.map((region, index) => ({ code: networkCode(index), name: `${region.name} Cardiac Network` }))
}

interface Member { readonly member: readonly [level: string, code: string]; readonly network: string; readonly share: number; readonly from: string; readonly to: string | null }

/**
 * Say who is a member of which cardiac network: the systems of its region; by two fifths the last system of the region before, whose people go both ways;
 * and the largest hospital trust of the region before, which treats for both. So networks overlap. The first network gave its half of a neighbour back in 2024.
 */
export function networkMembers(nation: Nation, from: string): Member[] {
  return nation.regions.flatMap((_, region) => {
    const before = (region + nation.regions.length - 1) % nation.regions.length
    const own = nation.systems.flatMap((system): Member[] => (system.region === region ? [{ member: ['ics', system.code], network: networkCode(region), share: 1, from, to: null }] : []))
    const neighbour = nation.systems.findLast((system) => system.region === before)!
    const border: Member = { member: ['ics', neighbour.code], network: networkCode(region), share: 0.4, from, to: region === 0 ? '2024-03-31' : null }
    const trust: Member = { member: ['organisation', largestHospital(nation, before)], network: networkCode(region), share: 1, from, to: null }
    return [...own, border, trust, { ...trust, network: networkCode(before) }]
  })
}

/** The largest hospital trust of a region that neither opened nor closed. */
function largestHospital(nation: Nation, region: number): string {
  const [first] = nation.employers.filter((one) => one.kind === 'acute' && nation.systems[one.system]!.region === region && one.opens === 0 && one.closes > 24).toSorted((a, b) => b.size - a.size)
  if (!first) throw new Error(`region ${region} has no hospital trust`)
  return first.code
}

function placeCode(system: number, at: number): string {
  return `DM-P${String(system * placesPerSystem + at + 1).padStart(3, '0')}`
}

function networkCode(region: number): string {
  return `DM-K${region + 1}`
}
