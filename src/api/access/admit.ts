import type { IncomingHttpHeaders } from 'node:http'
import { rightsOn } from '../../access/grant.ts'
import { demonstrationViewer, nobody, type Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import type { Admitted } from '../../store/sessions.ts'
import { readReach } from '../../store/viewer-reach.ts'
import { hashSecret } from './secrets.ts'

/** Name of the cookie that carries a session. */
export const sessionCookie = 'cadre-session'

/** What a request carries to say who it is; null when it carries nothing. */
export interface Carried { readonly kind: 'session' | 'token'; readonly hash: string }

/** Read what a request carries: a token in the header, else the session in the cookie. */
export function carriedBy(headers: IncomingHttpHeaders): Carried | null {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return { kind: 'token', hash: hashSecret(bearer) }
  const cookie = (headers.cookie ?? '').split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(`${sessionCookie}=`))
  return cookie === undefined ? null : { kind: 'session', hash: hashSecret(cookie.slice(sessionCookie.length + 1)) }
}

/**
 * Say who asks: the one place that decides, asked anew at every request, so that what is taken back is gone at once.
 *
 * In the demonstration everybody may see everything, for nothing in it is true. Elsewhere whoever carries nothing that opens is nobody.
 */
export async function admit(house: House, carried: Carried | null, now: string): Promise<Viewer> {
  if (house.mode === 'demonstration') return demonstrationViewer
  const admitted = carried === null ? null : await house.sessions.admit(carried.kind, carried.hash, now)
  return admitted === null ? nobody : viewerOf(house, admitted, now)
}

/** The viewer somebody is with the grants in force. */
async function viewerOf(house: House, { person, grants, secondFactor }: Admitted, now: string): Promise<Viewer> {
  const today = now.slice(0, 10)
  return { id: person.id, name: person.name, purpose: 'planning', reach: await readReach(house, grants, today), grants, rights: ['person', ...rightsOn(grants, today)], secondFactor }
}
