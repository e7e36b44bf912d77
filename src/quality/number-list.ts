/** Whole numbers from 0 on by place, in as few bytes as they need; 0 where none was put. */
export interface NumberList { get(at: number): number; set(at: number, value: number): void }

type Piece = Uint8Array | Uint16Array | Int32Array

/** Places in one piece; a piece is as wide as its largest number needs. */
const inPiece = 1 << 13

/** Start with nothing put. Numbers of up to 31 bits. */
export function numberList(): NumberList {
  const pieces: Piece[] = []
  return {
    get: (at) => pieces[Math.floor(at / inPiece)]?.[at % inPiece] ?? 0,
    set(at, value) {
      const place = Math.floor(at / inPiece)
      while (pieces.length <= place) pieces.push(new Uint8Array(inPiece))
      const piece = pieces[place]!
      const fits = piece instanceof Int32Array || value < (piece instanceof Uint16Array ? 1 << 16 : 1 << 8)
      const wide = fits ? piece : value < 1 << 16 ? Uint16Array.from(piece) : Int32Array.from(piece)
      if (!fits) pieces[place] = wide
      wide[at % inPiece] = value
    },
  }
}
