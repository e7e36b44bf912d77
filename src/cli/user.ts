import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import { roleNames, type Role } from '../access/role.ts'
import { readScope } from '../access/grant.ts'
import { refuseScope } from '../api/access/account.ts'
import { closePerson, grantRole, inviteAgain, invitePerson, listPeople, revokeGrant } from '../api/access/people.ts'
import { hashSecret, makeSecret } from '../api/access/secrets.ts'
import { sayToken } from '../api/access/say-access.ts'
import { writeCsv } from '../api/csv.ts'
import type { Invited } from '../contract/access.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readDate, readWhole } from './read-option.ts'
import { layTable } from './table.ts'

const now = (): string => new Date().toISOString()

/** `cadre user`: who may see and do what. */
export function userCommand(shop: Shop): Command {
  return new Command('user').description('People: accounts, one-time links, roles in scopes, tokens')
    .addCommand(addCommand(shop)).addCommand(listCommand(shop)).addCommand(inviteCommand(shop)).addCommand(grantCommand(shop)).addCommand(revokeCommand(shop)).addCommand(closeCommand(shop)).addCommand(tokenCommand(shop)).addCommand(factorKeyCommand(shop))
    .addHelpText('after', example('cadre user add "Rowan Reader" rowan@example.org', 'cadre user grant rowan@example.org record-viewer ics:QXX --until 2026-12-31'))
}

function addCommand(shop: Shop): Command {
  return new Command('add').description('Make an account, and the one-time link that opens it').argument('<name>', 'name of the person').argument('<email>', 'e-mail address: they sign in with it')
    .addHelpText('after', example('cadre user add "Rowan Reader" rowan@example.org'))
    .action((name: string, email: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => sayLink(await invitePerson(house, viewer, { name, email }, now()))))
}

function inviteCommand(shop: Shop): Command {
  return new Command('invite').description('Make a new one-time link for a person: it sets a new password').argument('<person>', 'id or e-mail address')
    .addHelpText('after', example('cadre user invite rowan@example.org'))
    .action((person: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => sayLink(await inviteAgain(house, viewer, person, now()))))
}

function sayLink(invited: Invited | Refusal): Outcome | Refusal {
  return isRefusal(invited) ? invited : { json: invited, text: `Send this to its person; it works once, until ${invited.expiresAt}: the address of this installation, then\n  /invitation#${invited.link}` }
}

function listCommand(shop: Shop): Command {
  return new Command('list').description('Everybody with an account, and what they were granted').option('--csv', 'as csv')
    .addHelpText('after', example('cadre user list'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await listPeople(house, viewer, now())
      if (isRefusal(answer)) return answer
      const header = ['name', 'email', 'state', 'grant', 'role', 'scope', 'from', 'until', 'in force']
      const rows = answer.people.flatMap(({ name, email, state, grants }) => (grants.length === 0 ? [[name, email, state, '', '', '', '', '', '']]
        : grants.map(({ number, role, scope, from, until, inForce, revokedAt }) => [name, email, state, number, role, scope, from, until ?? '', revokedAt !== null ? 'taken back' : inForce ? 'yes' : 'no'])))
      return { json: answer, text: rows.length === 0 ? 'Nobody has an account yet. The first administrator’s link is printed when the server starts.' : layTable(header, rows), csv: writeCsv(header, rows) }
    }))
}

function grantCommand(shop: Shop): Command {
  return new Command('grant').description('Grant a role in a scope, from a day to a day').argument('<person>', 'id or e-mail address')
    .argument('<role>', roleNames.join(', ')).argument('<scope>', 'everything, or kind:code such as organisation:RXX, ics:QXX, region:Y56')
    .option('--from <date>', 'first day; today when left out', readDate).option('--until <date>', 'last day', readDate)
    .addHelpText('after', example('cadre user grant rowan@example.org record-viewer ics:QXX --until 2026-12-31'))
    .action((person: string, role: string, scope: string, { from, until }: { from?: string; until?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const known = roleNames.find((one) => one === role)
      if (known === undefined) return refuseRole(role)
      const granted = await grantRole(house, viewer, person, { role: known, scope, until: until ?? null, ...(from === undefined ? {} : { from }) }, now())
      return isRefusal(granted) ? granted : { json: granted, text: `Grant ${granted.number}: ${granted.roleName} in ${granted.scope} from ${granted.from}${granted.until === null ? '' : ` to ${granted.until}`}.` }
    }))
}

function revokeCommand(shop: Shop): Command {
  return new Command('revoke').description('Take a grant back: it is gone at the next request').argument('<number>', 'number of the grant (cadre user list)', readWhole(1, 2_000_000_000))
    .addHelpText('after', example('cadre user revoke 7'))
    .action((number: number, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const revoked = await revokeGrant(house, viewer, number, now())
      return isRefusal(revoked) ? revoked : { json: revoked, text: `${revoked.roleName} in ${revoked.scope} is taken back.` }
    }))
}

