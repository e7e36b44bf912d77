import { z } from 'zod'
import { LeverFile } from './lever.ts'
import { Fan, Manifest, ProjectionAnswer, ProjectionRequest } from './projection.ts'

const AccountRow = z.object({
  name: z.string(), year: z.number().int(), start: z.number(), joined: z.number(), left: z.number(), agedOut: z.number(), movedIn: z.number(), movedOut: z.number(), end: z.number(),
  residual: z.number().describe('start + joined − left − aged out + moved in − moved out − end: nothing but rounding'),
})

const OriginRow = z.object({
  year: z.number().int(), byOrigin: z.record(z.string(), z.number()), movedIn: z.number().describe('From another profession or area of the run'), movedOut: z.number(),
  newToSystem: z.number().describe('From training, from abroad, returners and the wider labour market'), moved: z.number().describe('From another area or sector'), unknown: z.number().describe('Nobody stated where they come from'),
})

const SupplyAndGap = z.object({ supply: Fan, gap: Fan })

export const WhatIfAnswer = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(), unit: z.string(), name: z.string(),
  summary: z.string(),
  manifest: Manifest.extend({ conservation: z.array(AccountRow).describe('Everybody, over all years: each profession, then all together. Unit: people, rates at their middle'), ranges: z.array(z.object({ lever: z.number().int().describe('Place in `levers`, from 0'), low: z.number(), high: z.number(), stream: z.string().describe('Stream of chance that says where the change lies in each draw; the same in every scenario') })).optional().describe('Levers whose change is drawn; left out where each is taken as stated') }),
  rows: z.array(z.object({
    year: z.number().int(), ahead: z.number().int(), date: z.string(), demand: Fan, baseline: SupplyAndGap, scenario: SupplyAndGap,
    difference: SupplyAndGap.describe('With levers less without, draw by draw'),
  })),
  levers: z.array(z.object({
    kind: z.string(), title: z.string(), says: z.string().describe('The lever in words: its change with sign and unit, where and from when'), change: z.number(), unit: z.string(),
    alone: z.number().nullable().describe('What this lever by itself adds to supply at the last year, rates at their middle; null where it only means something beside others'),
  })),
  binds: z.array(z.object({ year: z.number().int(), lever: z.number().int().describe('Place in `levers`, from 0'), constraint: z.string(), says: z.string() })).describe('Why levers do less than they say, year by year'),
  places: z.array(z.object({
    name: z.string(), area: z.string(), profession: z.string(),
    rows: z.array(z.object({ year: z.number().int(), baseline: Fan, scenario: Fan, difference: Fan })), account: z.array(AccountRow), origins: z.array(OriginRow),
  })).describe('The profession projected first, then those that levers name'),
  training: z.array(z.object({
    programme: z.string(), provider: z.string(),
    years: z.array(z.object({ year: z.number().int(), asked: z.number(), started: z.number(), turnedAway: z.number(), qualified: z.number(), qualifiedBefore: z.number().describe('Without the levers'), onCourse: z.number().describe('At the year end; never counted as qualified'), learnerWeeks: z.number(), capacity: z.number().nullable() })),
  })),
  notAvailable: z.array(z.object({ what: z.string(), needed: z.string() })).describe('What is not known and not guessed, and what would say it'),
  notes: z.array(z.string()),
  provenance: ProjectionAnswer.shape.provenance,
})
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>

/** The levers in the address: as JSON, or in short such as `leaver-rate=-1.5; international=50`. */
export const WhatIfRequest = ProjectionRequest.extend({ levers: z.string().max(100_000).default('').describe('JSON as in a lever file, or in short: kind=change, several joined by a semicolon') })
export type WhatIfRequest = z.infer<typeof WhatIfRequest>

export const WhatIfBody = ProjectionRequest.extend({ levers: LeverFile })
