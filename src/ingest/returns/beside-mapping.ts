import { hasHeader } from '../headed-table.ts'
import type { Mapping } from '../mapping.ts'
import type { OpenedFile } from '../source.ts'

/** A mapping in a file that lies beside the files it is for, or in a folder above them. */
export interface BesideMapping { readonly path: string; readonly mapping: Mapping }

/** Choose the mapping of which a file has every heading: the one with the most headings; of equals the first, which is the nearest. Null when none fits. */
export function chooseBeside(file: OpenedFile, beside: readonly BesideMapping[]): BesideMapping | null {
  const fits = beside.filter(({ mapping }) => headingsOf(mapping).length > 0 && hasHeader(file, headingsOf(mapping)))
  return fits.toSorted((one, other) => headingsOf(other.mapping).length - headingsOf(one.mapping).length)[0] ?? null
}

function headingsOf({ columns }: Mapping): string[] {
  return Object.values(columns)
}
