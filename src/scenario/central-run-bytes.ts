import type { Future, Profession } from '../supply/kernel/profession.ts'
import type { CentralBlock, CentralRun } from './central-run.ts'

/** The arrays of a block, in the order they are written. A kernel that gains one does not compile until it is written too. */
const byAge = ['opening', 'participation', 'hazard', 'monthlyAges', 'yearlyAgesA', 'yearlyAgesB'] as const satisfies readonly ArraysOf<Profession>[]
const ofFuture = ['leaveTimes', 'monthly', 'growth', 'yearlyA', 'yearlyB'] as const satisfies readonly ArraysOf<Future>[]
type ArraysOf<T> = { [Name in keyof T]: T[Name] extends Float64Array ? Name : never }[keyof T]
type Unwritten = Exclude<ArraysOf<Profession>, (typeof byAge)[number]> | Exclude<ArraysOf<Future>, (typeof ofFuture)[number]>
const format: [Unwritten] extends [never] ? 2 : never = 2

/** What stands before the numbers: everything that is not an array, and how long each array is; below 0 where it is all zeros and is not written. */
interface Header {
  readonly format: 2
  readonly years: number
  readonly unit: CentralRun['unit']
  readonly without: number
  readonly blocks: readonly (Pick<CentralBlock, 'group' | 'openingDate' | 'ageing'> & Pick<Profession, 'areas' | 'ages' | 'growing'> & { readonly lengths: readonly number[] })[]
}

/**
 * Write a central run as bytes: the length of a header in 4 bytes, the header as JSON filled up with blanks to a multiple of 8, the arrays.
 *
 * Shape: every number of an array is 8 bytes, IEEE 754, lowest byte first: no digit is lost.
 */
export function packCentralRun(run: CentralRun): Uint8Array {
  const arrays = run.blocks.map(arraysOf)
  const lengths = arrays.map((own) => own.map((values) => (values.every((value) => value === 0) ? -values.length : values.length)))
  const header: Header = {
    format, years: run.years, unit: run.unit, without: run.without,
    blocks: run.blocks.map(({ group, openingDate, ageing, profession: { areas, ages, growing } }, at) => ({ group, openingDate, ageing, areas, ages, growing, lengths: lengths[at]! })),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const start = startAfter(text.length)
  const bytes = new Uint8Array(start + 8 * lengths.flat().reduce((sum, length) => sum + Math.max(0, length), 0)).fill(blank, 4, start)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  const numbers = new DataView(bytes.buffer, start)
  let at = 0
  arrays.forEach((own, block) => own.forEach((values, nth) => {
    if (lengths[block]![nth]! < 0) return
    for (const value of values) numbers.setFloat64(8 * at++, value, true)
  }))
  return bytes
}

const blank = 32

function startAfter(headerBytes: number): number {
  return Math.ceil((4 + headerBytes) / 8) * 8
}

function arraysOf({ profession, future, leave, opening, demand }: CentralBlock): Float64Array[] {
  return [...byAge.map((name) => profession[name]), ...ofFuture.map((name) => future[name]), leave, opening, demand]
}

/** Read a central run back. Errors: throws when the bytes are of another format (page and server of different versions). */
export function unpackCentralRun(bytes: Uint8Array): CentralRun {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header
  if (header.format !== format) throw new Error('Reading the central run: its format is not one this page knows. Reload the page.')
  const numbers = new DataView(bytes.buffer, bytes.byteOffset + startAfter(length))
  let at = 0
  const take = (of: number): Float64Array => {
    const values = new Float64Array(Math.abs(of))
    for (let nth = 0; nth < of; nth++) values[nth] = numbers.getFloat64(8 * at++, true)
    return values
  }
  return { years: header.years, unit: header.unit, without: header.without, blocks: header.blocks.map((block) => readBlock(block, header.years, block.lengths.map(take))) }
}

function readBlock({ group, openingDate, ageing, areas, ages, growing }: Header['blocks'][number], years: number, arrays: readonly Float64Array[]): CentralBlock {
  const named = <Name extends string>(names: readonly Name[], from: number) => Object.fromEntries(names.map((name, nth) => [name, arrays[from + nth]!])) as Record<Name, Float64Array>
  const after = byAge.length + ofFuture.length
  return { group, openingDate, ageing, profession: { areas, ages, years, growing, ...named(byAge, 0) }, future: named(ofFuture, byAge.length), leave: arrays[after]!, opening: arrays[after + 1]!, demand: arrays[after + 2]! }
}
