/**
 * Find the value below which a share of the numbers lies, by straight lines between neighbours in order (Hyndman and Fan's type 7).
 *
 * Reorders the numbers as little as it must: much less work than sorting them. The same numbers in any order give the same answer.
 * Errors: RangeError when there are no numbers or the share is not between 0 and 1.
 */
export function shareBelow(numbers: Float64Array, share: number): number {
  if (numbers.length === 0 || !(share >= 0 && share <= 1)) throw new RangeError(`Finding the value with a share of ${share} below it among ${numbers.length} numbers: there must be numbers, and the share lies between 0 and 1.`)
  const at = share * (numbers.length - 1)
  const below = Math.floor(at)
  const low = nthSmallest(numbers, below)
  if (below === numbers.length - 1) return low
  // What stands right of the place is at least as large: the next in order is its smallest.
  let high = numbers[below + 1]!
  for (let right = below + 2; right < numbers.length; right++) if (numbers[right]! < high) high = numbers[right]!
  return low + (at - below) * (high - low)
}

/** Move numbers about until the nth smallest stands at its place, none larger before it and none smaller after (Hoare's selection). */
function nthSmallest(numbers: Float64Array, nth: number): number {
  let [first, last] = [0, numbers.length - 1]
  while (first < last) {
    const pivot = numbers[(first + last) >> 1]!
    let [left, right] = [first, last]
    while (left <= right) {
      while (numbers[left]! < pivot) left++
      while (numbers[right]! > pivot) right--
      if (left > right) break
      const held = numbers[left]!
      numbers[left] = numbers[right]!
      numbers[right] = held
      left++
      right--
    }
    if (nth <= right) last = right
    else if (nth >= left) first = left
    else break
  }
  return numbers[nth]!
}
