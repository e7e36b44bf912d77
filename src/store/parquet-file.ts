import { open } from 'node:fs/promises'
import type { Column, ColumnType } from '../dataset/table.ts'
import { giveBack, groupMaker, plain, rle, rleDictionary, type LaidChunk, type LaidGroup } from './parquet-group.ts'
import type { GroupColumn } from './parquet-pages.ts'
import { writeThrift, type ThriftFields, type ThriftValue } from './thrift.ts'

/** A Parquet file that is written group of rows by group of rows. */
export interface ParquetFile {
  /** Write one group. Shape: one column for each declared, in their order. The columns may be used again when this returns. */
  writeGroup(rows: number, columns: readonly GroupColumn[]): void
  /** Write a group that was laid out elsewhere, and take its bytes over; one without rows is left out. */
  append(group: LaidGroup): void
  /** Wait until the groups given so far are in the file. */
  settle(): Promise<void>
  /** Write what the file holds at its end, and close it. Answers how many rows have no value, by column. */
  close(): Promise<{ readonly rows: number; readonly nulls: readonly number[] }>
}

type Declared = Pick<Column, 'name' | 'type'>

/**
 * Open a Parquet file, every column optional. The same rows in the same groups give the same bytes.
 * Source: https://parquet.apache.org/docs/file-format/ and https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
export async function createParquet(path: string, declared: readonly Declared[]): Promise<ParquetFile> {
  const file = await open(path, 'w')
  const layGroup = groupMaker(declared.map(({ type }) => type))
  const groups: Group[] = []
  let [at, writing] = [4, file.write('PAR1') as Promise<unknown>]
  writing.catch(() => undefined)
  const append = ({ rows, bytes, chunks }: LaidGroup): void => {
    if (rows === 0) return
    groups.push({ rows, chunks: chunks.map((chunk) => ({ ...chunk, at: at + chunk.at, dataAt: at + chunk.dataAt })) })
    at += bytes.length
    writing = writing.then(() => file.write(bytes)).then(() => giveBack(bytes))
    writing.catch(() => undefined)
  }
  return {
    writeGroup: (rows, columns) => append(layGroup(rows, columns)),
    append,
    settle: async () => { await writing },
    async close() {
      const total = groups.reduce((sum, { rows }) => sum + rows, 0)
      try {
        await writing
        const foot = footer(declared, groups, total)
        const length = Buffer.alloc(4)
        length.writeUInt32LE(foot.length)
        await file.write(Buffer.concat([foot, length, Buffer.from('PAR1')]))
      } finally {
        await file.close()
      }
      return { rows: total, nulls: declared.map((_, index) => groups.reduce((sum, { chunks }) => sum + chunks[index]!.nulls, 0)) }
    },
  }
}

interface Group { readonly rows: number; readonly chunks: readonly LaidChunk[] }

/** Numbers that the format gives its kinds. */
const zstd = 6
const physical: Readonly<Record<ColumnType, number>> = { boolean: 1, integer: 1, date: 1, number: 5, text: 6 }

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

function metaOf({ name, type }: Declared, { bytes, unpacked, at, dataAt, values, numbered }: LaidChunk): ThriftFields {
  return [
    [1, { i32: physical[type] }], [2, { list: [plain, rle, ...(numbered ? [rleDictionary] : [])].map((i32) => ({ i32 })) }], [3, { list: [{ text: name }] }], [4, { i32: zstd }],
    [5, { i64: values }], [6, { i64: unpacked }], [7, { i64: bytes }], [9, { i64: dataAt }], ...(numbered ? [[11, { i64: at }] as const] : []),
  ]
}
