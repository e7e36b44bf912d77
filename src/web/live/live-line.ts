import type { Live } from '../../contract/live.ts'

/** A stream of events; a browser's EventSource is one. */
export interface LiveSource {
  addEventListener(kind: 'live' | 'beat' | 'error', heard: (event: { readonly data: string }) => void): void
  close(): void
}

export interface LineParts {
  readonly open: () => LiveSource
  /** Ask once, without a stream. */
  readonly ask: () => Promise<Live>
  readonly hear: (live: Live) => void
  /** Asking failed. Answers whether to go on: not once nobody is signed in. */
  readonly failed: (error: unknown) => boolean
}

/** Keeps a page told of what is live. */
export interface LiveLine {
  /** Begin, or begin again: the page is looked at. */
  wake(): void
  /** Nobody looks at the page: a browser has few connections for all its pages. */
  rest(): void
  /** Ask now, beside the stream. */
  askNow(): void
}

/** The server says something every ten seconds. Units: milliseconds. */
const silence = 30_000
const patience = 10_000
const longestPause = 60_000
/** Beats after which a stream counts as one that holds. */
const steady = 2

/**
 * Follow the stream, and come again by itself when it breaks: after sleep, a restart of the server, or a proxy that cuts streams or holds them back.
 * At every break it asks once without a stream, then waits longer each time, a minute at most: where no stream ever holds it is told once a minute.
 */
export function openLiveLine({ open, ask, hear, failed }: LineParts): LiveLine {
  let source: LiveSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let [cuts, beats, turn] = [0, 0, 0]
  const within = (milliseconds: number, then: () => void): void => {
    clearTimeout(timer)
    timer = setTimeout(then, milliseconds)
  }
  const stop = (): void => {
    turn++
    source?.close()
    source = null
    clearTimeout(timer)
  }
  const wake = (): void => {
    stop()
    beats = 0
    source = open()
    source.addEventListener('live', ({ data }) => {
      hear(JSON.parse(data) as Live)
      within(silence, cut)
    })
    source.addEventListener('beat', () => {
      beats++
      if (beats >= steady) cuts = 0
      within(silence, cut)
    })
    source.addEventListener('error', cut)
    within(patience, cut)
  }
  const cut = (): void => {
    stop()
    const pause = Math.min(longestPause, 1000 * 2 ** cuts)
    cuts++
    const mine = turn
    // Pages that lost the same server do not all come back in one moment.
    const comeAgain = (): void => { if (mine === turn) within(pause * (0.75 + Math.random() / 4), wake) }
    ask().then((live) => {
      if (mine === turn) hear(live)
      comeAgain()
    }, (error: unknown) => {
      if (failed(error)) comeAgain()
    })
  }
  return { wake, rest: stop, askNow: () => void ask().then(hear, () => undefined) }
}
