import type { FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { localViewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import type { Folder } from './folder.ts'

/** What the data are found to be: `verifying` while parts are read through for the first time. */
type Ready = { readonly status: 'ready' | 'verifying' | 'not ready'; readonly snapshot: string | null }

/** Milliseconds an asker waits for the parts to be read through; then the answer is `verifying`. */
const patience = 1000

/** `/health`: the process answers. `/ready`: the records answer and every part of the live snapshot has the bytes it was published with, so requests may be sent here. */
export function registerHealth(server: FastifyInstance, folder: Folder): void {
  const options = { schema: { hide: true }, config: { rateLimit: false as const, policy: 'open' as const } }
  let looking: Promise<Ready> | null = null
  const look = (): Promise<Ready> => looking ??= folder.borrow(verify).catch((): Ready => ({ status: 'not ready', snapshot: null })).finally(() => { looking = null })
  server.get('/health', options, async () => ({ status: 'live' }))
  server.get('/ready', options, async (_request, reply) => {
    const found = await Promise.race([look(), wait(patience, { status: 'verifying', snapshot: null } as const, { ref: false })])
    return reply.code(found.status === 'ready' ? 200 : 503).send(found)
  })
}

/** A part is hashed once and looked at ever after: any question does it. */
async function verify(house: House): Promise<Ready> {
  const snapshot = await house.catalogue.live(localViewer)
  if (snapshot !== null) await house.lake.select(localViewer, snapshot, 'select 1 as one')
  return { status: 'ready', snapshot }
}
