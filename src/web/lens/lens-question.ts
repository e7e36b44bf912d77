import { queryOptions, keepPreviousData } from '@tanstack/react-query'
import type { LensAnswer, LensBridge } from '../../contract/lens.ts'
import { addressOf, ask } from '../ask/ask.ts'

/** The figure that is looked at: what is counted, of whom, when and on which map. */
export interface LensQuestion {
  readonly measure: string
  readonly basis?: string | undefined
  /** Filters by dimension; `area` takes any area. */
  readonly where: Readonly<Record<string, string>>
  readonly at?: string | undefined
  readonly map?: string | undefined
}

export const lensQuestion = ({ measure, basis, where, at, map }: LensQuestion) => {
  const address = addressOf('/api/lens', { measure, basis, at, map }, where)
  return queryOptions({ queryKey: ['/api/lens', address], queryFn: ({ signal }) => ask<LensAnswer>(address, { signal }), placeholderData: keepPreviousData })
}

export const lensBridgeQuestion = ({ where, at, map }: LensQuestion, from: string, to: string) => {
  const address = addressOf('/api/lens/bridge', { from, to, at, map }, where)
  return queryOptions({ queryKey: ['/api/lens/bridge', address], queryFn: ({ signal }) => ask<LensBridge>(address, { signal }) })
}
