import { roleNames, type Role } from '../../access/role.ts'
import { localViewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import type { Person } from '../../store/people.ts'
import { hashSecret, makeSecret } from './secrets.ts'

/** Units: milliseconds a one-time link holds. */
const linkHolds = 24 * 3600 * 1000

/** Roles of the first administrator: all there are. Who keeps the machine gives them on, and may take them back from themselves. */
export const firstRoles: readonly Role[] = roleNames.filter((role) => role !== 'aggregate-viewer')

/** Address under which an administrator who has not given one yet is kept. */
const firstAddress = 'first-administrator'

/**
 * Make the one-time link that makes the first administrator; null when somebody can sign in already, or the folder is a demonstration.
 *
 * There is no default password. A link made before stops working; it dies on use, or after a day.
 * Shape: the last part of the address of the page `/invitation`.
 */
export async function firstAdministratorLink(house: House, now: string): Promise<string | null> {
  if (house.mode === 'demonstration' || await house.credentials.anybody()) return null
  const find = (): Promise<Person | null> => house.people.find(localViewer, firstAddress)
  // Another server that starts at the same moment may have made the account since: it is found then.
  const make = (): Promise<Person> => house.people.add(localViewer, { name: 'First administrator', email: firstAddress }, now).catch(async (error: unknown) => { return await find() ?? Promise.reject(error as Error) })
  const person = await find() ?? await make()
  return inviteBy(house, { person: person.id, kind: 'first-administrator', by: 'the start of the server' }, now)
}

/** Make a one-time link for a person; an earlier one that was not used stops working. */
export async function inviteBy(house: House, invitation: { readonly person: string; readonly kind: 'first-administrator' | 'invitation' | 'new-password'; readonly by: string }, now: string): Promise<string> {
  const secret = makeSecret('')
  const expiresAt = new Date(Date.parse(now) + linkHolds).toISOString()
  await house.credentials.invite({ ...invitation, hash: hashSecret(secret), createdAt: now, expiresAt })
  return secret
}
