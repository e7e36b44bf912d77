/** Different values, each with a number from 0 on in the order first met. For values of which there are few. */
export interface Numbered<T> { numberOf(value: T): number; valueOf(number: number): T }

/** Start with none. */
export function numbered<T>(): Numbered<T> {
  const [numbers, values] = [new Map<T, number>(), [] as T[]]
  return {
    valueOf: (number) => values[number]!,
    numberOf(value) {
      const known = numbers.get(value)
      if (known !== undefined) return known
      numbers.set(value, values.length)
      return values.push(value) - 1
    },
  }
}
