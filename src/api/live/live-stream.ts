import { Readable } from 'node:stream'
import type { Live } from '../../contract/live.ts'
import type { LiveWatch } from './live-watch.ts'

/**
 * Tell a page what stands now, and again whenever that is something else for its reader, as server-sent events: `live` with the answer, `beat` while there is nothing to tell.
 *
 * Between two pieces the gate is asked again (stop-when-revoked.ts), and a beat is a piece: whoever is no longer let in is cut off at the next one.
 * Whoever takes nothing for two beats is let go, so that nothing piles up; a page that is there after all comes again.
 * Units: `beat` in milliseconds. Source: HTML, server-sent events.
 */
export function streamLive(look: () => Promise<Live>, watch: LiveWatch, beat: number): Readable {
  const stream = new Readable({ read() {} })
  let told = ''
  let turn = Promise.resolve()
  const tell = (): void => {
    turn = turn.then(async () => {
      const says = JSON.stringify(await look())
      if (says === told || isOver(stream)) return
      told = says
      stream.push(`event: live\ndata: ${says}\n\n`)
    }).catch((error: unknown) => void stream.destroy(error as Error))
  }
  const stopHearing = watch.hear(tell)
  let waited = 0
  const beats = setInterval(() => {
    if (isOver(stream)) return
    waited = stream.readableLength > 0 ? waited + 1 : 0
    if (waited === 2) stream.destroy()
    else if (waited === 0) stream.push('event: beat\ndata: on\n\n')
  }, beat).unref()
  const stop = (): void => {
    stopHearing()
    clearInterval(beats)
  }
  stream.once('close', stop).once('end', stop)
  tell()
  return stream
}

/** End a stream as an answer ends: the page comes again, here or to another server. */
export function endStream(stream: Readable): void {
  if (!isOver(stream)) stream.push(null)
  ended.add(stream)
}

const ended = new WeakSet<Readable>()

function isOver(stream: Readable): boolean {
  return stream.destroyed || stream.readableEnded || ended.has(stream)
}
