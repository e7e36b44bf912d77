import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Live } from '../contract/live.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import type { Folder } from './folder.ts'
import { answerLive } from './live/live-sights.ts'
import { endStream, streamLive } from './live/live-stream.ts'
import { watchLive } from './live/live-watch.ts'
import { requestViewer } from './access/request-viewer.ts'
import { problemSchema, sendRefusal } from './trouble.ts'

/** How often a server looks whether something moved, and how often it says that it is there. Units: milliseconds. */
export interface LivePace { readonly look: number; readonly beat: number }

const usualPace: LivePace = { look: 2000, beat: 10_000 }
/** Streams of one viewer at one server: pages that are looked at, one for each window. */
const mostStreams = 20

const description = 'Asked for `text/event-stream`, it goes on: an event `live` with this answer now and whenever another stands, and an event `beat` every ten seconds. Otherwise it answers once. It ends with the session. May be refused with: too-many-live-pages.'

/** Register what tells open pages that something new is live. */
export function registerLive(server: FastifyInstance, folder: Folder, pace: LivePace = usualPace): void {
  const watch = watchLive(folder, pace.look)
  const open = new Map<string, Set<Readable>>()
  server.addHook('preClose', async () => {
    watch.end()
    for (const streams of open.values()) for (const stream of streams) endStream(stream)
  })
  server.route({
    method: 'GET', url: '/api/live', config: { policy: 'signed-in' },
    schema: { summary: 'What is live now: what a page shows is of before when the marks are others', tags: ['Status'], description, response: { 200: Live, default: problemSchema } },
    handler: async (request, reply) => {
      const viewer = requestViewer(request)
      const look = (): Promise<Live> => folder.borrow((house) => answerLive(house, viewer))
      if (!String(request.headers.accept).includes('text/event-stream')) return reply.send(await look())
      const streams = open.get(viewer.id) ?? new Set()
      if (streams.size >= mostStreams) return sendRefusal(reply, refuseMore())
      const stream = streamLive(look, watch, pace.beat)
      open.set(viewer.id, streams.add(stream))
      // A stream that was given up takes its connection with it: what stands between them does not.
      stream.once('close', () => { if (!stream.readableEnded) reply.raw.destroy() })
      reply.raw.once('close', () => {
        stream.destroy()
        streams.delete(stream)
        if (streams.size === 0 && open.get(viewer.id) === streams) open.delete(viewer.id)
      })
      return sendStream(reply, stream)
    },
  })
}

/** Neither kept nor changed nor held back by what stands between here and the page. */
function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  return reply.type('text/event-stream; charset=utf-8').header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no').send(stream)
}

function refuseMore(): Refusal {
  return refuse('too-many-live-pages', 'conflict', {
    doing: 'Following what is live', found: `${mostStreams} open pages of yours already do`, need: 'Fewer at a time', next: 'Close some pages; this one asks once a minute instead',
  })
}
