import type { ProgrammeStageAnswer } from './programme-answer.ts'

/** Say where along a pathway the shortage is today: the message of the page and of the slide. */
export function sayShortage(stages: readonly ProgrammeStageAnswer[]): string {
  const known = stages.filter(({ gap }) => gap.value !== null)
  if (known.length === 0) return 'No standard of need can be applied here, so no gap is shown'
  const short = known.filter(({ gap }) => gap.value! >= 0.5).toSorted((a, b) => b.gap.value! - a.gap.value!)
  return short.length === 0 ? 'By the standards stated no stage is short today' : `Today the shortage is in ${joinWords(short.slice(0, 3).map(({ name }) => name.toLowerCase()))}`
}

/** Join words as people do: one, two and three. */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
