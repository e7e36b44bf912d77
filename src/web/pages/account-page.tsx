import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account, Done, TokenMade } from '../../contract/access.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { AccessForm } from '../access/access-form.tsx'
import { accountQuestion, sessionQuestion, useChange } from '../access/access-questions.ts'
import { GrantTable } from '../access/grant-table.tsx'
import { SecondFactor } from '../access/second-factor.tsx'
import { TokenList } from '../access/token-list.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** One's own account: what was granted, the second factor, the ways in that are open, the password. */
export function AccountPage() {
  const { data: session } = useQuery(sessionQuestion())
  const { data: account, error } = useQuery(accountQuestion())
  if (error) return <ErrorPage error={error} title="Your account" />
  if (account === undefined || session === undefined) return <PagePending title="Your account" />
  const held = account.grants.filter(({ inForce }) => inForce).length
  return (
    <Page title="Your account" sentence={`${account.name}, ${account.email}. ${held === 0 ? 'No role is granted to you today: ask an administrator.' : `${held} ${held === 1 ? 'role is' : 'roles are'} granted to you today.`}`}>
      <div className="cdr-grid">
        <section className="cdr-figure cdr-12" aria-labelledby="grants-title">
          <h2 id="grants-title">What you may see and do</h2>
          <p className="cdr-subtitle">Records are seen within the scope of a record viewer; published figures by anybody signed in</p>
          <GrantTable grants={account.grants} caption="Your roles and scopes" />
        </section>
        <SecondFactor state={session.secondFactor} />
        <WaysIn account={account} />
        <Password />
      </div>
    </Page>
  )
}

function WaysIn({ account }: { account: Account }) {
  const [made, setMade] = useState<TokenMade | null>(null)
  const end = useChange<Done, string>((id) => ({ method: 'DELETE', address: `/api/account/sessions/${encodeURIComponent(id)}` }))
  const revoke = useChange<Done, string>((id) => ({ method: 'DELETE', address: `/api/account/tokens/${encodeURIComponent(id)}` }))
  const make = useChange<TokenMade, Readonly<Record<string, string>>>(
    ({ name, days, scope }) => ({ method: 'POST', address: '/api/account/tokens', body: { name, days: Number(days), scopes: scope?.trim() ? scope.split(',').map((one) => one.trim()) : null } }),
    setMade,
  )
  return (
    <>
      <section className="cdr-figure cdr-12" aria-labelledby="sessions-title">
        <h2 id="sessions-title">Where you are signed in</h2>
        <ul className="cdr-files">
          {account.sessions.map((session) => (
            <li key={session.id}>
              <span className="cdr-files__name">{session.current ? 'This session' : 'Another session'}</span>
              <p className="cdr-second">
                {session.device}; since {sayDate(session.createdAt.slice(0, 10))}
              </p>
              {session.current ? null : (
                <div className="cdr-actions">
                  <button type="button" className="cdr-action" onClick={() => end.mutate(session.id)}>
                    End it
                  </button>
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="cdr-figure cdr-12" aria-labelledby="tokens-title">
        <h2 id="tokens-title">Tokens for programs</h2>
        <p className="cdr-subtitle">A token never gives more than you have, and less if you say so. The command line takes it as CADRE_TOKEN</p>
        <TokenList tokens={account.tokens} onRevoke={revoke.mutate} />
        {made === null ? null : (
          <output className="nhsuk-inset-text cdr-told">
            <p>
              <strong>Copy this token now: it is shown this once.</strong> It opens until {sayDate(made.expiresAt.slice(0, 10))}.
            </p>
            <p>
              <code className="cdr-secret">{made.token}</code>
            </p>
          </output>
        )}
        <AccessForm
          name="Make a token" button="Make a token" busy={make.isPending} error={make.error} onSend={make.mutate}
          fields={[
            { id: 'name', label: 'What it is for', needs: 'Say what it is for' },
            { id: 'days', label: 'Days it opens', first: '90', inputMode: 'numeric', needs: 'Say for how many days' },
            { id: 'scope', label: 'Only within', hint: 'A scope, such as ics:QXX; left empty: all that you may' },
          ]}
        />
      </section>
    </>
  )
}

function Password() {
  const { mutate, isPending, error } = useChange<Done, Readonly<Record<string, string>>>(({ old, password }) => ({ method: 'POST', address: '/api/account/password', body: { old, password } }))
  const out = useChange<Done>(() => ({ method: 'DELETE', address: '/api/session' }))
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      <AccessForm
        name="Change the password" button="Change the password" busy={isPending} error={error} onSend={mutate}
        fields={[
          { id: 'old', label: 'The password you have', type: 'password', autoComplete: 'current-password', needs: 'Enter the password you have' },
          { id: 'password', label: 'New password', hint: 'At least 12 characters. Every session ends: you sign in again with it', type: 'password', autoComplete: 'new-password', needs: 'Choose a new password' },
        ]}
      />
      <div className="cdr-decide">
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => out.mutate()}>
          Sign out
        </button>
      </div>
    </section>
  )
}
