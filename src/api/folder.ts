import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'

/** The data folder the server works on: one at a time, and it can move from the demonstration to a real one. */
export interface Folder {
  /** Do a piece of work on the house that is open; closing waits until it is done. */
  borrow<T>(work: (house: House) => Promise<T>): Promise<T>
  /** Open (or start) a real folder beside the demonstration, which closes as soon as nobody reads it. */
  startReal(): Promise<{ readonly directory: string } | Refusal>
  close(): Promise<void>
}

export type OpenHouse = (directory: string) => Promise<House | Refusal>

/** Answers others who have the folder in hand, for as long as it is open; what it gives back ends that. */
export type Attend = (directory: string, borrow: Folder['borrow']) => Promise<() => Promise<void>>

/** Keep a folder for a server. The house is handed in open; from here on the folder closes it. */
export function keepFolder(first: House, open: OpenHouse, attend: Attend = async () => async () => {}): Folder {
  let current = keepHouse(first, attend)
  let leaving: Promise<void> = Promise.resolve()
  const startReal = async (): Promise<{ directory: string } | Refusal> => {
    const left = current
    if (left.house.mode !== 'demonstration') return refuseStart(left.house.mode)
    const opened = await open(`${left.house.directory}-real`)
    if (isRefusal(opened)) return opened
    if (opened.mode === 'demonstration') {
      await opened.close()
      return refuseStart('demonstration')
    }
    current = keepHouse(opened, attend)
    leaving = left.close()
    leaving.catch(() => undefined)
    return { directory: opened.directory }
  }
  return { borrow: (work) => current.borrow(work), startReal, close: async () => { await Promise.all([leaving, current.close()]) } }
}

/** Count the work going on in a house, so that it is never closed under a reader. */
function keepHouse(house: House, attend: Attend): { house: House; borrow: Folder['borrow']; close: () => Promise<void> } {
  const going = new Set<Promise<unknown>>()
  let closed: Promise<void> | null = null
  const borrow = async <T>(work: (house: House) => Promise<T>): Promise<T> => {
    const doing = work(house)
    going.add(doing)
    try { return await doing } finally { going.delete(doing) }
  }
  const attending = attend(house.directory, borrow)
  attending.catch(() => undefined)
  const closeAll = async (): Promise<void> => {
    await (await attending.catch(() => null))?.()
    await Promise.allSettled(going)
    await house.close()
  }
  const close = (): Promise<void> => closed ??= closeAll()
  return { house, borrow, close }
}

function refuseStart(mode: House['mode']): Refusal {
  return refuse('folder-is-not-demonstration', 'conflict', {
    doing: 'Starting a folder for real data', found: mode === 'demonstration' ? 'the folder beside this one holds demonstration data too' : 'this folder does not hold demonstration data',
    need: 'A demonstration folder, and beside it none or a real one', next: 'Choose a folder yourself: `cadre --data DIR serve`',
  })
}
