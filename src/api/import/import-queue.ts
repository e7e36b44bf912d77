/** Who imports into a folder: one at a time, in the order they came. */
export interface ImportQueue {
  /** Do `work` when all that came before is done. */
  take<T>(name: string, work: () => Promise<T>): Promise<T>
  /** How many come before this one; 0 for one that is at work or not in the queue. */
  ahead(name: string): number
  /** How many are at work or waiting. */
  inLine(): number
}

export function openImportQueue(): ImportQueue {
  let last: Promise<unknown> = Promise.resolve()
  const line: string[] = []
  const take = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    line.push(name)
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    try { return await mine } finally { line.splice(line.indexOf(name), 1) }
  }
  return { take, ahead: (name) => Math.max(0, line.indexOf(name)), inLine: () => line.length }
}
