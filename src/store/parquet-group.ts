import { constants, zstdCompressSync } from 'node:zlib'
import type { ColumnType } from '../dataset/table.ts'
import { pageMaker, type GroupColumn, type Pages } from './parquet-pages.ts'
import { writeThrift, type ThriftFields } from './thrift.ts'

/** A group of rows as it stands in a Parquet file, made anywhere and put there later. */
export interface LaidGroup { readonly rows: number; readonly bytes: Uint8Array<ArrayBuffer>; readonly chunks: readonly LaidChunk[] }

/** The column of a group. Units: bytes; places from the start of the group. */
export interface LaidChunk { readonly bytes: number; readonly unpacked: number; readonly at: number; readonly dataAt: number; readonly values: number; readonly nulls: number; readonly numbered: boolean }

/** Numbers that the format gives its encodings. */
export const [plain, rle, rleDictionary] = [0, 3, 8]

/** Lay groups of columns of these types out, one after the other: version 1 pages, compressed with Zstandard. The same rows give the same bytes, whatever was laid out before. */
export function groupMaker(types: readonly ColumnType[]): (rows: number, columns: Iterable<GroupColumn>) => LaidGroup {
  const makers = types.map(pageMaker)
  return (rows, columns) => {
    const [pieces, chunks] = [[] as Uint8Array[], [] as LaidChunk[]]
    let at = 0
    for (const column of columns) {
      const { pages, chunk } = layChunk(makers[chunks.length]!.layPages(column, rows), rows, at)
      pieces.push(...pages)
      chunks.push(chunk)
      at += chunk.bytes
    }
    const bytes = joined(pieces, at)
    for (const piece of pieces) giveBack(piece)
    return { rows, bytes, chunks }
  }
}

/** Larger than what is cut from memory that others share. */
const ownMemory = 1 << 16

/** Give the memory of large bytes back at once: left to itself, each thread keeps 64 MB of such remains. */
export function giveBack({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > ownMemory) buffer.transfer(0)
}

function layChunk({ dictionary, data, nulls }: Pages, rows: number, at: number): { pages: Uint8Array[]; chunk: LaidChunk } {
  const first = dictionary ? layPage(2, dictionary.bytes, [7, { fields: [[1, { i32: dictionary.values }], [2, { i32: plain }]] }]) : { pieces: [], length: 0, unpacked: 0 }
  const encoding = dictionary ? rleDictionary : plain
  const second = layPage(0, data, [5, { fields: [[1, { i32: rows }], [2, { i32: encoding }], [3, { i32: rle }], [4, { i32: rle }]] }])
  const bytes = first.length + second.length
  return { pages: [...first.pieces, ...second.pieces], chunk: { bytes, unpacked: first.unpacked + second.unpacked, at, dataAt: at + first.length, values: rows, nulls, numbered: dictionary !== null } }
}

function layPage(kind: number, page: Uint8Array, header: ThriftFields[number]): { pieces: Uint8Array[]; length: number; unpacked: number } {
  const packed = zstdCompressSync(page, { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: Math.max(constants.Z_MIN_CHUNK, page.length + 1024) })
  const length = page.length
  giveBack(page)
  const head = writeThrift([[1, { i32: kind }], [2, { i32: length }], [3, { i32: packed.length }], header])
  return { pieces: [head, packed], length: head.length + packed.length, unpacked: head.length + length }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
