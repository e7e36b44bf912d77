import type { Records } from './records.ts'

/** Different words of a column, each with a number from 0 on in the order first met; a word is a run of bytes. */
export interface WordList {
  readonly size: number
  /** Number of a word; new words are added. Twelve bytes beyond `from` must be there, whatever they are. */
  numberOf(view: DataView, from: number, to: number): number
  /** Look at the place where a word would stand, and do nothing: a long list lies far from the processor, and words that are glanced at one after the other come together. */
  glance(view: DataView, from: number, to: number): number
  /** Number the words in cells of some records. Shape: `cells` has the first cell of each of `count` records; the numbers go into `into` from `at` on. */
  numberCells(records: Records, cells: Int32Array, place: number, count: number, into: Int32Array, at: number): void
  /** Bytes of a word, to be read and not kept. */
  bytesOf(word: number): Uint8Array
  /** What the list holds, to be carried to another thread; the list itself is empty then. */
  handOver(): CarriedWords
}

/** A list of words on its way from one thread to another. */
export interface CarriedWords { readonly size: number; readonly entries: Int32Array<ArrayBuffer>; readonly slots: Int32Array<ArrayBuffer>; readonly longs: Uint8Array<ArrayBuffer>; readonly longEnd: number }

/** Bytes of a word that stand in its entry; a longer word stands elsewhere. Dates and nearly all codes fit. */
const inEntry = 12

/** Make what a list of so many words needs from the start. */
export function noWords(expected = 64): CarriedWords {
  const most = 2 ** Math.ceil(Math.log2(expected))
  return { size: 0, entries: new Int32Array(most * 4), slots: new Int32Array(most * 2), longs: new Uint8Array(256), longEnd: 0 }
}

/** Start a list. Two words are one only when all their bytes are equal. */
export function wordList(carried = noWords()): WordList {
  /**
   * Shape of `entries`: for each word its twelve bytes, filled up with zeros, and its length; for a longer word what all its bytes mix to, its place in `longs`, 0 and its length.
   * One short word is one look into memory. `slots` is open addressing, never more than half full: the word's number + 1, 0 where nothing stands.
   */
  let { size, entries, slots, longs, longEnd } = carried
  let longView = new DataView(longs.buffer)

  const add = (first: number, second: number, third: number, length: number, slot: number): number => {
    if (size * 4 === entries.length) entries = larger(entries, new Int32Array(size * 8))
    const entry = size * 4
    entries[entry] = first
    entries[entry + 1] = second
    entries[entry + 2] = third
    entries[entry + 3] = length
    size += 1
    slots[slot] = size
    if (size * 2 > slots.length) spread()
    return size - 1
  }
  const spread = (): void => {
    slots = new Int32Array(slots.length * 2)
    const last = slots.length - 1
    for (let word = 0; word < size; word += 1) {
      const entry = word * 4
      const length = entries[entry + 3]!
      let slot = (length > inEntry ? entries[entry]! : hashOf(entries[entry]!, entries[entry + 1]!, entries[entry + 2]!, length)) & last
      while (slots[slot] !== 0) slot = (slot + 1) & last
      slots[slot] = word + 1
    }
  }
  const longNumberOf = (view: DataView, from: number, to: number): number => {
    const [length, hash, last] = [to - from, hashOfLong(view, from, to), slots.length - 1]
    let slot = hash & last
    for (let word = slots[slot]! - 1; word >= 0; word = slots[slot]! - 1) {
      const entry = word * 4
      if (entries[entry] === hash && entries[entry + 3] === length && isSame(view, from, to, longView, entries[entry + 1]!)) return word
      slot = (slot + 1) & last
    }
    if (longEnd + length > longs.length) {
      longs = larger(longs, new Uint8Array(Math.max(longs.length * 2, longEnd + length)))
      longView = new DataView(longs.buffer)
    }
    for (let at = 0; at < length; at += 1) longs[longEnd + at] = view.getUint8(from + at)
    longEnd += length
    return add(hash, longEnd - length, 0, length, slot)
  }
  return {
    get size() { return size },
    numberOf(view, from, to) {
      const length = to - from
      if (length > inEntry) return longNumberOf(view, from, to)
      const first = view.getInt32(from, true) & ofFirst[length]!
      const second = view.getInt32(from + 4, true) & ofSecond[length]!
      const third = view.getInt32(from + 8, true) & ofThird[length]!
      const last = slots.length - 1
      let slot = hashOf(first, second, third, length) & last
      for (let word = slots[slot]! - 1; word >= 0; word = slots[slot]! - 1) {
        const entry = word * 4
        if (entries[entry] === first && entries[entry + 1] === second && entries[entry + 2] === third && entries[entry + 3] === length) return word
        slot = (slot + 1) & last
      }
      return add(first, second, third, length, slot)
    },
    glance(view, from, to) {
      const length = to - from
      if (length > inEntry) return 0
      const third = view.getInt32(from + 8, true) & ofThird[length]!
      return slots[hashOf(view.getInt32(from, true) & ofFirst[length]!, view.getInt32(from + 4, true) & ofSecond[length]!, third, length) & (slots.length - 1)]!
    },
    // The same as numberOf for each, with nothing looked up twice: nearly all of the time goes here.
    numberCells({ view, starts, ends }, cells, place, count, into, at) {
      let [known, taken, last] = [entries, slots, slots.length - 1]
      for (let index = 0; index < count; index += 1) {
        const cell = cells[index]! + place
        const from = starts[cell]!
        const length = ends[cell]! - from
        if (length <= inEntry) {
          const first = view.getInt32(from, true) & ofFirst[length]!
          const second = view.getInt32(from + 4, true) & ofSecond[length]!
          const third = view.getInt32(from + 8, true) & ofThird[length]!
          let slot = hashOf(first, second, third, length) & last
          let word = taken[slot]! - 1
          while (word >= 0) {
            const entry = word * 4
            if (known[entry] === first && known[entry + 1] === second && known[entry + 2] === third && known[entry + 3] === length) break
            slot = (slot + 1) & last
            word = taken[slot]! - 1
          }
          if (word >= 0) {
            into[at + index] = word
            continue
          }
        }
        into[at + index] = this.numberOf(view, from, from + length)
        if (known !== entries || taken !== slots) [known, taken, last] = [entries, slots, slots.length - 1]
      }
    },
    bytesOf(word) {
      const length = entries[word * 4 + 3]!
      return length > inEntry ? longs.subarray(entries[word * 4 + 1], entries[word * 4 + 1]! + length) : new Uint8Array(entries.buffer, word * 16, length)
    },
    handOver() {
      const carries = { size, entries, slots, longs, longEnd }
      ;({ size, entries, slots, longs, longEnd } = noWords())
      longView = new DataView(longs.buffer)
      return carries
    },
  }
}

