/** Areas by how deprived they are, and those of which nobody knows. Shape: indices of the areas given. */
export interface DeprivationGroups {
  /** The least deprived first: fifths, or as many groups as there are areas where they are fewer than five. Empty where nothing is known of any. */
  readonly groups: readonly (readonly number[])[]
  readonly notKnown: readonly number[]
}

/**
 * Put areas in order by how deprived they are, and into fifths: as many areas in each as can be, each area once whatever its size.
 *
 * Areas that are equally deprived stand together, by the middle of the places they share. An area without a value is in no group, and is never taken for the least deprived.
 *
 * Source: docs/method/scenarios.md, C13.
 */
export function deprivationGroups(values: readonly (number | null)[]): DeprivationGroups {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]))
  const count = Math.min(5, known.length)
  const groupOf = (value: number): number => {
    const [below, alike] = [known.filter((other) => other.value < value).length, known.filter((other) => other.value === value).length]
    return Math.floor((count * (2 * below + alike)) / (2 * known.length))
  }
  return {
    groups: Array.from({ length: count }, (_, group) => known.filter(({ value }) => groupOf(value) === group).map(({ at }) => at)),
    notKnown: values.flatMap((value, at) => (value === null ? [at] : [])),
  }
}
