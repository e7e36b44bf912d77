import { compareText } from './in-force.ts'

/** The names most like a text, best first: those that contain it, then those that differ by the fewest letters. */
export function nearestNames(text: string, names: readonly string[], count = 3): string[] {
  const wanted = text.toLowerCase()
  return [...new Set(names)]
    .map((name) => ({ name, far: farness(wanted, name.toLowerCase()) }))
    .toSorted((a, b) => a.far - b.far || compareText(a.name, b.name))
    .slice(0, count)
    .map((entry) => entry.name)
}

/** Say a short list: `A, B or C`. */
export function sayChoices(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? 'nothing'
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

/** 0 for the same text; below 1 when one contains the other; else letters to change. */
function farness(a: string, b: string): number {
  if (a === b) return 0
  if (a.length > 2 && (b.includes(a) || a.includes(b))) return Math.abs(a.length - b.length) / 1000
  return 1 + lettersToChange(a, b)
}

/** Levenshtein distance: insertions, deletions and replacements that turn one text into the other. */
function lettersToChange(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? a.length
}
