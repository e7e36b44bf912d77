import { z } from 'zod'
import { WisnFile } from './wisn.ts'

const name = z.string().trim().min(1).max(200)
const share = z.number().min(0).max(1)
const amount = z.number().min(0).max(1_000_000_000)
const growth = z.number().min(-0.5).max(1)
const age = z.int().min(0).max(120)
const grade = z.enum(['A', 'B', 'C', 'D']).default('D').describe('How good the figures stated are: A measured here, B measured elsewhere, C published estimate, D judgement')

const Rate = z.strictObject({ from: age, to: age.optional().describe('Both ends counted; to the oldest when left out'), perPerson: amount.describe('Contacts a person of these ages has in a year') })

const Service = z.strictObject({
  name, rates: z.array(Rate).min(1).max(100).describe('Ages must not overlap; ages left out use nothing'),
  growth: growth.default(0).describe('Share by which each person uses more every year'),
  shifted: share.default(0).describe('Share of it that goes elsewhere'),
  backlog: z.array(amount).max(31).default([]).describe('Contacts that wait and are worked off besides, one entry per year, today first; none after the last'),
  hours: z.array(z.strictObject({ profession: name, hoursPerContact: amount })).min(1).max(100), source: name,
})

/** What staff are set against: people of some ages, people on disease registers, or something stated such as beds or patients on a list. */
export const DemandBase = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('population'), ages: z.strictObject({ from: age, to: age.optional() }).optional().describe('Everybody when left out') }),
  z.strictObject({ of: z.literal('prevalence'), indicators: z.array(z.string().trim().min(1).max(300)).min(1).max(20).describe('As published, or the words before the colon; registers are added up'), growth: growth.default(0).describe('Share by which prevalence rises every year, besides the population') }),
  z.strictObject({ of: z.literal('stated'), name: name.describe('What is counted, such as beds or patients on lists'), now: z.number().positive(), growth: growth.default(0), source: name }),
])
export type DemandBase = z.infer<typeof DemandBase>

const common = { name: name.optional().describe('What the staff are needed for'), source: name, grade }
const Need = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('activity'), ...common, services: z.array(name).max(100).optional().describe('Services of the file; all that take hours of this profession when left out'), hoursPerFte: z.number().positive().describe('Hours one full-time member of staff gives in a year') }),
  z.strictObject({
    method: z.literal('ratio'), ...common, base: DemandBase,
    standard: z.strictObject({ fte: amount, per: z.number().positive() }).optional().describe('So many FTE for every so many of the base; today’s own ratio when left out'),
    share: share.default(1).describe('Of today’s own ratio: share of today’s staff it is about'),
  }),
  z.strictObject({ method: z.literal('wisn'), ...common, workload: WisnFile, growth: growth.default(0).describe('Share by which the workload grows every year') }),
  z.strictObject({ method: z.literal('posts'), ...common, growth: growth.default(0), agreed: z.array(z.number()).max(30).default([]).describe('Posts added, or below 0 taken out, at the end of each year ahead'), funded: amount.optional().describe('Posts funded today, FTE; those of the establishment held when left out') }),
  z.strictObject({ method: z.literal('roster'), ...common, shifts: z.array(z.strictObject({ hours: amount, staff: amount, daysPerWeek: z.number().min(0).max(7) })).min(1).max(100), uplift: z.number().min(0).max(2), hoursPerPost: z.number().positive().max(168), growth: growth.default(0) }),
])
export type DemandNeed = z.infer<typeof Need>

const Requirement = z.strictObject({ profession: name, area: name.optional().describe('Code or name; every area when left out'), needs: z.array(Need).min(1).max(20).describe('Added up: what a programme needs and what the rest needs') })
  .refine(({ needs }) => needs.length === 1 || needs.every(({ method }) => method !== 'posts'), { path: ['needs'], message: 'funded posts are all the posts of a profession: no other need can be added to them' })

const Substitution = z.strictObject({
  from: name, to: name, area: name.optional(), coefficient: z.number().positive().max(100).describe('FTE of `to` that do the work of one FTE of `from`'), ceiling: share.describe('Largest share of the work that may be done by `to`'), share,
  fromYear: z.int().min(1).max(30).default(1), overYears: z.int().min(1).max(30).default(1).describe('Years in which it grows to its share'), source: name,
})

const Productivity = z.strictObject({ perYear: z.number().min(-0.1).max(0.1), low: z.number().min(-0.1).max(0.1).optional(), high: z.number().min(-0.1).max(0.1).optional(), mechanism: name.describe('How the same staff do more, such as shorter handovers'), source: name })

/** Which method each requirement stands on, by profession and area: a file in YAML or JSON, the body of a request, or the address of the page. */
export const DemandFile = z.strictObject({
  version: z.literal(1), name: name.optional(), services: z.array(Service).max(200).default([]), requirements: z.array(Requirement).min(1).max(1000), substitutions: z.array(Substitution).max(100).default([]), productivity: Productivity.optional(),
  growthError: z.strictObject({ low: growth, high: growth, source: name }).optional().describe('How far yearly growth may lie from what the method says, 8 times in 10; a judged point either way when left out'),
})
export type DemandFile = z.infer<typeof DemandFile>
export type DemandRequirement = z.infer<typeof Requirement>
export type DemandSubstitution = z.infer<typeof Substitution>
export type DemandService = z.infer<typeof Service>

/** The methods that can be asked for without a file, where all they need is loaded. */
export const DemandMethodId = z.enum(['ratio', 'prevalence', 'posts'])
export type DemandMethodId = z.infer<typeof DemandMethodId>

export const DemandText = z.object({ text: z.string().max(100_000).describe('The demand file, JSON or YAML') })
export const DemandRead = z.object({ file: DemandFile })
export type DemandRead = z.infer<typeof DemandRead>

const path = z.array(z.number()).describe('One entry per year end, today first')

/** The method or methods a requirement stands on. */
export const DemandSaid = z.object({
  says: z.string(),
  needs: z.array(z.object({ name: z.string(), method: z.string(), says: z.string(), source: z.string(), grade: z.enum(['A', 'B', 'C', 'D']), required: path.describe('Before productivity and before work moves between roles; one entry per year end, today first') })),
  moved: z.array(z.object({ says: z.string(), source: z.string(), moved: path, ceilingBinds: z.boolean() })).describe('Work that moves to this profession (above 0) or away from it'),
  mechanism: z.string().nullable().describe('How productivity comes; null where none is named'), notes: z.array(z.string()),
})

export const DemandMethods = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(),
  methods: z.array(z.object({ id: z.enum(['growth', 'ratio', 'prevalence', 'posts']), name: z.string(), available: z.boolean(), why: z.string().nullable().describe('What is missing, where it is') })),
  conditions: z.array(z.string()).describe('Disease registers that are held'),
})
export type DemandMethods = z.infer<typeof DemandMethods>
