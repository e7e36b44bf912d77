/** What must become of a file. Rows: read = loaded + quarantined + duplicate. */
export type Verdict =
  | { readonly refused: string }
  | { readonly loaded: number; readonly quarantined?: number; readonly duplicate?: number; readonly rules?: readonly string[]; readonly fte?: number | null }

/** A broken or hostile file, made when it is asked for, and the verdict worked out by hand. */
export interface HostileFile {
  readonly kind: string
  readonly says: string
  readonly name: string
  readonly bytes: () => Uint8Array
  readonly verdict: Verdict
  /** Large: left to the long form. */
  readonly long?: boolean
}

/** Make the files of one kind; each is text or bytes. */
export function kindOf(kind: string, files: readonly { says: string; name?: string; make: () => string | Uint8Array; verdict: Verdict; long?: boolean }[]): HostileFile[] {
  return files.map(({ says, name = 'file.csv', make, verdict, long = false }) => ({ kind, says, name, verdict, long, bytes: () => bytesOf(make()) }))
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content
}
