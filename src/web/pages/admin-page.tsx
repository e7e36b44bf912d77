import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Done, Granted, Invited, PeopleState } from '../../contract/access.ts'
import { AccessForm } from '../access/access-form.tsx'
import { peopleQuestion, sessionQuestion, useChange } from '../access/access-questions.ts'
import { AdminTabs, adminViewOf } from '../access/admin-tabs.tsx'
import type { AdminView } from '../access/admin-tabs.tsx'
import { AuditView } from '../access/audit-view.tsx'
import { GrantTable } from '../access/grant-table.tsx'
import { HealthView } from '../access/health-view.tsx'
import { JobsView } from '../access/jobs-view.tsx'
import { RetentionView } from '../access/retention-view.tsx'
import { TokenList } from '../access/token-list.tsx'
import { problemOf } from '../ask/ask.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { ErrorPage } from './error-page.tsx'

/** Who may see and do what, who did, what goes on, how long it is kept, and whether the installation is sound: one part at a time. */
export function AdminPage() {
  const view = adminViewOf(useSearch({ from: '/admin' }).view)
  const { data: session } = useQuery(sessionQuestion())
  const { data, error } = useQuery(peopleQuestion())
  if (error) return <ErrorPage error={error} title="Administration" />
  if (data === undefined || session === undefined) return <PagePending title="Administration" />
  return (
    <Page title="Administration" sentence={view === 'people' ? sayPeople(data) : sayPart[view]} tabs={<AdminTabs current={view} rights={session.rights} />}>
      <View view={view} state={data} />
    </Page>
  )
}

const sayPart: Readonly<Record<Exclude<AdminView, 'people'>, string>> = {
  audit: 'Every answer and command with real data is written down, in an account that nobody can change unseen.',
  jobs: 'Heavy work that was asked for, how it stands, and who does it.',
  retention: 'How long what is held is kept, what is past its clock, and what was deleted.',
  health: 'Whether this server and its data are sound.',
}

function View({ view, state }: { view: AdminView; state: PeopleState }) {
  if (view === 'audit') return <AuditView />
  if (view === 'jobs') return <JobsView />
  if (view === 'retention') return <RetentionView />
  if (view === 'health') return <HealthView />
  return (
    <div className="cdr-grid">
      {state.mayManageSystem ? <Invite /> : null}
      {state.people.map((person) => (
        <PersonSection key={person.id} person={person} state={state} />
      ))}
    </div>
  )
}

function sayPeople(data: PeopleState): string {
  const open = data.people.filter(({ state }) => state === 'open').length
  const invited = data.people.filter(({ state }) => state === 'invited').length
  return `${open === 0 ? 'Nobody' : `${open} ${open === 1 ? 'person' : 'people'}`} can sign in${invited === 0 ? '' : `, ${invited} invited`}.`
}

function Invite() {
  const [invited, setInvited] = useState<Invited | null>(null)
  const { mutate, isPending, error } = useChange<Invited, Readonly<Record<string, string>>>(({ name, email }) => ({ method: 'POST', address: '/api/people', body: { name, email } }), setInvited)
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="invite-title">
      <h2 id="invite-title">Invite somebody</h2>
      <p className="cdr-subtitle">They set their own password by a link that works once, within a day. What they may see and do is granted below</p>
      {invited === null ? null : <OneTimeLink invited={invited} />}
      <AccessForm
        name="Invite somebody" button="Make the link" busy={isPending} error={error} onSend={mutate}
        fields={[{ id: 'name', label: 'Name', needs: 'Enter the name' }, { id: 'email', label: 'E-mail address', type: 'email', needs: 'Enter the e-mail address' }]}
      />
    </section>
  )
}

function OneTimeLink({ invited }: { invited: Invited }) {
  return (
    <output className="nhsuk-inset-text cdr-told">
      <p>
        <strong>Send this link to its person.</strong> It is shown this once:
      </p>
      <p>
        <code className="cdr-secret">{`${window.location.origin}/invitation#${invited.link}`}</code>
      </p>
    </output>
  )
}

const sayState = { invited: 'invited, has not signed in yet', open: 'can sign in', closed: 'account closed' } as const

function PersonSection({ person, state }: { person: PeopleState['people'][number]; state: PeopleState }) {
  const [link, setLink] = useState<Invited | null>(null)
  const revoke = useChange<Granted, number>((number) => ({ method: 'DELETE', address: `/api/grants/${number}` }))
  const again = useChange<Invited>(() => ({ method: 'POST', address: `/api/people/${encodeURIComponent(person.id)}/invitation` }), setLink)
  const close = useChange<Done>(() => ({ method: 'DELETE', address: `/api/people/${encodeURIComponent(person.id)}` }))
  const token = useChange<Done, string>((id) => ({ method: 'DELETE', address: `/api/tokens/${encodeURIComponent(id)}` }))
  const failed = revoke.error ?? again.error ?? close.error ?? token.error
  const title = `person-${person.id}`
  return (
    <section className="cdr-figure cdr-12" aria-labelledby={title}>
      <h2 id={title}>{person.name}</h2>
      <p className="cdr-subtitle">
        {person.email}; {sayState[person.state]}
        {person.secondFactor ? '; has a second factor' : ''}
      </p>
      {failed === null ? null : <ProblemSummary problem={problemOf(failed)} />}
      {link === null ? null : <OneTimeLink invited={link} />}
      <GrantTable
        grants={person.grants} caption={`Roles and scopes of ${person.name}`}
        onRevoke={revoke.mutate}
      />
      {person.tokens.length === 0 ? null : <TokenList tokens={person.tokens} onRevoke={token.mutate} />}
      {person.state === 'closed' ? null : (
        <details className="nhsuk-details">
          <summary>
            Change<span className="nhsuk-u-visually-hidden"> what {person.name} may do</span>
          </summary>
          <GrantForm person={person} state={state} />
          {state.mayManageSystem ? (
            <div className="cdr-decide">
              <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => again.mutate()}>
                New one-time link
              </button>
              <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => close.mutate()}>
                Close the account
              </button>
            </div>
          ) : null}
        </details>
      )}
    </section>
  )
}

function GrantForm({ person, state }: { person: PeopleState['people'][number]; state: PeopleState }) {
  const { mutate, isPending, error } = useChange<Granted, Readonly<Record<string, string>>>((typed) => ({
    method: 'POST', address: `/api/people/${encodeURIComponent(person.id)}/grants`,
    body: { role: typed[`role-${person.id}`], scope: typed[`scope-${person.id}`], ...(typed[`until-${person.id}`] ? { until: typed[`until-${person.id}`] } : {}) },
  }))
  return (
    <AccessForm
      name={`Grant a role to ${person.name}`} button="Grant" busy={isPending} error={error} onSend={mutate}
      fields={[
        { id: `role-${person.id}`, label: 'Role', first: 'record-viewer', choices: state.roles.map(({ role, name, says }) => ({ value: role, says: `${name}: ${says}` })) },
        { id: `scope-${person.id}`, label: 'Scope', hint: `Kind and code, such as organisation:RXX or ics:QXX; or everything. Kinds: ${state.scopeKinds.join(', ')}`, needs: 'Say where the role holds' },
        { id: `until-${person.id}`, label: 'Last day', hint: 'Left empty: until it is taken back', type: 'date' },
      ]}
    />
  )
}
