import { exactLog } from './log.ts'
import { normal } from './normal.ts'
import { exactPow } from './pow.ts'
import { exactSqrt } from './sqrt.ts'
import type { Stream } from './stream.ts'

/**
 * Draw from the gamma distribution with scale 1.
 *
 * Errors: RangeError unless the shape is a finite number above 0.
 * Source: G. Marsaglia and W. W. Tsang, A simple method for generating gamma variables, ACM TOMS 26 (2000).
 */
export function gamma(chance: Stream, shape: number): number {
  if (!(shape > 0 && Number.isFinite(shape))) {
    throw new RangeError(`Drawing a gamma number: the shape is ${shape}. It must be a finite number above 0.`)
  }
  if (shape < 1) return gamma(chance, shape + 1) * exactPow(chance.next(), 1 / shape)
  const d = shape - 1 / 3
  const c = 1 / exactSqrt(9 * d)
  for (;;) {
    const z = normal(chance)
    const root = 1 + c * z
    if (root <= 0) continue
    const v = root * root * root
    if (exactLog(chance.next()) < 0.5 * z * z + d - d * v + d * exactLog(v)) return d * v
  }
}

/**
 * Draw a share from the beta distribution: after `a − 1` events and `b − 1` non-events on a flat prior, what the rate may be.
 *
 * Errors: RangeError unless both shapes are finite numbers above 0.
 */
export function beta(chance: Stream, a: number, b: number): number {
  const first = gamma(chance, a)
  return first / (first + gamma(chance, b))
}
