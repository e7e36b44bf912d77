/** Different words of a column, each with a number from 0 on in the order first met; a word is a run of bytes. */
export interface WordList {
  readonly size: number
  /** Number of a word; new words are added. */
  numberOf(bytes: Uint8Array, from: number, to: number): number
  /** Bytes of a word, to be read and not kept. */
  bytesOf(word: number): Uint8Array
}

/** Start an empty list. Two words are one only when all their bytes are equal. */
export function wordList(): WordList {
  let size = 0
  let kept: Uint8Array = new Uint8Array(1024)
  let ends = new Int32Array(256)
  let hashes = new Int32Array(256)
  /** Open addressing: word number + 1, 0 where nothing stands; never more than half full. */
  let slots = new Int32Array(512)

  const same = (word: number, bytes: Uint8Array, from: number, length: number): boolean => {
    const start = word === 0 ? 0 : ends[word - 1]!
    if (ends[word]! - start !== length) return false
    for (let at = 0; at < length; at += 1) if (kept[start + at] !== bytes[from + at]) return false
    return true
  }
  const add = (bytes: Uint8Array, from: number, to: number, hash: number): void => {
    const start = size === 0 ? 0 : ends[size - 1]!
    const end = start + to - from
    if (end > kept.length) kept = larger(kept, new Uint8Array(Math.max(kept.length * 2, end)))
    if (size === ends.length) {
      ends = larger(ends, new Int32Array(size * 2))
      hashes = larger(hashes, new Int32Array(size * 2))
    }
    for (let at = from; at < to; at += 1) kept[start + at - from] = bytes[at]!
    ends[size] = end
    hashes[size] = hash
    size += 1
  }
  const spread = (): void => {
    slots = new Int32Array(slots.length * 2)
    for (let word = 0; word < size; word += 1) {
      let slot = hashes[word]! & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = word + 1
    }
  }
  return {
    get size() { return size },
    numberOf(bytes, from, to) {
      const hash = hashOf(bytes, from, to)
      let slot = hash & (slots.length - 1)
      for (let word = slots[slot]!; word !== 0; word = slots[slot]!) {
        if (hashes[word - 1] === hash && same(word - 1, bytes, from, to - from)) return word - 1
        slot = (slot + 1) & (slots.length - 1)
      }
      add(bytes, from, to, hash)
      slots[slot] = size
      if (size * 2 > slots.length) spread()
      return size - 1
    },
    bytesOf: (word) => kept.subarray(word === 0 ? 0 : ends[word - 1], ends[word]),
  }
}

/** FNV-1a over the bytes, with the high bits folded into the low ones that choose the slot. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return hash ^ (hash >>> 15)
}

function larger<T extends Uint8Array | Int32Array>(from: T, into: T): T {
  into.set(from)
  return into
}
