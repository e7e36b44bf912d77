import { z } from 'zod'

const amount = z.number().min(0)
const name = z.string().min(1).max(200)
const hours = z.union([amount, z.strictObject({ name: name.optional(), hours: amount })])
const share = z.union([amount, z.strictObject({ name: name.optional(), share: amount })])
const individual = z.union([amount, z.strictObject({ name: name.optional(), staff: amount.optional().describe('How many members of staff; 1 when left out'), hours: amount.describe('Hours a year each') })])

const WorkingDays = z.strictObject({
  possible: amount.max(366).describe('A: days a year on which one could work'), publicHolidays: amount.describe('B'), annualLeave: amount.describe('C'), sickLeave: amount.describe('D'),
  otherAbsence: amount.describe('E: training and other leave'),
})

/** A workload file: staffing need by workload indicators. Units: hours; volumes a year; shares of the working time. */
export const WisnFile = z.strictObject({
  awtHours: z.number().positive().optional().describe('Available working time of one member of staff, hours a year; or give workingDays'),
  workingDays: WorkingDays.optional().describe('Available working time as days: (A − B − C − D − E) × hoursPerDay hours a year'),
  hoursPerDay: z.number().positive().max(24).describe('F: hours of a working day'),
  units: z.array(z.strictObject({
    name: name.describe('Facility, ward or team'), current: amount.describe('Staff in post today'),
    service: z.array(z.strictObject({ name: name.optional(), unitTimeHours: amount.describe('Hours one takes'), volume: amount.describe('How many a year') })),
    supportHoursPerDay: z.array(hours).optional().describe('Activities of everybody, hours of a working day each'), supportHoursPerYear: z.array(hours).optional().describe('Activities of everybody, hours a year each'),
    supportShares: z.array(share).optional().describe('Activities of everybody, shares of the working time: 0.05 is 5 %'),
    individualHours: z.array(individual).optional().describe('Activities of single members of staff, hours a year'),
  })).min(1).max(1000),
}).refine(({ awtHours, workingDays }) => (awtHours === undefined) !== (workingDays === undefined), { path: ['awtHours'], message: 'give either awtHours or workingDays, not both and not neither' })
export type WisnFile = z.infer<typeof WisnFile>

const Ratio = z.number().nullable().describe('Current ÷ required; below 1 is too few, null where nobody is required')
const pressure = z.string().describe('What the ratio means, in words')

const Unit = z.object({
  name: z.string(), current: z.number(),
  service: z.array(z.object({ name: z.string(), unitTimeHours: z.number(), volume: z.number(), standardWorkload: z.number().nullable().describe('How many one member of staff can do in a year; null where one takes no time'), staff: z.number() })),
  staffForService: z.number().describe('Σ volume ÷ standard workload'),
  supportShare: z.number().describe('Share of everybody’s time that support activities take (ΣCAS)'), categoryFactor: z.number().describe('CAF: 1 ÷ (1 − ΣCAS)'),
  individualStaff: z.number().describe('IAF: ΣIAS ÷ available working time'),
  required: z.number(), difference: z.number().describe('Current − required; below 0 is too few'), ratio: Ratio, pressure,
})

export const WisnAnswer = z.object({
  summary: z.string(), awtHours: z.number().describe('Available working time, hours a year'), awtDays: z.number().describe('The same in working days'), hoursPerDay: z.number(),
  units: z.array(Unit),
  pooled: z.object({ current: z.number(), required: z.number(), difference: z.number(), ratio: Ratio, pressure }),
  meanRatio: Ratio.describe('Mean of the units’ ratios, which counts a small unit as much as a large one'),
})
export type WisnAnswer = z.infer<typeof WisnAnswer>

/** A workload file as it was read, and what it requires. */
export const WisnRead = z.object({ file: WisnFile, answer: WisnAnswer })
export type WisnRead = z.infer<typeof WisnRead>

export const WisnText = z.object({ text: z.string().max(900_000).describe('The workload file, JSON or YAML') })
