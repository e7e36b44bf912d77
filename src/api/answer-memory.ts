/** Answers to questions about one snapshot, in the order in which they were last asked for. */
export interface AnswerMemory {
  /** The answer in memory, else the one that `work` gives. A failure is not remembered. */
  recall<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Say that an answer stands with the data besides: it can be read again in no time, and is let go before others. */
  stands(key: string): void
}

/** Remember so many answers at most. What stands with the data is let go first; of that, and then of the others, what was not asked for the longest. */
export function openAnswerMemory(most: number): AnswerMemory {
  const answers = new Map<string, Promise<unknown>>()
  const standing = new Set<string>()
  const letOneGo = (): void => {
    const [again] = standing
    const [oldest] = answers.keys()
    const key = again ?? oldest
    if (key === undefined) return
    answers.delete(key)
    standing.delete(key)
  }
  const askedAgain = (key: string, found: Promise<unknown>): void => {
    answers.delete(key)
    answers.set(key, found)
    if (standing.delete(key)) standing.add(key)
  }
  return {
    recall: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const found = answers.get(key)
      if (found) {
        askedAgain(key, found)
        return found as Promise<T>
      }
      const made = work()
      answers.set(key, made)
      made.catch(() => answers.delete(key))
      if (answers.size > most) letOneGo()
      return made
    },
    stands: (key) => { if (answers.has(key)) standing.add(key) },
  }
}
