/** A field of a Thrift structure on its way out, by the number the format gives it. */
export type ThriftValue =
  | { readonly i32: number } | { readonly i64: number } | { readonly text: string }
  | { readonly list: readonly ThriftValue[] } | { readonly fields: ThriftFields }
export type ThriftFields = readonly (readonly [id: number, value: ThriftValue])[]

/**
 * Write a structure in Thrift's compact protocol, which the headers of a Parquet file are in.
 * Source: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export function writeThrift(fields: ThriftFields): Uint8Array {
  const bytes: number[] = []
  putFields(bytes, fields)
  return Uint8Array.from(bytes)
}

/** Write a whole number of any size up to 2^53 as 7 bits to the byte, the lowest first. */
function putVarint(bytes: number[], value: number): void {
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
}

const typeOf = (value: ThriftValue): number => ('i32' in value ? 5 : 'i64' in value ? 6 : 'text' in value ? 8 : 'list' in value ? 9 : 12)

function putFields(bytes: number[], fields: ThriftFields): void {
  let before = 0
  for (const [id, value] of fields) {
    // Parquet numbers its fields closely: the distance always fits the four bits.
    bytes.push(((id - before) << 4) | typeOf(value))
    put(bytes, value)
    before = id
  }
  bytes.push(0)
}

function put(bytes: number[], value: ThriftValue): void {
  if ('i32' in value) putVarint(bytes, zigzag(value.i32))
  else if ('i64' in value) putVarint(bytes, zigzag(value.i64))
  else if ('text' in value) {
    const text = new TextEncoder().encode(value.text)
    putVarint(bytes, text.length)
    bytes.push(...text)
  } else if ('fields' in value) putFields(bytes, value.fields)
  else putList(bytes, value.list)
}

function putList(bytes: number[], list: readonly ThriftValue[]): void {
  const type = list[0] === undefined ? 5 : typeOf(list[0])
  if (list.length < 15) bytes.push((list.length << 4) | type)
  else {
    bytes.push(0xf0 | type)
    putVarint(bytes, list.length)
  }
  for (const one of list) put(bytes, one)
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}
