import { exactSqrt } from '../random/sqrt.ts'
import { hiddenKappa, momentKappa, sum } from './calibrate-shrinkage.ts'

/** Events of one place beside those expected of it, and the place that lends it strength. */
export interface ChildCell {
  readonly key: string
  /** Key of the parent; null where the whole is its only parent. */
  readonly parent: string | null
  readonly events: number
  /** Events if the place were as the whole is: what its people, by age, would show at the whole's rates. */
  readonly expected: number
}

/** A place compared with the whole, as shrunk. */
export interface ShrunkRatio {
  /** Rate of the place ÷ rate of the whole for people of the same ages. */
  readonly ratio: number
  readonly standardError: number
  /** What its parent alone would give. */
  readonly parent: number
  /** Share of the place's own difference from its parent that was kept: expected ÷ (expected + κ). */
  readonly kept: number
  /** Expected events that the parent's rate is worth; infinite where places differ no more than by chance. */
  readonly kappa: number
}

/**
 * Compare every place with the whole, small ones pulled towards their parent and parents towards the whole (organisation → ICS → nation).
 *
 * r̃ = (events + κ · parent) ÷ (exposure + κ), written with exposure as the events expected: the ages of a place then make no difference.
 * κ is found by the method of moments at each step, from all places together.
 *
 * Shape:  one entry per cell, by key. Order of the cells changes nothing.
 * Source: docs/method/uncertainty.md, people followed between month-ends.
 */
export function shrinkToParents(cells: readonly ChildCell[]): Map<string, ShrunkRatio> {
  const sorted = [...cells].sort((a, b) => (a.key < b.key ? -1 : 1))
  const parents = shrinkTo(parentsOf(sorted), () => ({ ratio: 1, standardError: 0 }))
  return shrinkTo(sorted, (cell) => (cell.parent === null ? { ratio: 1, standardError: 0 } : parents.get(cell.parent)!))
}

function parentsOf(cells: readonly ChildCell[]): ChildCell[] {
  const keys = [...new Set(cells.flatMap(({ parent }) => (parent === null ? [] : [parent])))].sort()
  return keys.map((key) => {
    const own = cells.filter(({ parent }) => parent === key)
    return { key, parent: null, events: sum(own.map(({ events }) => events)), expected: sum(own.map(({ expected }) => expected)) }
  })
}

/** Shrink each cell to its parent; the events its parent expects of it are its exposure. */
function shrinkTo(cells: readonly ChildCell[], parentOf: (cell: ChildCell) => Pick<ShrunkRatio, 'ratio' | 'standardError'>): Map<string, ShrunkRatio> {
  const above = cells.map((cell) => parentOf(cell))
  const expected = cells.map((cell, at) => cell.expected * above[at]!.ratio)
  const seen = cells.map(({ events }, at) => ({ events, exposure: expected[at]! }))
  const kappa = { value: momentKappa(seen), error: Math.min(momentKappa(seen), hiddenKappa(seen)) }
  return new Map(cells.map(({ key, events }, at) => [key, shrunk(events, expected[at]!, above[at]!, kappa)]))
}

/** `kappa.error` is never above `kappa.value`: places that seem alike may still differ by what chance hides. */
function shrunk(events: number, expected: number, parent: Pick<ShrunkRatio, 'ratio' | 'standardError'>, kappa: { readonly value: number; readonly error: number }): ShrunkRatio {
  const isParent = kappa.value === Number.POSITIVE_INFINITY || expected + kappa.value === 0
  const times = isParent ? 1 : (events + kappa.value) / (expected + kappa.value)
  const own = kappa.error === Number.POSITIVE_INFINITY || expected + kappa.error === 0 ? 0 : exactSqrt(times / (expected + kappa.error))
  return {
    ratio: parent.ratio * times, parent: parent.ratio, kappa: kappa.value, kept: isParent ? 0 : expected / (expected + kappa.value),
    standardError: exactSqrt((parent.ratio * own) ** 2 + (parent.standardError * times) ** 2),
  }
}
