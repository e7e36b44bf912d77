/** What is found when a recorded run is repeated: the same bytes, or the first number that differs. */
export type Verification = { readonly identical: true } | { readonly identical: false; readonly cell: string; readonly recorded: string; readonly repeated: string }

/** Walk two plain values in step, in the order of the repeated one, to the first place where they differ; null where there is none. Minus zero is zero, as where a run is written down. */
export function firstDifference(cell: string, recorded: unknown, repeated: unknown): Verification | null {
  if (typeof repeated !== 'object' || repeated === null || typeof recorded !== 'object' || recorded === null) {
    return recorded === repeated ? null : { identical: false, cell, recorded: String(recorded), repeated: String(repeated) }
  }
  for (const key of new Set([...Object.keys(repeated), ...Object.keys(recorded)])) {
    const found = firstDifference(Array.isArray(repeated) ? `${cell}[${key}]` : `${cell}.${key}`, Reflect.get(recorded, key), Reflect.get(repeated, key))
    if (found) return found
  }
  return null
}
