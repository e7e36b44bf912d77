import type { z } from 'zod'
import { EverywhereRequest } from './everywhere.ts'
import { ProjectionRequest } from './projection.ts'

/** The inputs of the central run of one area and staff group: what a slider on a page moves. Levers are moved where they arrive, so they are not asked for. */
export const CentralRunRequest = ProjectionRequest.omit({ draws: true, seed: true, leaverChange: true, joinerChange: true, participationChange: true })
export type CentralRunRequest = z.infer<typeof CentralRunRequest>

/** The same for every staff group in every area of a level. */
export const CentralRunEverywhereRequest = EverywhereRequest.omit({ draws: true, seed: true, leaverChange: true, joinerChange: true, participationChange: true, levers: true })
export type CentralRunEverywhereRequest = z.infer<typeof CentralRunEverywhereRequest>
