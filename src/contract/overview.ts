import { z } from 'zod'
import { AreaNode } from './area.ts'
import { Fan } from './projection.ts'
import { Provenance, ValueStatus } from './query.ts'

/** One key figure with its comparison and history. Null value: not available, and `why` says why. */
export const KeyFigure = z.object({
  measure: z.string(), name: z.string(), unit: z.string(), value: z.number().nullable(), status: ValueStatus, why: z.string().nullable(),
  comparison: z.string().describe('In words, for example “England 5.2 %”'), trend: z.string().describe('In words'), direction: z.enum(['up', 'down', 'flat', 'unknown']),
  points: z.array(z.object({ date: z.string(), value: z.number() })), asOf: z.string().nullable(), provenance: Provenance.nullable(),
})
export type KeyFigure = z.infer<typeof KeyFigure>

export const GroupGap = z.object({ profession: z.string(), year: z.number().int().describe('Calendar year the gap stands at'), supply: Fan, demand: Fan, gap: Fan })
export type GroupGap = z.infer<typeof GroupGap>

const GroundPlace = z.object({ x: z.number(), y: z.number() }).describe('Where the area lies on the ground: x eastwards, y northwards, in degrees of latitude; left out when its outline is not loaded')

export const OverviewAnswer = z.object({
  area: AreaNode, path: z.array(AreaNode).describe('From the nation down to this area'), children: z.array(AreaNode),
  summary: z.string(),
  figures: z.array(KeyFigure),
  history: z.array(z.object({ date: z.string(), value: z.number(), status: ValueStatus })),
  fan: z.array(z.object({ date: z.string(), supply: Fan, demand: Fan, gap: Fan })).describe('Empty when this area cannot be projected; `fanWhy` says why'),
  fanWhy: z.string().nullable(), fanTitle: z.string(),
  gaps: z.array(GroupGap), gapsWhy: z.string().nullable(),
  tiles: z.object({ measure: z.string(), name: z.string(), unit: z.string(), asOf: z.string(), tiles: z.array(z.object({ code: z.string(), name: z.string(), value: z.number().nullable(), status: ValueStatus, place: GroundPlace.optional() })), provenance: Provenance.nullable(), why: z.string().nullable() }),
  changed: z.array(z.object({ amount: z.string(), what: z.string(), why: z.string() })),
  provenance: Provenance.nullable(),
})
export type OverviewAnswer = z.infer<typeof OverviewAnswer>