function closeCommand(shop: Shop): Command {
  return new Command('close').description('Close an account: its person is out at the next request').argument('<person>', 'id or e-mail address')
    .addHelpText('after', example('cadre user close rowan@example.org'))
    .action((person: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const closed = await closePerson(house, viewer, person, now())
      return isRefusal(closed) ? closed : { json: closed, text: closed.summary }
    }))
}

function tokenCommand(shop: Shop): Command {
  return new Command('token').description('Tokens for programs: make one for a person, list them, take one back')
    .addCommand(makeTokenCommand(shop))
    .addCommand(new Command('list').description('Tokens there are').addHelpText('after', example('cadre user token list'))
      .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
        const tokens = (await house.sessions.tokens(viewer, null)).map((token) => ({ ...sayToken(token, now()), person: token.person }))
        return { json: tokens, text: tokens.length === 0 ? 'There are no tokens.' : layTable(['id', 'name', 'person', 'until', 'state'], tokens.map(({ id, name, person, expiresAt, open }) => [id, name, person, expiresAt.slice(0, 10), open ? 'open' : 'closed'])) }
      })))
    .addCommand(new Command('revoke').description('Take a token back').argument('<id>', 'id of the token').addHelpText('after', example('cadre user token revoke 1b4e28ba-2fa1-11d2-883f-0016d3cca427'))
      .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) =>
        (await house.sessions.revokeToken(viewer, id, now()) ? { json: { id, revoked: true }, text: 'The token is taken back.' } : refuse('way-in-not-found', 'absent', { doing: 'Taking a token back', found: 'none of that id is open', need: 'The id of one that is', next: 'See cadre user token list' })))))
    .addHelpText('after', example('cadre user token make rowan@example.org --name nightly --days 30'))
}

/** Made at the machine, so with the second factor only when that is said: who has the folder has all of it anyway. */
function makeTokenCommand(shop: Shop): Command {
  return new Command('make').description('Make a token for a person; it is shown once').argument('<person>', 'id or e-mail address').requiredOption('--name <text>', 'what it is for')
    .option('--days <n>', 'days it opens', readWhole(1, 366), 90).addOption(new Option('--scope <scope...>', 'only within these scopes')).addOption(new Option('--role <role...>', 'only with these roles').choices([...roleNames]))
    .option('--second-factor', 'opens what needs the second factor too')
    .addHelpText('after', example('cadre user token make rowan@example.org --name nightly --days 30 --scope ics:QXX'))
    .action((wanted: string, { name, days, scope, role, secondFactor }: { name: string; days: number; scope?: string[]; role?: Role[]; secondFactor?: boolean }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const wrong = scope?.find((text) => readScope(text) === null)
      if (wrong !== undefined) return refuseScope(wrong)
      const person = await house.people.find(viewer, wanted)
      if (person === null) return refuse('person-not-found', 'absent', { doing: 'Making a token', found: `no account is “${wanted}”`, need: 'An id or an e-mail address', next: 'See cadre user list' })
      const [token, id, at] = [makeSecret('cadre_'), randomUUID(), now()]
      const expiresAt = new Date(Date.parse(at) + days * 24 * 3600 * 1000).toISOString()
      await house.sessions.makeToken(viewer, { hash: hashSecret(token), id, person: person.id, name, scopes: scope?.flatMap((text) => readScope(text) ?? []) ?? null, roles: role ?? null, secondFactor: secondFactor === true, createdAt: at, expiresAt, revokedAt: null })
      return { json: { token, id, expiresAt }, text: token, notes: [`Shown once. It opens until ${expiresAt.slice(0, 10)}; give it as CADRE_TOKEN or with --token-file.`] }
    }))
}

/** Whoever may have seen `factor-key`, or after a year: everybody's authenticator goes on working. */
function factorKeyCommand(shop: Shop): Command {
  return new Command('new-factor-key').description('Seal the secrets of second factors anew under a new key; nobody has to set up anything')
    .addHelpText('after', example('cadre user new-factor-key'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house }) => {
      const sealed = await house.credentials.changeFactorKey()
      return isRefusal(sealed) ? sealed : { json: { sealed }, text: `${sealed} ${sealed === 1 ? 'secret is' : 'secrets are'} sealed under a new key. Backups from before hold the old one.` }
    }))
}

function refuseRole(role: string): Refusal {
  return refuse('unknown-role', 'usage', { doing: 'Granting a role', found: `“${role.slice(0, 60)}”`, need: `One of ${roleNames.join(', ')}`, next: 'Name one of these' })
}
