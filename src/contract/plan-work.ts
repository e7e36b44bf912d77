import { z } from 'zod'
import { PlanStatus } from './plan.ts'
import { Fan } from './projection.ts'

const words = (longest: number) => z.string().trim().min(1).max(longest)
const Field = z.string().max(400).describe('Names joined by a stroke, with the id of an entry in a list: levers/l1/change; empty for the plan as a whole')

/** What may become of a plan. The baseline is agreed before levers move; a draft is submitted, returned or agreed; what is agreed is superseded. */
export const planStepKinds = ['baseline-agreed', 'baseline-reopened', 'submitted', 'returned', 'agreed', 'superseded'] as const

export const PlanStepRequest = z.strictObject({ kind: z.enum(planStepKinds), because: z.string().trim().max(2000).optional().describe('Needed to return or supersede a plan, and to reopen a baseline') })
export type PlanStepRequest = z.infer<typeof PlanStepRequest>

export const PlanStep = z.object({
  id: z.int(), plan: z.string(), version: z.int().describe('The version it was taken on'), kind: z.enum(planStepKinds), by: z.string(), at: z.string(), because: z.string().nullable(), holds: z.record(z.string(), z.json()).describe('What was signed off; empty for other steps'),
})
export type PlanStep = z.infer<typeof PlanStep>
export const PlanSteps = z.object({ summary: z.string(), steps: z.array(PlanStep).describe('In order') })
export type PlanSteps = z.infer<typeof PlanSteps>

export const PlanCommentRequest = z.strictObject({
  about: Field.default(''), text: z.string().trim().max(5000).default('').describe('Needed, but for resolving and reopening'), answers: z.string().max(100).optional().describe('Id of the comment it answers, resolves or reopens'),
  kind: z.enum(['comment', 'reply', 'resolved', 'reopened']).default('comment'),
})
export type PlanCommentRequest = z.infer<typeof PlanCommentRequest>

/** One thing said; what is said stays as it is. */
export const PlanRemark = z.object({ id: z.string(), plan: z.string(), key: z.string(), about: Field, version: z.int().describe('The version it was said of'), kind: z.enum(['comment', 'reply', 'resolved', 'reopened']), answers: z.string().nullable(), text: z.string(), by: z.string(), at: z.string() })
export type PlanRemark = z.infer<typeof PlanRemark>
export const PlanComments = z.object({
  summary: z.string(), threads: z.array(z.object({ id: z.string(), about: Field, state: z.enum(['open', 'resolved']), by: z.string(), at: z.string(), remarks: z.array(PlanRemark).describe('The comment first, then what was said to it, in order') })),
})
export type PlanComments = z.infer<typeof PlanComments>

export const PlanDecisionRequest = z.strictObject({
  what: words(2000).describe('What was decided'), outcome: z.enum(['agreed', 'not agreed', 'deferred']), decidedBy: words(300).describe('The board or people who decided'), on: z.iso.date(), because: z.string().trim().max(5000).optional(),
  dissent: z.array(z.strictObject({ who: words(200), why: words(2000) })).max(50).default([]).describe('Who was of another mind, and why'), about: Field.default(''), replaces: z.string().max(100).optional().describe('Id of a decision it takes the place of'),
})
export type PlanDecisionRequest = z.infer<typeof PlanDecisionRequest>
export const PlanDecision = PlanDecisionRequest.extend({ id: z.string(), plan: z.string(), version: z.int(), recordedBy: z.string(), at: z.string(), replacedBy: z.string().nullable(), because: z.string().nullable(), replaces: z.string().nullable() })
export type PlanDecision = z.infer<typeof PlanDecision>
export const PlanDecisions = z.object({ summary: z.string(), decisions: z.array(PlanDecision).describe('In order') })
export type PlanDecisions = z.infer<typeof PlanDecisions>

export const PlanPresenceRequest = z.strictObject({ editing: Field.nullable().default(null).describe('The field in hand; null for reading') })
export type PlanPresenceRequest = z.infer<typeof PlanPresenceRequest>
export const PlanPresence = z.object({ seconds: z.int().describe('Somebody not heard of for so long is no longer named'), others: z.array(z.object({ name: z.string(), editing: z.string().nullable(), since: z.string(), heard: z.string() })), version: z.int().describe('The latest version, so that a page sees that the plan moved') })
export type PlanPresence = z.infer<typeof PlanPresence>

export const PlanShareRequest = z.strictObject({ until: z.iso.date().nullable().describe('Last day; null takes it back') })
export const PlanShare = z.object({ plan: z.string(), address: z.string().describe('Opens for whoever may see it within their scope; it holds no secret'), until: z.string().nullable(), says: z.string() })
export type PlanShare = z.infer<typeof PlanShare>

const Side = z.object({ version: z.int(), by: z.string(), at: z.string() })
export const PlanDifference = z.object({ summary: z.string(), from: Side, to: Side, fields: z.array(z.object({ field: z.string(), before: z.json(), after: z.json(), by: z.string(), at: z.string(), version: z.int() })) })
export type PlanDifference = z.infer<typeof PlanDifference>

export const PlanCopyRequest = z.strictObject({ name: words(200).describe('Name of the new plan'), replaces: z.boolean().default(true).describe('It is to take the place of the one it is copied from, once it is agreed') })
export type PlanCopyRequest = z.infer<typeof PlanCopyRequest>

/** The plan that stands for an area: what measures and pages may read as agreed. */
export const AgreedPlan = z.object({ plan: z.string(), title: z.string(), area: z.string(), areaName: z.string(), profession: z.string().nullable(), horizon: z.int(), status: PlanStatus, version: z.int(), agreedBy: z.string(), agreedAt: z.string(), dataset: z.string(), model: z.string(), document: z.json() })
export type AgreedPlan = z.infer<typeof AgreedPlan>
export const AgreedPlans = z.object({ summary: z.string(), plans: z.array(AgreedPlan).describe('The latest agreed first') })
export type AgreedPlans = z.infer<typeof AgreedPlans>

const Figures = { year: z.int().nullable(), supply: Fan.nullable(), demand: Fan.nullable(), gap: Fan.nullable() }
export const PlanBaseline = z.object({
  plan: z.string(), summary: z.string(), area: z.string(), profession: z.string(), unit: z.string(), horizon: z.int(), repeat: z.string().describe('The command that repeats it'),
  scenarios: z.array(z.object({ id: z.string(), name: z.string(), says: z.string(), ...Figures })).describe('At the last year; what who asks may see'),
})
export type PlanBaseline = z.infer<typeof PlanBaseline>
