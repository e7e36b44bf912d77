import { z } from 'zod'
import { AreaNode } from './area.ts'
import { Fan, PastRuns } from './projection.ts'
import { Provenance, ValueStatus } from './query.ts'

const Dated = z.object({ date: z.string(), value: z.number() })

/** Whether a figure moves as it always did, or something sets it apart. */
export const Variation = z.object({
  direction: z.enum(['up', 'down', 'flat', 'unknown']),
  meaning: z.enum(['improving', 'worsening', 'neither', 'unknown']).describe('What the direction means where one is better; unknown where it cannot be judged'),
  rule: z.enum(['beyond', 'two-of-three', 'shift', 'trend', 'chance']).nullable().describe('The rule that fired at the last point; chance: two years a year apart differ by more than chance alone explains. Null: none, or too few points'),
  says: z.string().describe('The same in words, or why it cannot be judged'),
  limits: z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable().describe('Limits of ordinary variation over the points; null where there are none'),
})
export type Variation = z.infer<typeof Variation>

/** How many of the employers that owe data for a figure are in it. */
const FigureCoverage = z.object({ held: z.number().int(), expected: z.number().int(), says: z.string() })
export type FigureCoverage = z.infer<typeof FigureCoverage>

/** One key figure with its comparison and history. Null value: not available, and `why` says why. */
export const KeyFigure = z.object({
  measure: z.string(), name: z.string(), unit: z.string(), value: z.number().nullable(), status: ValueStatus, why: z.string().nullable(),
  comparison: z.string().describe('In words, for example “England 5.2 %; a year before 5.6 %”'),
  beside: z.object({ code: z.string(), name: z.string(), value: z.number().nullable(), status: ValueStatus }).nullable().describe('The same measure of the nation, from the same source and for the same date; null for the nation itself'),
  yearBefore: Dated.nullable(), variation: Variation,
  points: z.array(Dated).describe('At most 24, oldest first, all of one source'), asOf: z.string().nullable(),
  behind: z.number().int().nullable().describe('Whole months behind the newest key figure'),
  coverage: FigureCoverage.nullable(), coverageWhy: z.string().nullable().describe('Why coverage is not said'), provenance: Provenance.nullable(),
})
export type KeyFigure = z.infer<typeof KeyFigure>

/** An area one level down, with its staff in post. */
const ChildArea = AreaNode.extend({ fte: z.number().nullable(), status: ValueStatus })

export const OverviewAsked = z.object({ area: z.string().optional().describe('Code or name; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date') })
export type OverviewAsked = z.infer<typeof OverviewAsked>

export const OverviewAnswer = z.object({
  area: AreaNode, path: z.array(AreaNode).describe('From the nation down to this area'), children: z.array(ChildArea),
  summary: z.string(), figures: z.array(KeyFigure), provenance: Provenance.nullable(),
})
export type OverviewAnswer = z.infer<typeof OverviewAnswer>

export const GroupGap = z.object({ profession: z.string(), year: z.number().int().describe('Calendar year the gap stands at'), supply: Fan, demand: Fan, gap: Fan })
export type GroupGap = z.infer<typeof GroupGap>

/** Where an area goes if nothing changes. It is asked for apart: the key figures do not wait for it. */
export const OverviewFuture = z.object({
  area: z.string(), history: z.array(z.object({ date: z.string(), value: z.number(), status: ValueStatus })),
  fan: z.array(z.object({ date: z.string(), supply: Fan, demand: Fan, gap: Fan })).describe('Empty when this area cannot be projected; `fanWhy` says why'),
  fanWhy: z.string().nullable(), fanTitle: z.string(), gaps: z.array(GroupGap), gapsWhy: z.string().nullable(),
  pastRuns: PastRuns.nullable().describe('What runs of the last three years expected of today; null where there is no projection'),
  sentence: z.string().nullable().describe('Where the gap of all staff stands five years ahead; null when it cannot be said'),
})
export type OverviewFuture = z.infer<typeof OverviewFuture>

/** One thing that moved, stayed or is missing. */
const OverviewChange = z.object({
  kind: z.enum(['moved', 'plan', 'data', 'same', 'late']).describe('moved: since the month before; plan: rates since the snapshot before; data: what the snapshots brought; same: did not change; late: not sent'),
  amount: z.string(), effect: z.number().nullable().describe('On the plan, in FTE; null where it cannot be said'), what: z.string(), why: z.string(),
})
export type OverviewChange = z.infer<typeof OverviewChange>

export const OverviewChanges = z.object({
  area: z.string(), title: z.string().describe('The message, in words'), since: z.string().describe('Which dates and snapshots are compared, in words'),
  rows: z.array(OverviewChange).describe('Largest effect on the plan first, then what did not change, then what is late'),
  month: z.string().nullable(), before: z.string().nullable().describe('Month-ends compared'), provenance: Provenance.nullable(),
})
export type OverviewChanges = z.infer<typeof OverviewChanges>

const GroundPlace = z.object({ x: z.number(), y: z.number() }).describe('Where the area lies on the ground: x eastwards, y northwards, in degrees of latitude; left out when its outline is not loaded')

/** One measure for every area of a level: as tiles, and as outlines where they are loaded. */
export const OverviewMap = z.object({
  area: z.string().describe('Code of the area asked for'), here: z.string().nullable().describe('Code of the area of the map that is it or holds it'),
  level: z.string(), by: z.string().describe('The dimension of the level, as a query asks for it'), nation: z.string().describe('Code of the nation whose areas these are'),
  measure: z.string(), name: z.string(), unit: z.string(), asOf: z.string(), why: z.string().nullable(),
  tiles: z.array(z.object({ row: z.number().int().describe('Place among the rows of the query'), code: z.string(), name: z.string(), value: z.number().nullable(), status: ValueStatus, place: GroundPlace.optional() })),
  outlines: z.object({
    width: z.number(), height: z.number(),
    areas: z.array(z.object({ code: z.string(), path: z.string().describe('SVG path, y downwards'), x: z.number(), y: z.number() })),
    note: z.string().nullable().describe('What is drawn as it was, or not at all'),
  }).nullable().describe('Null when no outlines are loaded'),
  provenance: Provenance.nullable(),
})
export type OverviewMap = z.infer<typeof OverviewMap>

/** Measures that a map or a comparison of a level can show. */
export const LevelMeasures = z.object({ level: z.string(), measures: z.array(z.object({ measure: z.string(), name: z.string(), unit: z.string() })) })
export type LevelMeasures = z.infer<typeof LevelMeasures>
