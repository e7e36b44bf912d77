import { z } from 'zod'
import { LeverStated, Origins, ProgrammeStated } from './lever.ts'
import { Problem } from './problem.ts'

const text = (longest: number) => z.string().trim().min(1).max(longest)
const Id = z.string().regex(/^[\w-]{1,60}$/).describe('Letters, digits, hyphens; fields of the entry are named by it')

const Baseline = z.strictObject({
  dataset: z.string().max(100).optional().describe('Id of the snapshot it was thought out on; the live one when left out'),
  map: z.iso.date().optional().describe('Map of areas as of this date; the latest when left out'),
  area: text(200).describe('Code or name; it says who may see the plan, and stays'),
  profession: text(200).optional(), horizon: z.int().min(1).max(30).default(15).describe('Years'), seed: z.int().min(0).max(2 ** 31).default(1), draws: z.int().min(1).max(10_000).default(500),
})

const Assumption = z.strictObject({
  id: Id, value: z.union([z.number(), z.string().max(500)]), unit: z.string().max(60).optional(), range: z.tuple([z.number(), z.number()]).optional().describe('From least to most believed'),
  source: text(500), owner: text(200), rationale: z.string().max(5000).optional(),
  from: z.strictObject({ id: text(80), edition: z.int().min(1) }).optional().describe('Entry of the assumption library it was taken from, with its edition'),
})

const Override = z.strictObject({
  id: Id, what: text(500), value: z.union([z.number(), z.string().max(500)]), who: text(200), when: z.iso.date(), why: text(5000), on: z.boolean().default(true).describe('False: switched off; it stays and is reported all the same'),
})

const PlannedLever = LeverStated.extend({ id: Id })

/** What a plan says: a scenario file whose entries have ids, so that each field has a name that stays. */
export const PlanDocument = z.strictObject({
  version: z.literal(1), name: text(200), purpose: z.string().max(5000).optional(), baseline: Baseline,
  programmes: z.array(ProgrammeStated).max(100).default([]), origins: z.array(Origins).max(100).default([]),
  levers: z.array(PlannedLever).max(200).default([]), assumptions: z.array(Assumption).max(1000).default([]), overrides: z.array(Override).max(5000).default([]),
})
export type PlanDocument = z.infer<typeof PlanDocument>

/** A draft is edited; what is submitted waits for an approver; what is agreed never changes, and is superseded by another that is agreed. */
export const PlanStatus = z.enum(['draft', 'submitted', 'agreed', 'superseded'])
export type PlanStatus = z.infer<typeof PlanStatus>

/** Any value of JSON, null for nothing. */
const Value = z.json()

const Head = {
  id: z.string(), name: z.string(), area: z.string().describe('`level:code`'), areaName: z.string().describe('On the latest map; the code where no map names it'), version: z.int().describe('Counts up from 1 with every edit; the ETag is this number in quotes'),
  createdBy: z.string(), createdAt: z.string(), editedBy: z.string(), editedAt: z.string(),
  title: z.string().describe('Name and the day it was made: no other plan of the area has it'), status: PlanStatus, baselineAgreed: z.boolean().describe('Levers move only when the baseline is agreed'),
  replaces: z.string().nullable().describe('The plan it is to take the place of'),
}

export const PlanList = z.object({ summary: z.string(), plans: z.array(z.object(Head)) })
export type PlanList = z.infer<typeof PlanList>

const SignedOff = z.object({
  by: z.string(), at: z.string(), version: z.int().describe('Version of the plan that was signed off'), dataset: z.string().describe('Snapshot'), map: z.string().nullable(), horizon: z.int(), model: z.string().describe('Version of the model'),
  rates: z.string().describe('Digest of the calibrated rates'), basis: z.string().describe('What leaving and joining stand on'), repeat: z.string().describe('The command that shows its figures to whoever may see them'), sunset: z.iso.date().describe('Day by which it is to be agreed anew'),
})

export const PlanState = z.object({
  ...Head, summary: z.string(), document: PlanDocument, mayEdit: z.boolean().describe('Whether who asks may edit it as it stands'), mayMoveLevers: z.boolean(), may: z.array(z.string()).describe('Steps who asks may take now'),
  baseline: z.object({ agreed: SignedOff.nullable(), notes: z.array(z.string()) }),
  always: z.array(z.object({ id: z.string(), name: z.string(), says: z.string() })).describe('Scenarios that are always there, under names no plan may take'),
  overrides: z.object({ on: z.int(), off: z.int(), says: z.string() }).describe('Manual changes: always reported'),
  library: z.array(z.object({ assumption: z.string(), id: z.string(), edition: z.int(), says: z.string(), flags: z.array(z.string()) })).describe('Assumptions taken from the library, and what to know of each'),
  openComments: z.int(), sharedUntil: z.string().nullable().describe('Until this day whoever sees figures of the area may read it'),
})
export type PlanState = z.infer<typeof PlanState>

const Field = z.string().max(400).describe('Names joined by a stroke, with the id of an entry in a list: levers/l1/change')

/** Changes of one edit: all are made, or none. */
export const PlanEditRequest = z.strictObject({
  changes: z.array(z.strictObject({ field: Field, to: Value.describe('The new value; null takes the field or the entry away') })).min(1).max(500), note: z.string().trim().max(2000).optional(),
})
export type PlanEditRequest = z.infer<typeof PlanEditRequest>

export const PlanEdit = z.object({
  plan: z.string(), version: z.int().describe('The version it made'), key: z.string().describe('The Idempotency-Key it came with'), by: z.string(), at: z.string(), note: z.string().nullable(),
  changes: z.array(z.object({ field: Field, from: Value, to: Value })),
})
export type PlanEdit = z.infer<typeof PlanEdit>

export const PlanEdits = z.object({ summary: z.string(), edits: z.array(PlanEdit).describe('In order, the one that made the plan first') })
export type PlanEdits = z.infer<typeof PlanEdits>

/** An edit made from a version that is not the latest. Nothing was changed. */
export const PlanConflict = Problem.extend({
  version: z.int().optional().describe('The latest version'),
  difference: z.array(z.object({
    field: Field, base: Value.describe('In the version the edit was made from'), yours: Value, theirs: Value.describe('In the latest version'), clash: z.boolean().describe('Both changed it, and not to the same'),
    by: z.string().nullable().describe('Who of the others changed it last; null when only you did'), at: z.string().nullable(),
  })).optional(),
})
export type PlanConflict = z.infer<typeof PlanConflict>
