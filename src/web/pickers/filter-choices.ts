/** One choice of a list. `why`, when there, says why it cannot be chosen here. */
export interface Choice {
  readonly value: string
  readonly label: string
  readonly group: string
  readonly depth: number
  readonly note?: string
  readonly why?: string
}

/**
 * Keep the choices that hold every typed word, in any order and case, in the label, the note or the code.
 * Within a group those that begin with what was typed come first; groups keep their order.
 */
export function filterChoices(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (wanted.length === 0) return [...choices]
  const found = choices.filter((choice) => {
    const text = `${choice.label} ${choice.note ?? ''} ${choice.value}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  const groups = [...new Set(found.map((choice) => choice.group))]
  const begins = (choice: Choice) => choice.label.toLowerCase().startsWith(typed.toLowerCase().trim())
  return groups.flatMap((group) => {
    const members = found.filter((choice) => choice.group === group)
    return [...members.filter(begins), ...members.filter((choice) => !begins(choice))]
  })
}
