import { z } from 'zod'
import { keeperFor } from '../access/keeper.ts'
import { reaches } from '../access/reach.ts'
import { refuseOutside } from '../access/refuse-access.ts'
import type { Viewer } from '../access/viewer.ts'
import { MappingList, MappingShown, type ConfirmedMapping, type MappingConfirmation, type MappingConfirmed } from '../contract/mapping.ts'
import { layoutOf, readMapping, uncovered, type Mapping } from '../ingest/mapping.ts'
import type { RememberedMapping } from '../ingest/returns/remembered-mapping.ts'
import type { KeptMapping } from '../store/confirmed-mappings.ts'
import type { House } from '../store/house.ts'
import { loaderOf } from '../store/publish-within.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { keptMapping, mappingText, sayMapping } from './import/mapping-text.ts'
import { readRoute, type Route } from './route.ts'
import { sayCount } from './say.ts'

/** The latest confirmed mapping of every organisation and table, as an import uses them. */
export async function latestMappings(house: House, viewer: Viewer): Promise<RememberedMapping[]> {
  return latestOf(await house.mappings.list(viewer)).map((kept) => ({ organisation: kept.organisation, version: kept.version, mapping: keptMapping(kept) }))
}

/**
 * Keep a mapping a person has read, for each of the organisations named; the next import of theirs uses it.
 * Errors: refuses `outside-your-scope` for an organisation one does not publish for, `mapping-not-readable`, `mapping-undecided`, `mapping-incomplete`, `mapping-of-another` and `mapping-confirmed-meanwhile`; then nothing is kept.
 */
export async function confirmMapping(house: House, viewer: Viewer, given: MappingConfirmation, now: string): Promise<MappingConfirmed | Refusal> {
  const organisations = [...new Set(given.organisations.map((code) => code.trim().toUpperCase()))]
  const loader = await loaderOf(house, viewer, now.slice(0, 10))
  const beyond = organisations.filter((code) => !reaches(loader.reach, `organisation:${code}`, now.slice(0, 10))).length
  if (beyond > 0) return refuseOutside(`${beyond} of ${sayCount(organisations.length, 'organisation')} whose mapping this would be`)
  const mapping = readMapping(given.mapping, `of ${organisations.join(', ')}`)
  if (isRefusal(mapping)) return mapping
  const unfit = refuseUnfit(mapping, organisations)
  if (unfit) return unfit
  const { table } = layoutOf(mapping)
  const answer = await house.mappings.confirm(keeperFor(loader), { organisations, table, text: mappingText(mapping), confirmedBy: given.by ?? viewer.name, confirmedAt: now, after: given.after ?? null })
  if (isRefusal(answer)) return answer
  const changed = answer.filter((one) => one.changed).length
  const summary = changed === 0 ? 'Nothing changed: the latest version says the same.' : `Confirmed for ${sayCount(changed, 'organisation')}: the next file of theirs with these headings is read with it.`
  return { summary, mappings: answer.map(({ kept, changed: isNew }) => ({ ...sayConfirmed(kept, true), changed: isNew })) }
}

/** Every confirmed version there has been. */
export async function answerMappings(house: House, viewer: Viewer): Promise<MappingList> {
  const kept = await house.mappings.list(viewer)
  const latest = new Set(latestOf(kept))
  const summary = kept.length === 0 ? 'No mapping has been confirmed yet.' : `${sayCount(latest.size, 'mapping')} in use, ${sayCount(kept.length, 'version')} in all.`
  return { summary, mappings: kept.map((one) => sayConfirmed(one, latest.has(one))) }
}

/** One confirmed version; the latest without a number. Errors: refuses `mapping-not-confirmed`. */
export async function answerMapping(house: House, viewer: Viewer, asked: { readonly organisation: string; readonly table: string; readonly version: number | null }): Promise<MappingShown | Refusal> {
  const own = (await house.mappings.list(viewer)).filter(({ organisation, table }) => organisation === asked.organisation.trim().toUpperCase() && table === asked.table)
  const kept = asked.version === null ? own.at(-1) : own.find(({ version }) => version === asked.version)
  if (!kept) return refuseUnknown(asked, own)
  return { confirmed: sayConfirmed(kept, kept === own.at(-1)), ...sayMapping(keptMapping(kept)) }
}

/** Versions of one organisation and table stand in their order: the last stays. */
function latestOf(kept: readonly KeptMapping[]): KeptMapping[] {
  return [...new Map(kept.map((one) => [`${one.organisation} ${one.table}`, one])).values()]
}

function sayConfirmed(kept: KeptMapping, latest: boolean): ConfirmedMapping {
  const { organisation, table, version, hash, confirmedBy, confirmedAt } = kept
  const mapping = keptMapping(kept)
  return { organisation, table, version, latest, hash, confirmedBy, confirmedAt, columns: Object.keys(mapping.columns).length, ignored: mapping.ignore.length }
}

function refuseUnfit(mapping: Mapping, organisations: readonly string[]): Refusal | null {
  const doing = `Confirming the mapping of ${organisations.join(', ')}`
  if (mapping.undecided.length > 0) return refuse('mapping-undecided', 'input', { doing, found: `it leaves ${mapping.undecided.slice(0, 8).join(', ')} undecided`, need: 'A decision by a person for each of them', next: 'Move each to columns, or to ignore, and confirm again' })
  const missing = uncovered({ ...mapping, organisation: organisations[0] ?? null })
  if (missing.length > 0) return refuse('mapping-incomplete', 'input', { doing, found: `nothing stands for ${missing.join(', ')}`, need: `The ${layoutOf(mapping).title} needs them on every row`, next: 'Add them under columns, or under constants when every row has the same' })
  const other = mapping.organisation === null ? undefined : organisations.find((code) => code !== mapping.organisation?.trim().toUpperCase())
  return other === undefined ? null : refuse('mapping-of-another', 'input', { doing, found: `the mapping says it is of ${mapping.organisation}`, need: 'One organisation, or a mapping that names none', next: `Confirm it for ${mapping.organisation}, or take the organisation out of it` })
}

function refuseUnknown({ organisation, table, version }: { organisation: string; table: string; version: number | null }, own: readonly KeptMapping[]): Refusal {
  return refuse('mapping-not-confirmed', 'absent', {
    doing: `Looking for the mapping of ${organisation} for ${table}`, found: own.length === 0 ? 'none was ever confirmed' : `no version ${version}; there are 1 to ${own.length}`, need: 'An organisation, a table and a version that was confirmed', next: 'See `cadre mapping list`',
  })
}

const showMapping: Route = {
  url: '/api/mappings/:organisation/:table', policy: 'figures', says: 'One confirmed mapping: the latest version, or the one asked for', group: 'Data',
  query: z.object({ version: z.coerce.number().int().min(1).optional() }), params: z.object({ organisation: z.string(), table: z.string().describe('Table of the return, such as staff') }),
  answer: { kind: 'json', schema: MappingShown }, refuses: ['mapping-not-confirmed'],
  handle: ({ house, viewer }, { query, params }) => answerMapping(house, viewer, { ...params as { organisation: string; table: string }, version: (query as { version?: number }).version ?? null }),
}

export const mappingRoutes: readonly Route[] = [
  readRoute({
    url: '/api/mappings', policy: 'figures', says: 'Mappings that people confirmed: every version of every organisation', group: 'Data', query: z.object({}), answer: MappingList, refuses: [],
    handle: ({ house, viewer }) => answerMappings(house, viewer),
  }),
  showMapping,
]
