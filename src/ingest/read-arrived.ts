import { isRefusal, type Refusal } from '../units/refusal.ts'
import { openFile } from './open-file.ts'
import { recognise } from './recognise.ts'
import type { ArrivedFile, ReadFile, Source } from './source.ts'

/** A file read to rows, with the source that read it. */
export interface ReadArrived {
  readonly source: Source
  readonly read: ReadFile
}

/** Open a file, recognise it and read its rows. Errors: every refusal of `openFile` and `recognise`. */
export async function readArrived(file: ArrivedFile): Promise<ReadArrived | Refusal> {
  const opened = await openFile(file)
  if (isRefusal(opened)) return opened
  const source = recognise(opened, file.name)
  return isRefusal(source) ? source : { source, read: source.read(opened) }
}
