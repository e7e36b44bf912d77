import type { MappingProposal } from '../../contract/mapping.ts'
import type { ReturnTable } from '../../dataset/return-layout.ts'
import { headedTable } from '../../ingest/headed-table.ts'
import { checkMapping } from '../../ingest/mapping-check.ts'
import { describeMapping } from '../../ingest/mapping-describe.ts'
import { proposeMapping, theirColumns } from '../../ingest/mapping-propose.ts'
import { renewMapping } from '../../ingest/mapping-renew.ts'
import { layoutOf, type Mapping } from '../../ingest/mapping.ts'
import { openFile } from '../../ingest/open-file.ts'
import { differenceOf, nearTable } from '../../ingest/returns/remembered-mapping.ts'
import type { ArrivedFile, OpenedFile } from '../../ingest/source.ts'
import type { KeptMapping } from '../../store/confirmed-mappings.ts'
import { isRefusal, sayRefusal, type Refusal } from '../../units/refusal.ts'
import { keptMapping, sayMapping } from './mapping-text.ts'
import { nearestTable } from '../mapping.ts'
import { sayCount } from '../say.ts'

export interface ProposalOptions {
  /** Table it is for; null takes the base's, else the nearest. */
  readonly table: ReturnTable | null
  /** Code of the organisation that sends: its latest confirmed mapping is the base. */
  readonly organisation: string | null
}

/**
 * Propose a mapping for a file, from the organisation's confirmed one or from names alone, with what a person needs to decide. `kept` are the confirmed ones; nothing is added to them.
 * Errors: the refusals of opening a file; `nothing-to-map`.
 */
export async function proposeMappingFor(kept: readonly KeptMapping[], file: ArrivedFile, options: ProposalOptions): Promise<MappingProposal | Refusal> {
  const opened = await openFile(file)
  if (isRefusal(opened)) return opened
  const base = options.organisation === null ? null : nearestBase(opened, kept, options.organisation, options.table)
  const mapping = mappingFor(opened, file.name, options, base)
  if (isRefusal(mapping)) return mapping
  return sayProposal(opened, file.name, { ...mapping, organisation: mapping.organisation ?? options.organisation, version: (base?.version ?? 0) + 1 }, base)
}

function mappingFor(opened: OpenedFile, name: string, options: ProposalOptions, base: KeptMapping | null): Mapping | Refusal {
  const confirmed = base && keptMapping(base)
  const proposed = options.table === null && confirmed === null ? nearestTable(opened, name) : proposeMapping(opened, options.table ?? layoutOf(confirmed!).table, name)
  return isRefusal(proposed) || confirmed === null ? proposed : renewMapping(confirmed, proposed, theirColumns(opened).map(({ heading }) => heading))
}

/** The organisation's latest mapping of the table asked for, or of the one whose headings the file has most of. */
function nearestBase(opened: OpenedFile, kept: readonly KeptMapping[], organisation: string, table: ReturnTable | null): KeptMapping | null {
  const own = kept.filter((one) => one.organisation.toUpperCase() === organisation.trim().toUpperCase() && (table === null || one.table === table))
  const latest = [...new Map(own.map((one) => [one.table, one])).values()]
  const near = latest.flatMap((one) => {
    const mapping = keptMapping(one)
    const found = nearTable(opened, mapping)
    return found ? [{ one, there: Object.keys(mapping.columns).length - differenceOf(mapping, found).gone.length }] : []
  })
  return near.toSorted((a, b) => b.there - a.there)[0]?.one ?? (table === null ? null : latest[0] ?? null)
}

function sayProposal(opened: OpenedFile, name: string, mapping: Mapping, base: KeptMapping | null): MappingProposal {
  const found = nearTable(opened, mapping)
  const blocked = found ? checkMapping({ ...mapping, organisation: mapping.organisation ?? 'any' }, headedTable(opened, [...new Set(found.header.map((cell) => cell.trim()))]), name) : null
  const differs = differsFrom(opened, base)
  const { theirs, ours, values } = describeMapping(opened, mapping)
  return {
    file: name, table: layoutOf(mapping).table, summary: summarise(theirs, base, differs), base: base && { organisation: base.organisation, version: base.version, hash: base.hash }, differs,
    ...sayMapping(mapping), theirs: theirs.map((their) => ({ ...their, candidates: [...their.candidates] })), ours: [...ours],
    values: values.map(({ words, choices, ...rest }) => ({ ...rest, words: [...words], choices: [...choices] })), blocks: blocked ? [{ code: blocked.code, message: sayRefusal(blocked) }] : [],
  }
}

function differsFrom(opened: OpenedFile, base: KeptMapping | null): { gone: string[]; come: string[] } {
  const mapping = base && keptMapping(base)
  const found = mapping && nearTable(opened, mapping)
  if (!mapping || !found) return { gone: [], come: [] }
  const { gone, come } = differenceOf(mapping, found)
  return { gone: [...gone], come: [...come] }
}

function summarise(theirs: MappingProposal['theirs'] | readonly { readonly decision: string }[], base: KeptMapping | null, { gone, come }: MappingProposal['differs']): string {
  const count = (decision: string): number => theirs.filter((their) => their.decision === decision).length
  const from = base === null ? 'Proposed from names and cells' : `Starts from version ${base.version} of ${base.organisation}: ${sayCount(gone.length, 'heading')} gone, ${sayCount(come.length)} new`
  return `${from}. Of ${sayCount(theirs.length, 'column')} ${count('mapped')} are mapped, ${count('ignored')} left out, ${count('undecided')} undecided.`
}
