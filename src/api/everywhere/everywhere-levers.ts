import type { LeverFile, LeverStated } from '../../contract/lever.ts'
import { professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { sameAnywhere } from '../../scenario/lever-in-part.ts'
import { leverNamed } from '../../supply/lever-list.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { readLeverText } from '../projection/lever-text.ts'

/**
 * Read the levers of a run of every area.
 *
 * What names no profession or no area acts in each. What counts people or posts has to name both, and a transfer the profession it is from, and the area where it is to another: nobody could say otherwise whether the number is meant
 * for each place or for all of them.
 * Errors: refuses `levers-not-readable` and `levers-invalid`.
 */
export function readLeversEverywhere(text: string): LeverFile | Refusal {
  const file = readLeverText(text)
  if (isRefusal(file)) return file
  const unclear = file.levers.flatMap((lever, at) => (isUnclear(lever) ? [`levers[${at}] (${lever.kind}) changes by ${lever.change}${lever.unit === undefined ? '' : ` ${lever.unit}`} in ${lever.profession ?? 'no profession'} and ${lever.area ?? 'no area'}`] : []))
  return unclear.length === 0 ? file : refuse('levers-invalid', 'input', {
    doing: 'Reading the levers of every area', found: unclear.slice(0, 10).join('; '), need: 'A profession and an area where a lever counts people or posts, and a profession where staff move, with the area they leave where they move to another: a number of people may be meant for each area or for all together',
    next: 'Name them, or state the lever as a share: leaver-rate in points or %, participation in %, transfer in % a year',
  })
}

function isUnclear({ kind, unit, profession, area, toArea, programme }: LeverStated): boolean {
  if (kind === 'transfer' && (profession === undefined || (toArea !== undefined && area === undefined))) return true
  const known = leverNamed(kind)
  if (known === undefined || programme !== undefined || kind === 'shared-pool') return false
  return !sameAnywhere.includes(unit ?? known.units[0]!.unit) && (profession === undefined || area === undefined)
}

/** A profession of an area of the run; the area by its code. */
interface Here { readonly profession: string; readonly area: string }

/** The levers that act in a place, or in one that staff move to or from; with the programmes and origins they need. `codeOf` finds an area by code or name. */
export function leversHere(file: LeverFile, here: Here, codeOf: (area: string) => string): LeverFile {
  const at = (profession = here.profession, area = here.area): string => `${nameOf(profession)}\n${codeOf(area)}`
  const ends = file.levers.map((lever) => endsOf(lever, file, at))
  const reached = new Set([at()])
  for (let before = 0; before < reached.size;) {
    before = reached.size
    for (const { joins, of } of ends) if (joins && of.some((end) => reached.has(end))) for (const end of of) reached.add(end)
  }
  const levers = file.levers.filter((_, nth) => ends[nth]!.of.some((end) => reached.has(end)))
  return {
    ...file, levers, programmes: file.programmes.filter(({ id }) => levers.some(({ programme }) => programme === id)),
    origins: file.origins.filter(({ profession, area }) => reached.has(at(profession, area))),
  }
}

/** Where a lever acts, and whether it makes those places depend on one another. */
function endsOf(lever: LeverStated, { programmes }: LeverFile, at: (profession?: string, area?: string) => string): { readonly joins: boolean; readonly of: readonly string[] } {
  const { kind, profession, area } = lever
  if (kind === 'shared-pool') return { joins: true, of: (lever.members ?? []).map((member) => at(member.profession, member.area)) }
  if (kind === 'transfer') return { joins: true, of: [at(profession, area), ...(lever.toSector === undefined ? [at(lever.toProfession ?? profession, lever.toArea ?? area)] : [])] }
  const programme = programmes.find(({ id }) => id === lever.programme)
  if (programme === undefined) return { joins: false, of: [at(profession, area)] }
  return { joins: false, of: [...programme.settlement.map((settled) => at(programme.profession, settled.area)), ...(area === undefined ? [] : [at(programme.profession, area)])] }
}

/** A staff group or profession in its canonical words. */
function nameOf(asked: string): string {
  return (staffGroupNamed(asked)?.name ?? professionNamed(asked)?.profession ?? asked.trim()).toLowerCase()
}
