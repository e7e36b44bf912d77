import { z } from 'zod'
import { AreaNode } from './area.ts'
import { KeyFigure, Variation } from './overview.ts'
import { Fan, ProjectionAnswer } from './projection.ts'
import { Provenance } from './query.ts'

const BoardTrend = z.object({
  measure: z.string(), name: z.string(), unit: z.string(), title: z.string().describe('The message, in words'), verdict: z.string().describe('The latest figure, and what the judgement rests on'),
  direction: Variation.shape.direction, meaning: Variation.shape.meaning, limits: Variation.shape.limits,
  points: KeyFigure.shape.points, provenance: Provenance,
})
export type BoardTrend = z.infer<typeof BoardTrend>

const BoardGap = z.object({
  title: z.string(), verdict: z.string(), year: z.number().int(), unit: z.string(), group: z.string(), opening: z.number().describe('Supply the projection starts from'),
  rows: z.array(z.object({ date: z.string(), gap: Fan })).describe('Demand less supply, opening first; above 0 is short'),
  run: ProjectionAnswer.pick({ provenance: true, manifest: true, assumptions: true, notes: true }),
})
export type BoardGap = z.infer<typeof BoardGap>

const BoardDoubt = z.object({
  kind: z.enum(['range', 'past', 'judgement', 'unseen', 'finding']),
  what: z.string().describe('What is uncertain'), size: z.string().describe('How much, in words'), says: z.string().describe('What is known of it'),
})
export type BoardDoubt = z.infer<typeof BoardDoubt>

const BoardSure = z.object({
  name: z.string(), share: z.number().nullable().describe('Seen ÷ expected workforce; null where either is not known'),
  blocks: z.number().int().min(0).max(5).nullable().describe('Five from 95 %, four from 85 %, three from 70 %, two from 40 %, one below; none where nothing is seen; null where the share is not known'),
  word: z.string(), says: z.string(),
})
export type BoardSure = z.infer<typeof BoardSure>

const BoardAction = z.object({ what: z.string(), owner: z.string().describe('Who has it in hand, or that nobody is named'), when: z.string() })
const BoardDecision = z.object({ what: z.string(), outcome: z.enum(['agreed', 'not agreed', 'deferred']), decidedBy: z.string(), on: z.string(), because: z.string().nullable(), dissent: z.array(z.object({ who: z.string(), why: z.string() })) })

/** What is agreed for the area and was decided about it: from its agreed plan, nothing made up. */
const BoardPlan = z.object({
  plan: z.string(), title: z.string(), says: z.string().describe('Who agreed it, when, and for how long'), actions: z.array(BoardAction).describe('What the plan does, and what it rests on, each with who has it in hand'), moreActions: z.number().int().describe('Actions the page has no room for'),
  decisions: z.array(BoardDecision).describe('The newest first, those only that no later one took the place of'), moreDecisions: z.number().int(), decisionsWhy: z.string().nullable().describe('Why no decision is shown; null when any is'),
})
export type BoardPlan = z.infer<typeof BoardPlan>

/** One page for a board: what is known, how it moves, where it leads, what is agreed, and how far to trust it. Actions and decisions are those of the agreed plan: nothing here is invented. */
export const BoardAnswer = z.object({
  area: AreaNode, asOf: z.string().nullable(), snapshot: z.string(), title: z.string(),
  sentence: z.string(), note: z.array(z.string()).describe('What the board is asked to note'),
  figures: z.array(KeyFigure),
  trend: BoardTrend.nullable().describe('The key figure whose history says most; null where none has a history'),
  gap: BoardGap.nullable(), gapWhy: z.string().nullable(),
  doubts: z.array(BoardDoubt), changed: z.array(z.object({ amount: z.string(), what: z.string(), why: z.string() })).describe('What moved, what the data brought and who is missing, in this order'),
  plan: BoardPlan.nullable(), planWhy: z.string().nullable().describe('Why no plan is shown; null when one is'),
  sure: z.array(BoardSure), sureWhy: z.string().nullable().describe('Why it is not said how much is seen; null when it is'),
})
export type BoardAnswer = z.infer<typeof BoardAnswer>

export const BoardRequest = z.object({ area: z.string().optional().describe('Code or name; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date') })
export type BoardRequest = z.infer<typeof BoardRequest>
