import { z } from 'zod'

const Side = z.object({ need: z.number().describe('Staff required'), gap: z.number().describe('Above 0 is short'), share: z.number().nullable().describe('The gap as a share of need; null where nothing is needed') })

const Gain = z.object({
  without: Side, with: Side, change: z.number().describe('Gap with the levers less gap without; below 0 is gained'), shareChange: z.number().nullable().describe('The same as shares of need; null where nothing is needed'),
  gains: z.enum(['gains', 'loses', 'unchanged']).describe('Unchanged within half of one'),
})
export type ScenarioGain = z.infer<typeof Gain>

const Area = Gain.extend({ code: z.string(), name: z.string(), deprivation: z.number().nullable().describe('Per cent of residents in the most deprived fifth; null where it is not known, which is not 0') })

const ByArea = z.object({
  level: z.string(), says: z.string(), areas: z.array(Area).describe('In the order of their codes'), whole: Gain, together: Gain.describe('All areas that are told apart, added up'),
  apart: z.number().describe('What the whole changes by less what all areas together change by: they are learnt one by one and are not forced to add up'), apartSays: z.string(),
  without: z.array(z.object({ code: z.string(), name: z.string(), why: z.string() })).describe('Areas that cannot be projected'),
  untold: z.array(z.object({ id: z.string(), title: z.string(), why: z.string(), areas: z.number().int() })).describe('Levers that do in the whole what is not told apart in so many areas'),
})

const ByDeprivation = z.object({
  indicator: z.string(), asOf: z.string(), sources: z.array(z.string()), says: z.string(), apartSays: z.string().describe('What the levers do to the difference between the most and the least deprived'),
  groups: z.array(Gain.extend({ group: z.number().int().describe('1 is the least deprived'), name: z.string(), areas: z.number().int(), from: z.number().describe('Least deprived area of the group'), to: z.number() })).describe('Fifths of areas, the least deprived first; as many groups as areas where they are fewer than five'),
  notKnown: Gain.extend({ areas: z.number().int() }).nullable().describe('Areas of which nobody said how deprived they are; null where it is known of all'),
})

const ByGroup = z.object({
  says: z.string(), rows: z.array(z.object({
    area: z.string(), areaName: z.string(), profession: z.string(), staff: z.number().describe('Staff at the last year end with the levers less without, the middle of the futures'),
    without: z.number().nullable().describe('Gap; null where no need is stated'), with: z.number().nullable(), gains: z.enum(['gains', 'loses', 'unchanged']).describe('By staff'),
  })),
})

/** Who gains and who loses at the last year end, by area, deprivation and staff group. */
export const ScenarioGains = z.object({
  year: z.number().int(), areasAsked: z.boolean().describe('False where nobody asked to tell areas apart'), rule: z.string().describe('How a lever on the whole acts in its areas'),
  byArea: ByArea.nullable().describe('On the central path, every rate at its value; null where no areas are told apart, see notAvailable'), byDeprivation: ByDeprivation.nullable().describe('Null where no area is known to be more deprived than another, see notAvailable'), byGroup: ByGroup,
})
export type ScenarioGains = z.infer<typeof ScenarioGains>
