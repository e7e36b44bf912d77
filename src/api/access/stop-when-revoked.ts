import { Readable, Transform } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { signInNeeded } from '../../access/refuse-access.ts'
import { sayReach } from '../../access/reach.ts'
import { nobody, type Viewer } from '../../access/viewer.ts'
import { admit, carriedBy } from './admit.ts'
import type { Folder } from '../folder.ts'
import { problemOf } from '../problem.ts'

/** Units: milliseconds an answer may take, or a stream go on, before it is asked again whether its reader is still let in. */
const askAgainAfter = 250
/** Units: characters or bytes from which an answer is sent piece by piece. */
const longAnswer = 1 << 20
const piece = 1 << 16

/** Stop an answer to a question that is on its way when what its reader was given is taken back: before it is sent when it took long, and between its pieces. */
export function stopWhenRevoked(server: FastifyInstance, folder: Folder): void {
  server.addHook('onSend', async (request, reply, payload: unknown) => {
    const viewer = request.viewer
    if (viewer === null || viewer.id === nobody.id || reply.statusCode >= 400 || request.method !== 'GET') return payload
    const isStillIn = (): Promise<boolean> => isAdmitted(request, folder, viewer)
    if (reply.elapsedTime > askAgainAfter && !await isStillIn()) return refuse(reply)
    const stream = streamOf(payload)
    if (stream === null) return payload
    reply.removeHeader('content-length')
    return stream.pipe(asking(isStillIn))
  })
}

/** The same person, who still reaches the same. */
async function isAdmitted(request: FastifyRequest, folder: Folder, before: Viewer): Promise<boolean> {
  const now = await folder.borrow((house) => admit(house, carriedBy(request.headers), new Date().toISOString()))
  return now.id === before.id && sayReach(now.reach) === sayReach(before.reach) && now.rights.join() === before.rights.join()
}

function refuse(reply: FastifyReply): string {
  reply.code(401).type('application/problem+json; charset=utf-8').removeHeader('content-disposition').removeHeader('content-length').removeHeader('etag')
  return JSON.stringify(problemOf(signInNeeded))
}

function streamOf(payload: unknown): Readable | null {
  if (payload instanceof Readable) return payload
  if ((typeof payload !== 'string' && !Buffer.isBuffer(payload)) || payload.length < longAnswer) return null
  const bytes = Buffer.from(payload as string)
  return Readable.from((function* pieces() { for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece) })())
}

/** Pass pieces on, asking now and then; what was taken back breaks the answer off, so that nobody takes a part for the whole. */
function asking(isStillIn: () => Promise<boolean>): Transform {
  let asked = performance.now()
  return new Transform({
    transform(chunk, _encoding, done) {
      if (performance.now() - asked < askAgainAfter) return done(null, chunk)
      isStillIn().then((still) => {
        asked = performance.now()
        if (still) done(null, chunk)
        else done(new Error('the reader of this answer is no longer let in'))
      }, done)
    },
  })
}
