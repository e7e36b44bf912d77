import type { Viewer } from '../access/viewer.ts'
import type { ProgrammeFile, ProgrammeHeld, ProgrammeListed } from '../contract/programme.ts'
import type { House } from '../store/house.ts'
import type { KeptProgramme } from '../store/kept-programmes.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { readProgramme, writeProgramme } from './programme/programme-text.ts'
import { shippedProgramme, shippedProgrammes } from './programme/shipped-programmes.ts'

/** List the programmes that come with the product, then those of whoever asks, newest first. */
export async function listProgrammes(house: House, viewer: Viewer): Promise<ProgrammeListed[]> {
  const own = (await house.programmes.list(viewer)).flatMap((kept) => {
    const file = readProgramme(kept.text)
    return isRefusal(file) ? [] : [sayOwn(kept, file)]
  })
  return [...shippedProgrammes().map(sayShipped), ...own]
}

/** Find a programme: one that is shipped, one of your own, or one that somebody shared. Errors: refuses `unknown-programme`; `programme-not-readable` when one that was saved fits this version no more. */
export async function findProgramme(house: House, viewer: Viewer, id: string): Promise<ProgrammeHeld | Refusal> {
  const shipped = shippedProgramme(id)
  if (shipped !== null) return { listed: sayShipped(shipped), mine: false, file: shipped, yaml: writeProgramme(shipped) }
  const kept = id.startsWith(ownPrefix) ? await house.programmes.find(viewer, id.slice(ownPrefix.length)) : null
  if (kept === null) return unknownProgramme(id)
  const file = readProgramme(kept.text)
  return isRefusal(file) ? file : { listed: sayOwn(kept, file), mine: kept.mine, file, yaml: writeProgramme(file) }
}

/** What the ids of saved programmes begin with in addresses. */
export const ownPrefix = 'own-'

/** Refuse a programme that there is not, or that is somebody’s own: the two look alike. */
export function unknownProgramme(id: string): Refusal {
  return refuse('unknown-programme', 'absent', { doing: 'Looking for a programme', found: `none is called “${id.slice(0, 80)}”, or it is not shared with you`, need: `One of ${shippedProgrammes().map((file) => file.id).join(', ')}, or one that was saved`, next: 'List them with cadre programme list, or on the Programmes page' })
}

function sayShipped(file: ProgrammeFile): ProgrammeListed {
  return { ...sayFile(file), id: file.id, kind: 'shipped', shared: true, savedAt: null }
}

function sayOwn({ id, shared, savedAt }: KeptProgramme, file: ProgrammeFile): ProgrammeListed {
  return { ...sayFile(file), id: `${ownPrefix}${id}`, kind: 'own', shared, savedAt }
}

function sayFile({ name, about, revision, roles, stages }: ProgrammeFile): Pick<ProgrammeListed, 'name' | 'about' | 'revision' | 'roles' | 'stages'> {
  return { name, about, revision, roles: roles.length, stages: stages.length }
}
