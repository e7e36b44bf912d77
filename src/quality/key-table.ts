/** Texts numbered from 0 on in the order first met. Only a digest of each is kept: a few bytes, whatever their length. */
export interface KeyTable {
  readonly size: number
  /** Number of a text; a new one is added. */
  numberOf(text: string): number
  /** Number of a text, -1 when it was not met. */
  find(text: string): number
}

/** Digests in one piece. */
const inPiece = 1 << 14

/**
 * Start an empty table whose digests have so many words of 32 bits, four at most.
 * With two, among two million texts two are taken for one with a chance of 1 in 10 million; with three, of 1 in 10^17.
 */
export function keyTable(words: 2 | 3 | 4): KeyTable {
  const pieces: Int32Array[] = []
  let size = 0
  /** Open addressing: the number of a text + 1, 0 where nothing stands. Never more than three quarters full. */
  let slots = new Int32Array(1024)
  const isAt = (number: number): boolean => {
    const [piece, start] = [pieces[Math.floor(number / inPiece)]!, (number % inPiece) * words]
    for (let word = 0; word < words; word += 1) if (piece[start + word] !== digest[word]) return false
    return true
  }
  const slotOf = (): number => {
    let slot = (digest[0]! >>> 0) % slots.length
    while (slots[slot] !== 0 && !isAt(slots[slot]! - 1)) slot = slot + 1 === slots.length ? 0 : slot + 1
    return slot
  }
  const grow = (): void => {
    slots = new Int32Array(Math.ceil(slots.length * 1.5))
    for (let number = 0; number < size; number += 1) {
      let slot = (pieces[Math.floor(number / inPiece)]![(number % inPiece) * words]! >>> 0) % slots.length
      while (slots[slot] !== 0) slot = slot + 1 === slots.length ? 0 : slot + 1
      slots[slot] = number + 1
    }
  }
  const add = (slot: number): number => {
    if (size % inPiece === 0) pieces.push(new Int32Array(inPiece * words))
    pieces.at(-1)!.set(digest.subarray(0, words), (size % inPiece) * words)
    size += 1
    slots[slot] = size
    if (size > slots.length * 0.75) grow()
    return size - 1
  }
  return {
    get size() { return size },
    numberOf(text) {
      digestOf(text)
      const slot = slotOf()
      return slots[slot] === 0 ? add(slot) : slots[slot]! - 1
    },
    find(text) {
      digestOf(text)
      return slots[slotOf()]! - 1
    },
  }
}

/** 32 bits of the digest of a text. */
export function shortDigest(text: string): number {
  digestOf(text)
  return digest[0]! >>> 0
}

/** The digest made last: one text at a time is looked at. */
const digest = new Int32Array(4)

/** Make the digest of a text: not for secrets. Source: cyrb128, by bryc, in the public domain (github.com/bryc/code, jshash/PRNGs.md). */
function digestOf(text: string): void {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    h1 = h2 ^ Math.imul(h1 ^ letter, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ letter, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ letter, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ letter, 2716044179)
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067)
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233)
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213)
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179)
  digest[0] = h1 ^ h2 ^ h3 ^ h4
  digest[1] = h2
  digest[2] = h3
  digest[3] = h4
}
