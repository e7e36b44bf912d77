import { z } from 'zod'

/** A mapping as its YAML has it: our column → their heading, their words → ours, and what is left out. */
export const MappingParts = z.object({
  source: z.string().describe('Id of the return, such as staff-return'),
  organisation: z.string().nullable().describe('Code of the organisation that sends; null where every row names its own'),
  version: z.number().int().describe('Version it was or will be; a proposal has the version it would get'),
  identifiers: z.enum(['local', 'shared']).describe('Whether person numbers are this employer’s own, or shared by all employers'),
  columns: z.record(z.string(), z.string()).describe('Our column → their heading'),
  values: z.record(z.string(), z.record(z.string(), z.string())).describe('Our column → their word → ours'),
  constants: z.record(z.string(), z.string()).describe('Our column → one value for every row'),
  ignore: z.array(z.string()).describe('Their columns that are left out on purpose'),
  undecided: z.array(z.string()).describe('Their columns a person still has to place or ignore; none may be left when confirming'),
})
export type MappingParts = z.infer<typeof MappingParts>

/** One of our columns that a heading may stand for. */
const ColumnCandidate = z.object({ column: z.string().describe('Our column'), confidence: z.number().min(0).max(1).describe('Likeness of names and cells, 0 to 1') })

/** A heading of the file, and what may be said of its cells without showing one of a person. */
const theirColumn = z.object({
  heading: z.string(),
  kind: z.enum(['text', 'whole number', 'number', 'date', 'empty']).describe('What its cells could be'),
  filled: z.number().int().describe('Rows looked at that have something there'), different: z.number().int().describe('Different cells among them'),
  personal: z.string().nullable().describe('Why it may not be taken in, such as “a name”; null when nothing speaks against it'),
  placed: z.string().nullable().describe('Our column it stands for in this mapping; null when ignored or undecided'),
  decision: z.enum(['mapped', 'ignored', 'undecided']),
  candidates: z.array(ColumnCandidate).describe('Likeliest first; at most five'),
})
export type TheirColumn = z.infer<typeof theirColumn>

/** A word of a column that has a list, and our word for it. */
const wordTranslation = z.object({
  theirs: z.string(), ours: z.string().nullable().describe('Our word; null when the list does not know theirs'), rows: z.number().int().describe('Rows looked at that have it'),
  from: z.enum(['mapping', 'list', 'none']).describe('mapping: written in it; list: our list knows the word; none: a person has to say'),
})
const valueSet = z.object({ column: z.string().describe('Our column'), heading: z.string().describe('Their column; one for each pair that is mapped or likely'), words: z.array(wordTranslation), choices: z.array(z.string()).describe('Our words') })
export type ValueSet = z.infer<typeof valueSet>

/** One of our columns, as a choice. */
const OurColumn = z.object({ name: z.string(), means: z.string(), type: z.enum(['text', 'number', 'integer', 'date', 'boolean']), required: z.boolean(), filled: z.boolean().describe('Whether this mapping names or fills it') })

export const MappingProposal = z.object({
  file: z.string(), table: z.string(), summary: z.string(),
  base: z.object({ organisation: z.string(), version: z.number().int(), hash: z.string() }).nullable().describe('Confirmed version it starts from; null when it starts from names alone'),
  differs: z.object({ gone: z.array(z.string()), come: z.array(z.string()) }).describe('Headings of the base that the file lacks, and headings the base does not know; both empty without a base'),
  mapping: MappingParts, yaml: z.string().describe('The mapping as a file, for `cadre import --mapping`'),
  theirs: z.array(theirColumn), ours: z.array(OurColumn), values: z.array(valueSet),
  blocks: z.array(z.object({ code: z.string(), message: z.string() })).describe('What still keeps it from being confirmed; empty when it may be'),
})
export type MappingProposal = z.infer<typeof MappingProposal>

/** Sent to confirm: the parts a person has read, and for whom. `after` guards against two people at once. */
export const MappingConfirmation = z.object({
  organisations: z.array(z.string().trim().min(1)).min(1).describe('Codes of the organisations that send files of this shape'),
  mapping: MappingParts.partial({ organisation: true, version: true, identifiers: true, values: true, constants: true, ignore: true, undecided: true }),
  by: z.string().trim().min(1).optional().describe('Who confirms, where accounts do not say'),
  after: z.number().int().min(0).optional().describe('Version that was the latest when the person looked (0: none); refused when there is a later one'),
})
export type MappingConfirmation = z.infer<typeof MappingConfirmation>

/** A confirmed mapping. Versions count from 1 for each organisation and table; the latest is used. */
export const ConfirmedMapping = z.object({
  organisation: z.string(), table: z.string(), version: z.number().int(), latest: z.boolean(), hash: z.string().describe('SHA-256 of what it says, whoever confirmed it'),
  confirmedBy: z.string(), confirmedAt: z.string(), columns: z.number().int().describe('Columns it maps'), ignored: z.number().int(),
})
export type ConfirmedMapping = z.infer<typeof ConfirmedMapping>
export const MappingList = z.object({ summary: z.string(), mappings: z.array(ConfirmedMapping) })
export type MappingList = z.infer<typeof MappingList>
export const MappingShown = z.object({ confirmed: ConfirmedMapping, mapping: MappingParts, yaml: z.string() })
export type MappingShown = z.infer<typeof MappingShown>
export const MappingConfirmed = z.object({ summary: z.string(), mappings: z.array(ConfirmedMapping.extend({ changed: z.boolean().describe('false: the latest version says the same, and stays') })) })
export type MappingConfirmed = z.infer<typeof MappingConfirmed>
