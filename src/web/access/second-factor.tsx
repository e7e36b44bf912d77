import { useState } from 'react'
import type { Done, FactorOffer, RecoveryCodes, SessionState } from '../../contract/access.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { problemOf } from '../ask/ask.ts'
import { AccessForm } from './access-form.tsx'
import { useChange } from './access-questions.ts'
import { QrCode } from './qr-code.tsx'

/** The second factor: set it up, or give its code in this session. Publishing and taking rows of records away need it. */
export function SecondFactor({ state }: { state: SessionState['secondFactor'] }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="factor-title">
      <h2 id="factor-title">Second factor</h2>
      <p className="cdr-subtitle">{sayFactor[state]}</p>
      {codes === null ? null : <Recovery codes={codes} />}
      {state === 'not-given' ? <GiveCode /> : null}
      {state === 'not-given' ? null : <SetUp isSet={state === 'given'} onSet={setCodes} />}
    </section>
  )
}

const sayFactor: Readonly<Record<SessionState['secondFactor'], string>> = {
  none: 'Publishing, and taking rows of records away, need a code from an authenticator beside your password. None is set up yet',
  'not-given': 'It is set up, and was not given in this session yet',
  given: 'It was given: you may publish and take rows of records away, as far as your roles go, until you sign out',
}

function GiveCode() {
  const { mutate, isPending, error } = useChange<Done, Readonly<Record<string, string>>>(({ code }) => ({ method: 'POST', address: '/api/session/second-factor', body: { code } }))
  return (
    <AccessForm
      name="Give the code" button="Give the code" busy={isPending} error={error} onSend={mutate}
      fields={[{ id: 'code', label: 'Code of your authenticator', hint: 'Six digits; or one of your recovery codes', inputMode: 'numeric', autoComplete: 'one-time-code', needs: 'Enter the code' }]}
    />
  )
}

function SetUp({ isSet, onSet }: { isSet: boolean; onSet: (codes: readonly string[]) => void }) {
  const [offer, setOffer] = useState<FactorOffer | null>(null)
  const begin = useChange<FactorOffer>(() => ({ method: 'POST', address: '/api/account/second-factor/offer' }), setOffer)
  const confirm = useChange<RecoveryCodes, Readonly<Record<string, string>>>(
    ({ code }) => ({ method: 'POST', address: '/api/account/second-factor', body: { secret: offer?.secret ?? '', code } }),
    ({ codes }) => {
      setOffer(null)
      onSet(codes)
    },
  )
  if (offer === null) {
    return (
      <div className="cdr-decide">
        {begin.error === null ? null : <ProblemSummary problem={problemOf(begin.error)} />}
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => begin.mutate()}>
          {isSet ? 'Set up another authenticator' : 'Set up an authenticator'}
        </button>
      </div>
    )
  }
  return (
    <>
      <p>
        Let your authenticator read this code; or type the secret below it; or open <a href={offer.address}>the link for authenticators</a> on the device that has it.
      </p>
      <QrCode text={offer.address} says="Code for the camera of your authenticator. The same secret stands below, in groups of four letters" />
      <p>
        <code className="cdr-secret">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <AccessForm
        name="Set up an authenticator" button="Set it up" busy={confirm.isPending} error={confirm.error} onSend={confirm.mutate}
        fields={[{ id: 'code', label: 'Code it shows', hint: 'Six digits: they prove that the authenticator has the secret', inputMode: 'numeric', autoComplete: 'one-time-code', needs: 'Enter the code it shows' }]}
      />
    </>
  )
}

function Recovery({ codes }: { codes: readonly string[] }) {
  return (
    <output className="nhsuk-inset-text cdr-told">
      <p>
        <strong>Keep these recovery codes.</strong> Each opens the second factor once, without the authenticator. They are shown this once.
      </p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </output>
  )
}
