import { openFile } from '../../ingest/open-file.ts'
import { recognise } from '../../ingest/recognise.ts'
import type { OpenedFile, Source } from '../../ingest/source.ts'
import { chooseBeside } from '../../ingest/returns/beside-mapping.ts'
import { findReturn, type ReturnOptions } from '../../ingest/returns/find-return.ts'
import { sources } from '../../ingest/sources.ts'
import { judge, type Judged } from '../../quality/judge.ts'
import type { SaidFinding } from '../../quality/say-finding.ts'
import type { AcceptedFile } from '../../store/publish.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'

/** What became of a file before anything is kept: accepted with its rows, or refused with what was found in it. */
export type ReadOutcome = { /** File beside it whose mapping it was read with. */ readonly mappingFile?: string | null } & (
  | { readonly accepted: AcceptedFile }
  | { readonly accepted: null; readonly refused: Refusal; readonly source: string | null; readonly title: string | null; readonly findings: readonly SaidFinding[] })

/** What a reader is told of a file besides its cells. Units: size in bytes. */
export interface FileLabel { readonly name: string; readonly sha256: string; readonly size: number }

/**
 * Read one file from its bytes to judged rows. `as` names the source to use; null recognises it by its content. `returns` is what returns from local systems need; null takes none.
 * Errors: the refusals of opening, recognising and mapping; `source-does-not-fit`, `file-stopped`, `table-twice`, `nothing-to-load` and `reader-failed`.
 */
export async function readArrived(file: { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string }, as: string | null, returns: ReturnOptions | null = null): Promise<ReadOutcome> {
  const opened = await openFile(file)
  if (isRefusal(opened)) return refusedFile(opened, null)
  const beside = as === null && returns !== null ? withBeside(opened, returns) : null
  const found = beside === null ? null : findReturn(opened, file.name, beside.returns)
  const source = found ?? (as === null ? recognise(opened, file.name) : namedSource(opened, file.name, as))
  const outcome = isRefusal(source) ? refusedFile(source, null) : judgeOpened({ name: file.name, sha256: file.sha256, size: file.bytes.length }, opened, source, found !== null)
  return { ...outcome, mappingFile: beside?.path ?? null }
}

/** Take the mapping that lies beside a file, when none is given and one fits; `path` says which. */
export function withBeside(opened: OpenedFile, returns: ReturnOptions): { readonly returns: ReturnOptions; readonly path: string | null } {
  const chosen = returns.mapping === null ? chooseBeside(opened, returns.beside ?? []) : null
  return chosen === null ? { returns, path: null } : { returns: { ...returns, mapping: chosen.mapping }, path: chosen.path }
}

/** Read an opened file by its source, and judge it. A return that holds nothing to load is refused. */
export function judgeOpened(file: FileLabel, opened: OpenedFile, source: Source, isReturn: boolean): ReadOutcome {
  const twice = refuseTwice(opened, file.name, source)
  if (twice) return refusedFile(twice, source)
  try {
    const read = source.read(opened)
    const judged = judge(read)
    const refused = refuseJudged(file.name, judged, isReturn)
    if (refused) return refusedFile(refused, source, judged.findings)
    return { accepted: acceptedFile(file, source, read, judged) }
  } catch (error) {
    return refusedFile(refuseFailed(file.name, source, error), source)
  }
}

function namedSource(opened: OpenedFile, name: string, id: string): Source | Refusal {
  const source = sources.find((one) => one.id === id)
  if (source?.recognise(opened)) return source
  return refuse('source-does-not-fit', 'input', { doing: `Reading ${name} as ${id}`, found: 'the file does not look like that source', need: `The columns ${source?.columns.slice(0, 8).join(', ') ?? 'of the source'}`, next: 'Leave --as out to let it be recognised, or send the table as it was published' })
}

/** Refuse a file that a rule stops, and one of which nothing can be loaded: a file replaces the period held, and would empty it. */
export function refuseJudged(name: string, judged: Pick<Judged, 'findings' | 'rows'>, isReturn: boolean): Refusal | null {
  const stop = judged.findings.find(({ severity }) => severity === 'stop-file')
  if (stop) return refuseStopped(name, stop)
  return judged.rows.loaded === 0 && (isReturn || judged.rows.quarantined > 0) ? refuseNothing(name, judged) : null
}

/** Describe a file that was judged and let in. */
export function acceptedFile(file: FileLabel, source: Source, read: { table: AcceptedFile['table']; periodFrom: string; periodTo: string }, judged: Judged): AcceptedFile {
  const { into, quarantine, findings, rows, sums } = judged
  return {
    name: file.name, sha256: file.sha256, bytes: file.size, source: source.id, title: source.title, licence: source.licence,
    table: read.table, periodFrom: read.periodFrom, periodTo: read.periodTo, rows, sums, findings, quarantine, into,
    ...(source.sender === undefined ? {} : { sender: source.sender }), ...(source.mappingVersion === undefined ? {} : { mappingVersion: source.mappingVersion }),
  }
}

/** Say that a file was refused, and what was found in it. */
export function refusedFile(refused: Refusal, source: Source | null, findings: readonly SaidFinding[] = []): ReadOutcome {
  return { accepted: null, refused, source: source?.id ?? null, title: source?.title ?? null, findings }
}

function refuseStopped(name: string, stop: SaidFinding): Refusal {
  return refuse('file-stopped', 'input', { doing: `Checking ${name}`, found: `${stop.says}: ${stop.found}`, need: stop.expected || stop.because || 'A file without that fault', next: 'Correct the file and import it again; nothing of it was loaded' })
}

/** A reader reads one table: a second one on another sheet would be left out without a word. */
export function refuseTwice(opened: OpenedFile, name: string, source: Source): Refusal | null {
  const sheets = opened.grids.length < 2 ? [] : opened.grids.filter((grid) => source.recognise({ ...opened, grids: [grid] })).map(({ sheet }) => sheet)
  return sheets.length < 2 ? null : refuse('table-twice', 'input', {
    doing: `Reading ${name} as ${source.title}`, found: `the table stands on ${sheets.length} sheets: ${sheets.slice(0, 5).join(', ')}`, need: 'One sheet with the table: the others would not be counted', next: 'Send one file for each sheet, or hide or remove those that are not meant',
  })
}

function refuseNothing(name: string, { rows }: Pick<Judged, 'rows'>): Refusal {
  return refuse('nothing-to-load', 'input', { doing: `Checking ${name}`, found: `all ${rows.read} rows were held back or repeat others`, need: 'At least one row that can be loaded', next: 'Correct what the findings say and import it again; nothing of it was loaded' })
}

/** Refuse a file that our reader broke on. */
export function refuseFailed(name: string, source: Source, error: unknown): Refusal {
  return refuse('reader-failed', 'input', {
    doing: `Reading ${name} as ${source.title}`, found: `something our reader cannot take (${error instanceof Error ? error.message : String(error)})`, need: 'The table as it was published', next: 'Check the file; if it is as published, report it',
  })
}
