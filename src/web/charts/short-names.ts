/** Words that say what kind of area it is, not which. */
const kinds = /^(NHS|The)\s+|\s+(Integrated Care (Board|System)|ICB|ICS|Region|Health and Care Partnership)$/gi

/**
 * Make labels that fit a tile: initials of a name of several words, the first five letters of a single word.
 * Shape: one per name, in the same order; two areas never share one.
 */
export function shortNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    const candidates = candidatesFor(name.replace(kinds, '').replace(kinds, '').trim())
    const chosen = candidates.find((candidate) => !used.has(candidate)) ?? `${candidates[0]}${used.size}`
    used.add(chosen)
    return chosen
  })
}

/** Best first: initials, then more letters of the first words. */
function candidatesFor(name: string): string[] {
  const words = name.split(/[\s,–-]+/).filter((word) => word !== '')
  const first = words[0] ?? name
  if (words.length === 1)
    return [first.slice(0, 5), first.slice(0, 4), first.slice(0, 6), ...Array.from({ length: 9 }, (_, i) => `${first.slice(0, 4)}${i + 2}`)]
  const initials = words
    .map((word) => (/^(and|&)$/i.test(word) ? '&' : /^(of|the|in|on)$/i.test(word) ? '' : word.charAt(0).toUpperCase()))
    .join('')
    .slice(0, 5)
  const last = words.at(-1)!
  return [
    initials,
    `${first.slice(0, 2)}${initials.slice(1)}`.slice(0, 5),
    `${first.slice(0, 3)}${last.slice(0, 2)}`,
    `${first.slice(0, 2)}${last.slice(0, 3)}`,
    first.slice(0, 5),
    ...Array.from({ length: 9 }, (_, i) => `${initials.slice(0, 4)}${i + 2}`),
  ]
}
