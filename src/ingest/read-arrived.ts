import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { openFile } from './open-file.ts'
import { recognise } from './recognise.ts'
import type { ArrivedFile, ReadFile, Source } from './source.ts'
import { sources } from './sources.ts'

/** A file read to rows, with the source that read it. */
export interface ReadArrived {
  readonly source: Source
  readonly read: ReadFile
}

/**
 * Open a file, recognise it and read its rows. `as` names the source it must be of, when a person says so.
 * Errors: every refusal of `openFile` and `recognise`; `unknown-source` and `not-of-source` when `as` names none or does not fit.
 */
export async function readArrived(file: ArrivedFile, as: string | null = null): Promise<ReadArrived | Refusal> {
  const named = as === null ? null : sources.find(({ id }) => id === as)
  if (named === undefined) return unknownSource(file.name, as ?? '')
  const opened = await openFile(file)
  if (isRefusal(opened)) return opened
  const source = named ?? recognise(opened, file.name)
  if (isRefusal(source)) return source
  if (named && !named.recognise(opened)) return notOfSource(file.name, named)
  return { source, read: source.read(opened) }
}

function unknownSource(name: string, as: string): Refusal {
  return refuse('unknown-source', 'usage', { doing: `Reading ${name}`, found: `No source is called ${as}`, need: `A source is one of ${sources.map(({ id }) => id).join(', ')}`, next: 'Choose one of these, or leave it out and the file is recognised' })
}

function notOfSource(name: string, source: Source): Refusal {
  return refuse('not-of-source', 'input', { doing: `Reading ${name} as ${source.id}`, found: 'The file has not the columns of that source', need: `It needs ${source.columns.slice(0, 8).join(', ')}`, next: 'Leave the source out and the file is recognised, or send the table as it was published' })
}