/** Masks that leave the bytes of a word of so many bytes in the first, second and third four, the lowest first. */
const [ofFirst, ofSecond, ofThird] = [0, 4, 8].map((before) => Int32Array.from({ length: inEntry + 1 }, (_, length) => (length >= before + 4 ? -1 : length <= before ? 0 : (1 << ((length - before) * 8)) - 1))) as [Int32Array, Int32Array, Int32Array]

/** Odd numbers near 2^32 divided by the golden ratio, and others without a pattern. Source: Knuth, The Art of Computer Programming, volume 3, 6.4. */
const [golden, other, third] = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35]

/** Mix by multiplication, with the high bits folded into the low ones that choose the slot. */
function hashOf(first: number, second: number, last: number, length: number): number {
  return mixed(folded(Math.imul(first ^ length, golden) ^ Math.imul(second, other) ^ Math.imul(last, third)))
}

function mixed(bits: number): number {
  return folded(Math.imul(bits, golden))
}

function folded(bits: number): number {
  return bits ^ (bits >>> 16)
}

/** Mix all bytes: words that differ only at their end are many where somebody numbers them. */
function hashOfLong(view: DataView, from: number, to: number): number {
  let [hash, at] = [to - from, from]
  for (; at + 4 <= to; at += 4) hash = mixed(hash ^ view.getInt32(at, true))
  for (; at < to; at += 1) hash = mixed(hash ^ view.getUint8(at))
  return hash
}

function isSame(view: DataView, from: number, to: number, kept: DataView, start: number): boolean {
  let at = from
  for (; at + 4 <= to; at += 4) if (view.getInt32(at, true) !== kept.getInt32(start + at - from, true)) return false
  for (; at < to; at += 1) if (view.getUint8(at) !== kept.getUint8(start + at - from)) return false
  return true
}

function larger<T extends Uint8Array | Int32Array>(from: T, into: T): T {
  into.set(from)
  return into
}
