/**
 * Hash a seed and a name into four 32-bit words, each depending on every character.
 *
 * Errors: RangeError when the seed is not a safe integer.
 * Source: rounds and finaliser of MurmurHash3 (A. Appleby, public domain), four lanes with different starts.
 */
export function hashName(seed: number, name: string): [number, number, number, number] {
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`Starting a random stream: the seed is ${seed}. It must be a whole number up to 9,007,199,254,740,991.`)
  }
  const high = Math.floor(seed / 4294967296) | 0
  const low = seed | 0
  const lanes: [number, number, number, number] = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]
  for (let lane = 0; lane < 4; lane++) {
    let hash = takeIn(takeIn(lanes[lane]!, low), high)
    for (let at = 0; at < name.length; at++) hash = takeIn(hash, name.charCodeAt(at))
    lanes[lane] = finish(hash ^ name.length)
  }
  return lanes
}

/** Mix two or three 32-bit words into one. */
export function hashWords(first: number, second: number, third: number): number {
  return finish(takeIn(takeIn(takeIn(0x243f6a88, first), second), third))
}

function takeIn(hash: number, word: number): number {
  const spread = Math.imul(word, 0xcc9e2d51)
  const turned = Math.imul((spread << 15) | (spread >>> 17), 0x1b873593)
  const mixed = hash ^ turned
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

function finish(hash: number): number {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
