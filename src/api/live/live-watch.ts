import type { Folder } from '../folder.ts'
import { whatMoved } from './live-sights.ts'

/** Sees that there may be news, whoever made it: this server, another on the same records, or a command. */
export interface LiveWatch {
  /** Be told from now on; what is given back ends that. */
  hear(told: () => void): () => void
  end(): void
}

/**
 * Look every so often while anybody wants to know. One short question holds for the records in the folder and for a database that is shared, behind whatever pool of connections.
 *
 * Units: `every` in milliseconds.
 */
export function watchLive(folder: Folder, every: number): LiveWatch {
  const hearers = new Set<() => void>()
  let known: string | null = null
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    // While the records do not answer nothing is known to be new.
    const moved = await folder.borrow(whatMoved).catch(() => known)
    // The first look tells too: something may have moved since its hearers looked for themselves.
    if (moved !== known) for (const told of hearers) told()
    known = moved
    if (hearers.size > 0) timer = setTimeout(() => void look(), every).unref()
    else timer = undefined
  }
  return {
    hear: (told) => {
      hearers.add(told)
      timer ??= setTimeout(() => void look(), every).unref()
      return () => { hearers.delete(told) }
    },
    end: () => {
      hearers.clear()
      clearTimeout(timer)
    },
  }
}
