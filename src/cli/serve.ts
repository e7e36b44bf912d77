import { Command, Option } from 'commander'
import { setTimeout as sleep } from 'node:timers/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localViewer } from '../access/viewer.ts'
import { attendFolder } from '../api/control-socket.ts'
import { keepFolder } from '../api/folder.ts'
import type { OpenidSettings } from '../api/access/openid.ts'
import type { Answered } from '../api/log.ts'
import { isLoopbackName } from '../api/access/same-origin.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, type Shop } from './command.ts'
import { importPaths } from './import.ts'
import { printRefusal } from './outcome.ts'
import { readLease } from './job-lease.ts'
import { readWhole } from './read-option.ts'
import { untilStopped } from './until-stopped.ts'

/** `cadre serve`: the application and its API, on this machine only, until it is told to stop. */
export function serveCommand(shop: Shop): Command {
  return new Command('serve').description('Serve the application and its API on this machine')
    .addOption(new Option('--port <n>', 'port; 0 takes any free one').default(4180).argParser(readWhole(0, 65_535)))
    .option('--host <host>', 'address to listen on; others than this machine need --address', '127.0.0.1')
    .option('--address <url>', 'address under which others reach it, https, spoken by a proxy in front')
    .option('--no-jobs', 'leave heavy work to `cadre worker`; needs DATABASE_URL')
    .addOption(new Option('--get-ready <what>', 'what is worked out before anybody asks, after new data: what the first page shows, or all that pages of areas open with, while nobody asks').choices(['first', 'all']).default('all'))
    .option('--log-requests', 'also log every answer: address pattern, status and time, one JSON object a line')
    .addHelpText('after', example('cadre serve --port 8080', 'cadre --data shared serve --host 10.0.0.5 --address https://cadre.example.org'))
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<ServeOptions>()
      const refused = await serve(shop, options)
      if (refused) return shop.done(printRefusal(refused, options, shop.streams))
      process.exit(0)
    })
}

interface ServeOptions { readonly port: number; readonly host: string; readonly data: string; readonly json?: boolean; readonly address?: string; readonly logRequests?: boolean; readonly jobs: boolean; readonly getReady: 'first' | 'all' }

async function serve(shop: Shop, options: ServeOptions): Promise<Refusal | null> {
  const { port, host, data, json } = options
  const outer = readAddress(options.address)
  if (isRefusal(outer)) return outer
  if (!isLoopbackName(host) && outer === null) return refuseHost(host)
  const openid = openidFrom(process.env, outer ?? new URL(`http://localhost:${port}`))
  if (isRefusal(openid)) return openid
  const lease = readLease(process.env)
  if (isRefusal(lease)) return lease
  if (!options.jobs && !process.env['DATABASE_URL']) return refuseNoJobs()
  const house = await shop.open(data)
  if (isRefusal(house)) return house
  if (outer !== null && house.mode === 'demonstration') {
    await house.close()
    return refuseDemonstration(outer)
  }
  const { openLog } = await import('../api/log.ts')
  const log = openLog(shop.streams.err)
  const folder = keepFolder(house, shop.open, attendFolder(log.say, (open, asked, say) => importPaths(open, localViewer, asked, say)))
  // Loaded only here: the other commands start faster without the server.
  const [{ buildServer }, { keepWarm }, { firstAdministratorLink }] = await Promise.all([import('../api/server.ts'), import('../api/warm-up.ts'), import('../api/access/first-administrator.ts')])
  const readers = listenToReaders()
  const server = await buildServer({ folder, pages, log: log.say, answered: (request) => { readers.heard(request); if (options.logRequests) log.answered(request) }, address: outer, openid, jobs: { hands: options.jobs ? 1 : 0, lease } })
  try { await server.listen({ port, host }) } catch (error) {
    await folder.close()
    return refusePort(port, error)
  }
  const address = `http://${host.includes(':') ? '[::1]' : host}:${portOf(server.server.address())}/`
  const link = await folder.borrow((open) => firstAdministratorLink(open, new Date().toISOString()))
  const invitation = link === null ? null : `${outer?.href ?? address}invitation#${link}`
  shop.streams.out(json ? `${JSON.stringify({ address, folder: basename(resolve(data)), mode: house.mode, invitation })}\n` : `Cadre is ready at ${address}\n`)
  if (!json) shop.streams.err(`Data folder ${basename(resolve(data))}: ${sayMode[house.mode]}. Stop with Ctrl+C.\n`)
  if (invitation !== null && !json) shop.streams.err(`Nobody can sign in yet. This link makes the first administrator, once, within a day:\n  ${invitation}\n`)
  const warming = keepWarm(folder, readers, options.getReady)
  await untilStopped()
  warming.stop()
  // Nothing new is taken; what is being answered is answered.
  await Promise.race([server.close(), sleep(drain)])
  // A thread that is ended in the middle of a statement takes the process down with it: it is waited for longer.
  await Promise.race([warming.end(), sleep(drain)])
  await Promise.race([folder.close(), sleep(patience)])
  return null
}

