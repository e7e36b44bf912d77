import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { may } from '../access/may.ts'
import type { PolicyName } from '../access/policy.ts'
import { localViewer, nobody, type Viewer } from '../access/viewer.ts'
import { admit, carriedBy } from '../api/access/admit.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'

/** What each command needs of a token. A command that is not listed acts on the whole folder, and no token opens it. */
const needs: Readonly<Record<string, PolicyName>> = {
  measures: 'figures', query: 'figures', project: 'figures', backtest: 'figures', rates: 'figures', snapshots: 'figures', history: 'figures', 'quality accepted': 'figures', 'mapping list': 'figures', 'mapping show': 'figures', codes: 'signed-in',
  'table show': 'table', 'table publish': 'table', 'release list': 'release', 'release ask': 'release', 'release approve': 'release-decision', 'release refuse': 'release-decision', 'release withdraw': 'release', 'release collect': 'release-out',
  hosts: 'records', flows: 'records', establishment: 'records', quality: 'records', coverage: 'records', 'snapshot show': 'figures', import: 'publish-own', 'snapshot withdraw': 'publish-own', 'quality accept': 'publish', 'quality reopen': 'publish', 'mapping confirm': 'publish-own',
  'retention list': 'retention', 'retention due': 'retention', 'retention certificate': 'retention', 'retention verify': 'retention', 'retention set': 'publish', 'retention delete': 'publish',
  'plan list': 'plans', 'plan show': 'plans', 'plan history': 'plans', 'plan create': 'plan', 'plan edit': 'plan',
  'user list': 'people-admin', 'user add': 'system-admin', 'user invite': 'system-admin', 'user close': 'system-admin', 'user grant': 'people-admin', 'user revoke': 'people-admin', 'user token list': 'signed-in', 'user token revoke': 'signed-in',
}

/**
 * Say who a command acts as: the person at the machine, who has the folder itself in hand; or, with a token, its person within its scopes.
 *
 * Errors: refuses `token-not-valid`, `token-file-not-readable`, `command-needs-the-machine` and what access/may.ts refuses.
 */
export async function whoAsks(house: House, command: Command, now: string): Promise<Viewer | Refusal> {
  const token = tokenGiven(command.optsWithGlobals<{ tokenFile?: string }>().tokenFile)
  if (token === null || isRefusal(token)) return token ?? localViewer
  const viewer = await admit(house, carriedBy({ authorization: `Bearer ${token}` }), now)
  if (viewer.id === nobody.id) return refuseToken()
  const name = pathOf(command)
  const policy = needs[name]
  if (policy === undefined) return refuseCommand(name)
  return may(viewer, policy, null, now.slice(0, 10)) ?? viewer
}

/** `--token-file` wins over CADRE_TOKEN; null when neither is given. */
function tokenGiven(file: string | undefined): string | null | Refusal {
  if (file === undefined) return process.env['CADRE_TOKEN'] || null
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return refuse('token-file-not-readable', 'usage', { doing: 'Reading the token', found: 'the file named with --token-file cannot be read', need: 'A file with the token and nothing else', next: 'Name the right one' })
  }
}

/** `quality accept`: the words after `cadre`. */
function pathOf(command: Command): string {
  return command.parent === null ? '' : `${pathOf(command.parent)} ${command.name()}`.trim()
}

function refuseToken(): Refusal {
  return refuse('token-not-valid', 'conflict', { doing: 'Checking the token', found: 'it opens nothing: it was taken back, has ended, or was never made here', need: 'A token that opens this installation', next: 'Make one on the page /account' })
}

function refuseCommand(name: string): Refusal {
  return refuse('command-needs-the-machine', 'conflict', { doing: `Running cadre ${name}`, found: 'a token was given, and this command acts on the whole data folder', need: 'The person at the machine, without a token', next: 'Leave CADRE_TOKEN and --token-file out' })
}
