import type { Stream } from '../../../src/random/stream.ts'

/** Draw a whole number from 0 to below `count`. */
export function below(chance: Stream, count: number): number {
  return Math.floor(chance.next() * count)
}

/** Draw one of a list. */
export function oneOf<T>(chance: Stream, list: readonly T[]): T {
  return list[below(chance, list.length)]!
}

/** Change a file in one to four places: flip, put in, take out, repeat or cut. */
export function mutateBytes(bytes: Uint8Array, chance: Stream): Uint8Array {
  let changed: Buffer = Buffer.from(bytes)
  const times = 1 + below(chance, 4)
  for (let time = 0; time < times && changed.length > 0; time += 1) changed = mutateOnce(changed, chance)
  return new Uint8Array(changed)
}

function mutateOnce(bytes: Buffer, chance: Stream): Buffer {
  const at = below(chance, bytes.length)
  const end = Math.min(bytes.length, at + 1 + below(chance, 12))
  const [before, run, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  switch (below(chance, 6)) {
    case 0: return Buffer.concat([before, Buffer.from([bytes[at]! ^ (1 << below(chance, 8))]), bytes.subarray(at + 1)])
    case 1: return Buffer.concat([before, Buffer.from([below(chance, 256)]), bytes.subarray(at)])
    case 2: return Buffer.concat([before, Buffer.from(oneOf(chance, hostileText)), bytes.subarray(at)])
    case 3: return Buffer.concat([before, after])
    case 4: return Buffer.concat([before, run, run, after])
    default: return below(chance, 8) === 0 ? before : Buffer.concat([before, Buffer.from(run).reverse(), after])
  }
}

/** Pieces that have broken readers before. */
const hostileText = [
  ',', ';', '\t', '"', '""', '\n', '\r', '\r\n', '\u0000', '\uFEFF', '\u202E', '__proto__', 'constructor', '=1+1', '1e309', '-', 'NaN', '.', 'e9', '[', '{', '&amp;', '<v>', '</v>', '<c>', ']]>', '<!--', '_x0000_', '😀', 'É', '(', '%',
]
