/** Different words of a column, each with a number from 0 on in the order first met; a word is a run of bytes. */
export interface WordList {
  readonly size: number
  /** Number of a word; new words are added. Three bytes beyond `to` must be there, whatever they are: words are looked at four bytes at a time. */
  numberOf(view: DataView, from: number, to: number): number
  /** Bytes of a word, to be read and not kept. */
  bytesOf(word: number): Uint8Array
}

/** Bytes of a word that stand in its entry; of a longer word the rest stands elsewhere. Dates and nearly all codes fit. */
const inEntry = 12

/** Start an empty list. Two words are one only when all their bytes are equal. */
export function wordList(): WordList {
  let size = 0
  /** Shape: for each word its first twelve bytes, filled up with zeros, and its length. One word is one look into memory. */
  let entries = new Int32Array(4 * 64)
  /** What long words have beyond their entry, each from the place that `restAt` gives. */
  let [rests, restAt, restEnd] = [new Uint8Array(256), new Map<number, number>(), 0]
  /** Open addressing, never more than half full: the word's number + 1, 0 where nothing stands. */
  let slots = new Int32Array(128)

  const sameRest = (word: number, view: DataView, from: number, to: number): boolean => {
    const start = restAt.get(word)!
    for (let at = from; at < to; at += 1) if (view.getUint8(at) !== rests[start + at - from]) return false
    return true
  }
  const keepRest = (view: DataView, from: number, to: number): void => {
    if (restEnd + to - from > rests.length) rests = larger(rests, new Uint8Array(Math.max(rests.length * 2, restEnd + to - from)))
    for (let at = from; at < to; at += 1) rests[restEnd + at - from] = view.getUint8(at)
    restAt.set(size, restEnd)
    restEnd += to - from
  }
  const spread = (): void => {
    slots = new Int32Array(slots.length * 2)
    const last = slots.length - 1
    for (let word = 0; word < size; word += 1) {
      let slot = hashOf(entries[word * 4]!, entries[word * 4 + 1]!, entries[word * 4 + 2]!, entries[word * 4 + 3]!) & last
      while (slots[slot] !== 0) slot = (slot + 1) & last
      slots[slot] = word + 1
    }
  }
  return {
    get size() { return size },
    numberOf(view, from, to) {
      const length = to - from
      const first = fourBytes(view, from, length)
      const second = fourBytes(view, from + 4, length - 4)
      const third = fourBytes(view, from + 8, length - 8)
      const last = slots.length - 1
      let slot = hashOf(first, second, third, length) & last
      for (let word = slots[slot]! - 1; word >= 0; word = slots[slot]! - 1) {
        const entry = word * 4
        if (entries[entry] === first && entries[entry + 1] === second && entries[entry + 2] === third && entries[entry + 3] === length
          && (length <= inEntry || sameRest(word, view, from + inEntry, to))) return word
        slot = (slot + 1) & last
      }
      if (size * 4 === entries.length) entries = larger(entries, new Int32Array(size * 8))
      entries.set([first, second, third, length], size * 4)
      if (length > inEntry) keepRest(view, from + inEntry, to)
      size += 1
      slots[slot] = size
      if (size * 2 > slots.length) spread()
      return size - 1
    },
    bytesOf(word) {
      const length = entries[word * 4 + 3]!
      const start = new Uint8Array(entries.buffer, word * 16, Math.min(length, inEntry))
      if (length <= inEntry) return start
      const whole = new Uint8Array(length)
      whole.set(start)
      whole.set(rests.subarray(restAt.get(word)!, restAt.get(word)! + length - inEntry), inEntry)
      return whole
    },
  }
}

/** Masks that leave the first so many bytes of four, the lowest first. */
const firstBytes = Int32Array.of(0, 0xff, 0xffff, 0xffffff)

/** The next four bytes of a word that has `left` of them, as they lie in memory; zeros where it has ended. */
function fourBytes(view: DataView, at: number, left: number): number {
  return left >= 4 ? view.getInt32(at, true) : left > 0 ? view.getInt32(at, true) & firstBytes[left]! : 0
}

/** Long words that differ only beyond their entry share a hash; they are few. */
function hashOf(first: number, second: number, third: number, length: number): number {
  return mixed(mixed(mixed(first ^ length) ^ second) ^ third)
}

/** An odd number near 2^32 divided by the golden ratio. Source: Knuth, The Art of Computer Programming, volume 3, 6.4. */
const golden = 0x9e3779b1

/** Mix by multiplication, with the high bits folded into the low ones that choose the slot. */
function mixed(bits: number): number {
  const product = Math.imul(bits, golden)
  return product ^ (product >>> 15)
}

function larger<T extends Uint8Array | Int32Array>(from: T, into: T): T {
  into.set(from)
  return into
}
