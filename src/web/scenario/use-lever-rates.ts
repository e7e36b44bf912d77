import { useQuery } from '@tanstack/react-query'
import { rateOfLever } from '../../scenario/lever-rate.ts'
import { ratesQuestion } from '../ask/questions.ts'
import type { PlannedLever } from './central-messages.ts'
import type { LeverView } from './lever-view.ts'

/** The rate that a lever moves, beside its peers and by year. It is learnt from every place of the level: asked for once the run is through, or when somebody looks. */
export function useLeverRates(lever: PlannedLever, { place, scenario, mayAsk }: LeverView, looked: boolean) {
  const rate = rateOfLever(lever.kind)
  const asked = { area: place?.area ?? scenario.area, map: scenario.map, profession: place?.profession, rate: rate ?? 'leaving' }
  const { data, error, isPlaceholderData } = useQuery({ ...ratesQuestion(asked), enabled: rate !== null && place != null && (looked || mayAsk) })
  return { rate, asked, answer: isPlaceholderData || rate === null ? undefined : data, error }
}
