import { useLeverRates } from './use-lever-rates.ts'
import { changeTo, rateOfLever } from '../../scenario/lever-rate.ts'
import type { PlannedLever } from './central-messages.ts'
import type { LeverView } from './lever-view.ts'

/** Where other places stand, on the scale of the slider: how far this one would have to move to be where they are. The middle eight of ten are shaded; a tick is no change. */
export function LeverPeersUnder({ lever, view, least, most, looked }: { lever: PlannedLever; view: LeverView; least: number; most: number; looked: boolean }) {
  const { answer } = useLeverRates(lever, view, looked)
  const changes = answer === undefined || view.place == null ? [] : peerChanges(answer, lever, view.place.heads)
  const place = (change: number) => 100 * Math.min(1, Math.max(0, (change - least) / (most - least || 1)))
  const [from, to] = middleOf(changes)
  return (
    <span className="cdr-rug" aria-hidden="true">
      {from === undefined || to === undefined ? null : <i className="cdr-rug__middle" style={{ left: `${place(from)}%`, width: `${place(to) - place(from)}%` }} />}
      {changes.filter((change) => change >= least && change <= most).map((change, at) => (
        <i key={at} className="cdr-rug__dot" style={{ left: `${place(change)}%` }} />
      ))}
      <i className="cdr-rug__none" style={{ left: `${place(0)}%` }} />
    </span>
  )
}

type Rates = NonNullable<ReturnType<typeof useLeverRates>['answer']>

/** How far each other place is from here, as a change of the lever, from the least. */
export function peerChanges({ rates, peers }: Pick<Rates, 'rates' | 'peers'>, lever: PlannedLever, heads: number): number[] {
  const now = rates.find(({ id }) => id === rateOfLever(lever.kind))?.value
  if (now === undefined) return []
  return peers.filter(({ here }) => !here).flatMap(({ value }) => changeTo(value, lever, now, heads) ?? []).toSorted((a, b) => a - b)
}

/** The middle eight of ten; nothing of fewer than five. */
export function middleOf(changes: readonly number[]): readonly [number | undefined, number | undefined] {
  if (changes.length < 5) return [undefined, undefined]
  const at = (share: number) => changes[Math.round(share * (changes.length - 1))]
  return [at(0.1), at(0.9)]
}
