import { z } from 'zod'

const amount = z.number().min(0)

/** A workload file: staffing need by workload indicators. Units: hours; volumes a year. */
export const WisnFile = z.strictObject({
  awtHours: z.number().positive().describe('Available working time of one member of staff, hours a year'),
  hoursPerDay: z.number().positive().max(24).describe('Hours of a working day'),
  units: z.array(z.strictObject({
    name: z.string().min(1), current: amount.describe('Staff there today'),
    service: z.array(z.strictObject({ unitTimeHours: amount.describe('Hours one takes'), volume: amount.describe('How many a year') })),
    supportHoursPerDay: z.array(amount).optional().describe('Activities of everybody, hours of a working day each'), supportHoursPerYear: z.array(amount).optional().describe('Activities of everybody, hours a year each'),
    individualHours: z.array(amount).optional().describe('Activities of single members of staff, hours a year in all'),
  })).min(1).max(1000),
})

const Ratio = z.number().nullable().describe('Current ÷ required; below 1 is too few, null where nobody is required')

export const WisnAnswer = z.object({
  summary: z.string(),
  units: z.array(z.object({ name: z.string(), required: z.number(), difference: z.number().describe('Current − required; below 0 is too few'), ratio: Ratio })),
  pooled: z.object({ current: z.number(), required: z.number(), ratio: Ratio }),
  meanRatio: Ratio.describe('Mean of the units’ ratios, which counts a small unit as much as a large one'),
})
export type WisnAnswer = z.infer<typeof WisnAnswer>
