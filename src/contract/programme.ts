import { z } from 'zod'

const words = z.string().trim().min(1).max(200)
const key = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, a letter first')
const share = z.number().min(0).max(1)
const grade = z.enum(['A', 'B', 'C', 'D']).describe('How good what is stated is: A measured here, B measured elsewhere, C published estimate, D judgement')

/** Every judgement says whose it is and how good. What was made up for the demonstration holds for no real place. */
const judged = { source: words, grade, onlyFor: z.literal('demonstration').optional().describe('Made up: left out wherever real data are loaded') }

/** Where people of a role work. */
const programmeSettings = ['hospital', 'community', 'general practice', 'pharmacy', 'independent', 'social care'] as const

/** One way to recognise staff of a role; what is named together has to hold together. */
const Recogniser = z.strictObject({
  profession: words.optional(), staffGroup: words.optional(), band: words.optional().describe('Pay band or grade, beside a profession or a staff group'),
  occupationCodes: z.array(words).min(1).max(50).optional(), jobRole: words.optional(), areaOfWork: words.optional(),
})
export type ProgrammeRecogniser = z.infer<typeof Recogniser>

/** What staff are set against. */
const Base = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('registers'), registers: z.array(key).min(1).max(20), growth: z.number().min(-0.5).max(1).default(0).describe('Share by which prevalence rises every year, besides the population') }),
  z.strictObject({ of: z.literal('population'), ages: z.strictObject({ from: z.int().min(0).max(120), to: z.int().min(0).max(120).optional() }).optional().describe('Everybody when left out') }),
  z.strictObject({ of: z.literal('list'), list: key }),
])
export type ProgrammeBase = z.infer<typeof Base>

const Stage = z.strictObject({ id: key, name: words, says: words.describe('What is done there'), need: z.strictObject({ name: words, base: Base }).optional() })
const Register = z.strictObject({ id: key, name: words, knownAs: z.array(words).min(1).max(10).describe('Names of the disease register as published, or their words before the colon; the first that is held counts') })
const List = z.strictObject({
  id: key, name: words,
  amounts: z.array(z.strictObject({ area: words, people: z.number().min(0).max(1e9), on: z.iso.date(), source: words })).max(500).default([]).describe('What is stated for areas; nothing that can be loaded holds lists'),
})
const Role = z.strictObject({
  id: key, name: words, staff: z.array(Recogniser).min(1).max(20), settings: z.array(z.enum(programmeSettings)).min(1).max(6),
  time: z.array(z.strictObject({ stage: key, share })).min(1).max(12).describe('How the time of the role is split between stages; what is left over is work outside the programme'), ...judged,
})
const Standard = z.strictObject({ stage: key, role: key, fte: z.number().min(0).max(1e6), per: z.number().positive().max(1e9).describe('So many FTE for every so many of the base'), base: Base, ...judged })
const Target = z.strictObject({ name: words, says: words, by: z.iso.date().optional(), ...judged })
const Compare = z.strictObject({
  level: z.enum(['network', 'ics', 'region', 'place']), naming: words.optional().describe('Words in the name of the areas that are meant, where a level has several kinds'),
  words: z.strictObject({ one: words, many: words }).describe('What such an area is called'), roles: z.array(key).min(1).max(20), base: Base, per: z.number().positive().default(1000),
})

/** A programme of care as data: roles, where they work, what the need is, and against which standards. A file in YAML or JSON. */
export const ProgrammeFile = z.strictObject({
  version: z.literal(1), id: key, revision: z.int().min(1).max(100_000).default(1).describe('Rises with every change of what the file says'), name: words, about: z.string().trim().min(1).max(600),
  stages: z.array(Stage).min(1).max(12), registers: z.array(Register).max(20).default([]), lists: z.array(List).max(20).default([]), roles: z.array(Role).min(1).max(40),
  standards: z.array(Standard).max(100).default([]), targets: z.array(Target).max(30).default([]), compare: Compare.optional(), trends: z.array(key).max(4).default([]).describe('Registers shown over time'), pipeline: z.array(words).max(6).default([]).describe('Professions whose learners are shown'),
})
export type ProgrammeFile = z.infer<typeof ProgrammeFile>
export type ProgrammeRole = ProgrammeFile['roles'][number]
export type ProgrammeStandard = ProgrammeFile['standards'][number]

/** What is wrong with a file, place by place. */
export const ProgrammeTrouble = z.object({ at: z.string().describe('Place in the file, such as roles.2.time; empty for the file as a whole'), says: z.string() })
export type ProgrammeTrouble = z.infer<typeof ProgrammeTrouble>

export const ProgrammeText = z.object({ text: z.string().max(100_000).describe('The programme, YAML or JSON') })
export type ProgrammeText = z.infer<typeof ProgrammeText>
export const ProgrammeChecked = z.object({ troubles: z.array(ProgrammeTrouble), file: ProgrammeFile.nullable().describe('Null while something is wrong'), yaml: z.string().nullable() })
export type ProgrammeChecked = z.infer<typeof ProgrammeChecked>

const Listed = z.object({
  id: z.string().describe('As it stands in addresses'), name: z.string(), about: z.string(), revision: z.number().int(), roles: z.number().int(), stages: z.number().int(),
  kind: z.enum(['shipped', 'own']), shared: z.boolean().describe('Whoever has its address and may sign in can open it, and sees figures of their own scope'), savedAt: z.string().nullable(),
})
export type ProgrammeListed = z.infer<typeof Listed>
export const ProgrammeList = z.object({ programmes: z.array(Listed).describe('Those shipped, then your own, newest first') })
export type ProgrammeList = z.infer<typeof ProgrammeList>

export const ProgrammeNamed = z.object({ id: z.string().max(80).default('cardiovascular').describe('A shipped programme, or own-… of one that was saved') })
export type ProgrammeNamed = z.infer<typeof ProgrammeNamed>
export const ProgrammeHeld = z.object({ listed: Listed, mine: z.boolean(), file: ProgrammeFile, yaml: z.string() })
export type ProgrammeHeld = z.infer<typeof ProgrammeHeld>

export const ProgrammeToSave = z.object({ text: z.string().max(100_000).describe('The programme, YAML or JSON'), shared: z.boolean().default(false), id: z.string().max(80).optional().describe('own-… of one of yours that it takes the place of; a new one when left out') })
export type ProgrammeToSave = z.infer<typeof ProgrammeToSave>
export const ProgrammeSaved = z.object({ id: z.string() })
export type ProgrammeSaved = z.infer<typeof ProgrammeSaved>