/** Remember when somebody last asked for something; who only waits for news does not count. */
function listenToReaders(): { heard(request: Answered): void; quietFor(): number } {
  let last = Number.NEGATIVE_INFINITY
  return { heard: ({ route }) => { if (route.startsWith('/api/') && route !== '/api/live') last = performance.now() }, quietFor: () => performance.now() - last }
}

/** Milliseconds that answers under way may still take after a signal to stop. */
const drain = 30_000
/** Milliseconds that work under way may still take after a signal to stop; the stores survive being left. */
const patience = 10_000
const pages = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'web')
const sayMode = { empty: 'nothing is loaded yet', demonstration: 'demonstration data', real: 'real data' } as const

function portOf(address: string | { port: number } | null): number | string {
  return typeof address === 'object' && address !== null ? address.port : address ?? ''
}

function refuseHost(host: string): Refusal {
  return refuse('host-not-loopback', 'usage', {
    doing: 'Starting the server', found: `the address “${host}”, which other machines could reach`, need: 'The https address under which they reach it, for sign-in never travels in the clear',
    next: 'Leave --host out, or put a proxy that speaks https in front and say its address with --address',
  })
}

/** Only https: what people sign in with never travels in the clear. */
function readAddress(text: string | undefined): URL | null | Refusal {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && url.protocol === 'https:' && url.pathname === '/' && url.search === '' ? url : refuse('address-not-https', 'usage', {
    doing: 'Starting the server', found: `the address “${text.slice(0, 100)}”`, need: 'An address that begins with https and has no path', next: 'Put a proxy that speaks https in front, and give its address',
  })
}

/** A provider is named by three variables of the environment, or by none. Its secret is in no argument, for arguments are seen by everybody on the machine. */
function openidFrom({ CADRE_OPENID_ISSUER: issuer, CADRE_OPENID_CLIENT: clientId, CADRE_OPENID_SECRET: clientSecret }: NodeJS.ProcessEnv, here: URL): OpenidSettings | null | Refusal {
  if (!issuer && !clientId && !clientSecret) return null
  if (issuer && clientId && clientSecret && URL.canParse(issuer)) return { issuer: new URL(issuer), clientId, clientSecret, redirect: new URL('/api/openid/return', here) }
  return refuse('provider-not-named', 'usage', {
    doing: 'Starting the server', found: 'a provider of OpenID Connect that is named in part', need: 'CADRE_OPENID_ISSUER (an address), CADRE_OPENID_CLIENT and CADRE_OPENID_SECRET, all three', next: 'Set all three, or none',
  })
}

function refuseDemonstration({ host }: URL): Refusal {
  return refuse('demonstration-stays-here', 'conflict', {
    doing: 'Starting the server', found: `demonstration data, and the address ${host}`, need: 'This machine only: the demonstration has no sign-in', next: 'Leave --host and --address out, or name a folder with real data',
  })
}

function refuseNoJobs(): Refusal {
  return refuse('jobs-need-somebody', 'usage', { doing: 'Starting the server', found: '--no-jobs, and no DATABASE_URL: nobody else could do its heavy work', need: 'The records on a PostgreSQL server, and a `cadre worker` beside this server', next: 'Leave --no-jobs out, or set DATABASE_URL' })
}

function refusePort(port: number, error: unknown): Refusal {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return refuse('port-not-free', 'usage', {
    doing: `Listening on port ${port}`, found: code === 'EADDRINUSE' ? 'another program already uses it' : `the system said ${code || String(error)}`, need: 'A free port', next: 'Choose another with --port, or --port 0 for any free one',
  })
}
