import { scaleLinear } from 'd3-scale'

/** Choose up to five steps of equal width with round starts for an ordered scale. Answers where each step starts. */
export function stepsOf(values: readonly number[]): number[] {
  if (values.length === 0) return []
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (low === high) return [low]
  for (const count of [5, 4, 3, 2]) {
    const ticks = scaleLinear().domain([low, high]).nice(count).ticks(count)
    const starts = ticks.slice(0, -1)
    if (starts.length > 0 && starts.length <= 5) return starts
  }
  return [low]
}

/** Which step a value falls in, 0 for the first. */
export function stepOf(steps: readonly number[], value: number): number {
  let step = 0
  steps.forEach((from, index) => {
    if (value >= from) step = index
  })
  return step
}
