import { LensAnswer, LensBridge, LensBridgeRequest, LensRequest } from '../../contract/lens.ts'
import { answerLensBridge } from './lens-bridge.ts'
import { answerLens } from '../lens.ts'
import { queryRefuses } from '../query.ts'
import { readRoute, type Route } from '../route.ts'

export const lensRoutes: readonly Route[] = [
  readRoute({
    url: '/api/lens', policy: 'figures', says: 'In how many ways a figure can be counted, each with the figure it gives for the same area, group and day', group: 'Numbers', query: LensRequest, answer: LensAnswer, refuses: [...queryRefuses, 'counted-one-way'],
    handle: ({ house, viewer }, query) => answerLens(house, viewer, query),
  }),
  readRoute({
    url: '/api/lens/bridge', policy: 'figures', says: 'From one way of counting to another: named parts that add up to the difference exactly, or why there are none', group: 'Numbers', query: LensBridgeRequest, answer: LensBridge, refuses: [...queryRefuses, 'unknown-definition', 'definitions-apart'],
    handle: ({ house, viewer }, query) => answerLensBridge(house, viewer, query),
  }),
]
