import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type { Column, ColumnType } from '../dataset/table.ts'
import { pageMaker, type GroupColumn, type Pages } from './parquet-pages.ts'
import { writeThrift, type ThriftFields, type ThriftValue } from './thrift.ts'

/** A Parquet file that is written group of rows by group of rows. */
export interface ParquetFile {
  /** Write one group. Shape: one column for each declared, in their order. The columns may be used again when this returns. */
  writeGroup(rows: number, columns: readonly GroupColumn[]): void
  /** Wait until the groups given so far are in the file. */
  settle(): Promise<void>
  /** Write what the file holds at its end, and close it. Answers how many rows have no value, by column. */
  close(): Promise<{ readonly rows: number; readonly nulls: readonly number[] }>
}

type Declared = Pick<Column, 'name' | 'type'>

/**
 * Open a Parquet file: version 1 pages, compressed with Zstandard, every column optional. The same rows in the same groups give the same bytes.
 * Source: https://parquet.apache.org/docs/file-format/ and https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
export async function createParquet(path: string, declared: readonly Declared[]): Promise<ParquetFile> {
  const file = await open(path, 'w')
  const [groups, nulls] = [[] as Group[], declared.map(() => 0)]
  const makers = declared.map(({ type }) => pageMaker(type))
  let [at, total] = [4, 0]
  let writing: Promise<unknown> = file.write('PAR1')
  writing.catch(() => undefined)
  const append = async (rows: number, pages: readonly Pages[]): Promise<void> => {
    const chunks: Chunk[] = []
    for (const [index, page] of pages.entries()) {
      const { bytes, chunk } = await layChunk(page, rows, at)
      await file.write(bytes)
      at += bytes.length
      nulls[index]! += page.nulls
      chunks.push(chunk)
    }
    groups.push({ rows, chunks })
  }
  return {
    writeGroup(rows, columns) {
      total += rows
      const pages = columns.map((column, index) => makers[index]!.layPages(column, rows))
      writing = writing.then(() => append(rows, pages))
      writing.catch(() => undefined)
    },
    settle: async () => { await writing },
    async close() {
      try {
        await writing
        const foot = footer(declared, groups, total)
        const length = Buffer.alloc(4)
        length.writeUInt32LE(foot.length)
        await file.write(Buffer.concat([foot, length, Buffer.from('PAR1')]))
      } finally {
        await file.close()
      }
      return { rows: total, nulls }
    },
  }
}

interface Chunk { readonly bytes: number; readonly unpacked: number; readonly at: number; readonly dataAt: number; readonly values: number; readonly numbered: boolean }
interface Group { readonly rows: number; readonly chunks: readonly Chunk[] }

const compress = promisify(zstdCompress)

/** Numbers that the format gives its kinds. */
const [plain, rle, rleDictionary] = [0, 3, 8]
const zstd = 6
const physical: Readonly<Record<ColumnType, number>> = { boolean: 1, integer: 1, date: 1, number: 5, text: 6 }

async function layChunk({ dictionary, data }: Pages, rows: number, at: number): Promise<{ bytes: Buffer; chunk: Chunk }> {
  const first = dictionary ? await layPage(2, dictionary.bytes, [7, { fields: [[1, { i32: dictionary.values }], [2, { i32: plain }]] }]) : { bytes: Buffer.alloc(0), unpacked: 0 }
  const encoding = dictionary ? rleDictionary : plain
  const second = await layPage(0, data, [5, { fields: [[1, { i32: rows }], [2, { i32: encoding }], [3, { i32: rle }], [4, { i32: rle }]] }])
  const bytes = Buffer.concat([first.bytes, second.bytes])
  return { bytes, chunk: { bytes: bytes.length, unpacked: first.unpacked + second.unpacked, at, dataAt: at + first.bytes.length, values: rows, numbered: dictionary !== null } }
}

async function layPage(kind: number, page: Uint8Array, header: ThriftFields[number]): Promise<{ bytes: Buffer; unpacked: number }> {
  const packed = await compress(page, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  const head = writeThrift([[1, { i32: kind }], [2, { i32: page.length }], [3, { i32: packed.length }], header])
  return { bytes: Buffer.concat([head, packed]), unpacked: head.length + page.length }
}

function footer(declared: readonly Declared[], groups: readonly Group[], rows: number): Buffer {
  const root: ThriftValue = { fields: [[4, { text: 'schema' }], [5, { i32: declared.length }]] }
  return Buffer.from(writeThrift([
    [1, { i32: 1 }],
    [2, { list: [root, ...declared.map(schemaOf)] }],
    [3, { i64: rows }],
    [4, { list: groups.map((group) => groupOf(declared, group)) }],
    [6, { text: 'Cadre' }],
  ]))
}

function schemaOf({ name, type }: Declared): ThriftValue {
  const meaning: ThriftFields = type === 'text' ? [[6, { i32: 0 }]] : type === 'date' ? [[6, { i32: 6 }]] : []
  return { fields: [[1, { i32: physical[type] }], [3, { i32: 1 }], [4, { text: name }], ...meaning] }
}

function groupOf(declared: readonly Declared[], { rows, chunks }: Group): ThriftValue {
  const columns = chunks.map((chunk, index): ThriftValue => ({ fields: [[2, { i64: chunk.at }], [3, { fields: metaOf(declared[index]!, chunk) }]] }))
  return { fields: [[1, { list: columns }], [2, { i64: chunks.reduce((sum, { unpacked }) => sum + unpacked, 0) }], [3, { i64: rows }]] }
}

function metaOf({ name, type }: Declared, { bytes, unpacked, at, dataAt, values, numbered }: Chunk): ThriftFields {
  return [
    [1, { i32: physical[type] }], [2, { list: [plain, rle, ...(numbered ? [rleDictionary] : [])].map((i32) => ({ i32 })) }], [3, { list: [{ text: name }] }], [4, { i32: zstd }],
    [5, { i64: values }], [6, { i64: unpacked }], [7, { i64: bytes }], [9, { i64: dataAt }], ...(numbered ? [[11, { i64: at }] as const] : []),
  ]
}
