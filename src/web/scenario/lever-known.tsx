import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Checked } from '../../scenario/lever-look.ts'
import { rateTaken } from '../../scenario/lever-rate.ts'
import { anyLeverNamed } from '../../scenario/scenario-lever.ts'
import { addressOf } from '../ask/ask.ts'
import { sayDatesIn, sayNumber } from '../format.ts'
import { RatePeers, RateYears } from '../rates/rates-figures.tsx'
import { linesOfRates } from '../rates/rates-provenance.tsx'
import { sayRate } from '../rates/rate-words.ts'
import type { PlannedLever } from './central-messages.ts'
import type { ChangePlan } from './change-plan.ts'
import { LeverFacts } from './lever-facts.tsx'
import { sayKind } from './lever-needs.ts'
import { middleOf, peerChanges } from './lever-peers-under.tsx'
import type { LeverView } from './lever-view.ts'
import { useLeverRates } from './use-lever-rates.ts'
import { sayPlain } from './use-moves.ts'
import { useRest, useRested } from './use-rest.ts'

interface Parts { readonly lever: PlannedLever; readonly title: string; readonly view: LeverView; readonly off: boolean; readonly onChange: ChangePlan }

/** Why a lever is believed: whom it affects, the reasons written down, whether it applies and behaves, its facts, and where peers and past years stand. */
export function LeverKnown({ lever, title, view, off, onChange }: Parts) {
  const named = anyLeverNamed(lever.kind)
  return (
    <>
      <p>
        {sayKind(lever.kind)}
        {named === undefined ? '' : `. Affects: ${named.affects.charAt(0).toLowerCase()}${named.affects.slice(1)}.`}
      </p>
      <Rationale lever={lever} title={title} off={off} onKeep={(text) => onChange([{ field: `levers/${lever.id}/rationale`, to: text === '' ? null : text }])} />
      <LeverLooked lever={lever} title={title} view={view} />
      <LeverFacts lever={lever} title={title} off={off} onChange={onChange} />
      <LeverEvidence lever={lever} view={view} />
      <button type="button" className="cdr-action" disabled={off} onClick={() => onChange([{ field: `levers/${lever.id}`, to: null }], 'Lever taken away')}>
        Take this lever away<span className="nhsuk-u-visually-hidden">: {title}</span>
      </button>
    </>
  )
}

// As long as a writer rests between two sentences.
const restMilliseconds = 3000

/** The reasons, kept as they are written: when the writer rests or leaves the field. */
function Rationale({ lever, title, off, onKeep }: { lever: PlannedLever; title: string; off: boolean; onKeep: (text: string) => void }) {
  const [text, setText] = useState(lever.rationale ?? '')
  const kept = useRef(lever.rationale ?? '')
  const id = `why-${lever.id}`
  const keep = () => {
    if (text.trim() === kept.current) return
    kept.current = text.trim()
    onKeep(text.trim())
  }
  const wrote = useRest(restMilliseconds, keep)
  const isKept = text.trim() === (lever.rationale ?? '')
  return (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        Why we believe it<span className="nhsuk-u-visually-hidden">: {title}</span>
      </label>
      <textarea id={id} className="nhsuk-textarea" rows={4} maxLength={2000} disabled={off} aria-describedby={`${id}-kept`} value={text} onChange={(event) => {
        setText(event.target.value)
        wrote()
      }} onBlur={keep} />
      <span className="nhsuk-hint" id={`${id}-kept`}>
        {isKept ? 'Kept.' : 'Kept when you rest or leave the field.'} {sayNumber(2000 - text.length)} of 2,000 characters left
      </span>
    </div>
  )
}

/** Whether the lever applies here, and whether it behaves: looked at on the central path, in this browser. */
function LeverLooked({ lever, title, view }: Pick<Parts, 'lever' | 'title' | 'view'>) {
  // It walks a dozen times: not while the slider is still on its way.
  const walked = useRested(400, view.walked)
  const { data } = useQuery({ queryKey: [walked, lever.id], queryFn: () => view.check(), staleTime: Infinity, gcTime: 60_000, enabled: view.effect !== null, placeholderData: (before) => before })
  if (data == null) return <p>Looking at it…</p>
  return (
    <>
      <CheckedList heading="Does it apply here?" of={title} checked={data.applies} />
      <CheckedList heading="Self-test" of={title} checked={data.tested} />
    </>
  )
}

function CheckedList({ heading, of, checked }: { heading: string; of: string; checked: readonly Checked[] }) {
  if (checked.length === 0) return null
  return (
    <>
      <h5>
        {heading}
        <span className="nhsuk-u-visually-hidden"> {of}</span>
      </h5>
      <ul className="cdr-checked">
        {checked.map(({ holds, says }) => (
          <li key={says} className={holds ? undefined : 'cdr-checked__look'}>
            {holds ? null : <b>Look again: </b>}
            {sayDatesIn(says)}.
          </li>
        ))}
      </ul>
    </>
  )
}

/** Where peers and past years stand, as funnel and trend, and where the lever takes the rate. */
function LeverEvidence({ lever, view }: Pick<Parts, 'lever' | 'view'>) {
  const { rate, asked, answer, error } = useLeverRates(lever, view, true)
  if (rate === null || view.place === null) return <p className="cdr-subtitle">Plausible range: no rate of peers or past years is held for what this lever moves. Its range is what is judged below “At least” and “At most”.</p>
  if (answer === undefined || view.place === undefined) return <p className="cdr-subtitle">{error === null ? 'Asking where peers and past years stand…' : 'Plausible range: peers and past years are not held.'}</p>
  const now = answer.rates.find(({ id }) => id === rate)?.value
  const taken = now === undefined ? null : rateTaken(lever, now, view.place.heads)
  const [from, to] = middleOf(peerChanges(answer, lever, view.place.heads))
  const provenance = linesOfRates(answer)
  const parts = { answer, provenance, csv: addressOf('/api/rates.csv', asked), of: lever.id }
  return (
    <div className="cdr-leverevidence">
      <p>
        {taken === null ? '' : `Takes the rate from ${sayRate(now!, answer.unit)} to ${sayRate(taken, answer.unit)}${answer.unit === 'FTE per head' ? '' : ' a year'}. `}
        {from === undefined || to === undefined ? 'Too few other places are held for a plausible range.' : `Eight of ten other places lie where a change between ${sayPlain(Number(from.toPrecision(2)))} and ${sayPlain(Number(to.toPrecision(2)))} would take it.`}
      </p>
      <RatePeers {...parts} taken={taken} />
      <RateYears {...parts} />
    </div>
  )
}
