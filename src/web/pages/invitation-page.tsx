import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { Done, InvitationState } from '../../contract/access.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { AccessForm, type AccessField } from '../access/access-form.tsx'
import { useChange } from '../access/access-questions.ts'
import { ask } from '../ask/ask.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** Open a one-time link: say who you are where nobody knows yet, and set a password. The secret stands behind the #, so that it is in no log. */
export function InvitationPage() {
  const link = useRouterState({ select: (state) => state.location.hash })
  const { data, error } = useQuery({
    queryKey: ['/api/invitations/look', link], queryFn: () => ask<InvitationState>('/api/invitations/look', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: JSON.stringify({ link }) }),
  })
  if (error) return <ErrorPage error={error} title="One-time link" />
  return data === undefined ? <PagePending title="One-time link" /> : <AcceptInvitation link={link} invitation={data} />
}

function AcceptInvitation({ link, invitation }: { link: string; invitation: InvitationState }) {
  const navigate = useNavigate()
  const { mutate, isPending, error } = useChange<Done, Readonly<Record<string, string>>>(
    ({ name, email, password }) => ({ method: 'POST', address: '/api/invitations/accept', body: { link, password, ...(name ? { name } : {}), ...(email ? { email } : {}) } }),
    () => void navigate({ to: '/' }),
  )
  const isFirst = invitation.kind === 'first-administrator'
  const who: AccessField[] = [
    { id: 'name', label: 'Your name', hint: 'What you do here is written down under it', autoComplete: 'name', needs: 'Enter your name' },
    { id: 'email', label: 'E-mail address', hint: 'You sign in with it', type: 'email', autoComplete: 'username', needs: 'Enter your e-mail address' },
  ]
  return (
    <Page title={isFirst ? 'Make the first administrator' : 'Set your password'} sentence={isFirst ? 'You will keep this installation: you say who else may see and do what.' : `For ${invitation.name}, ${invitation.email}. The link works once, until ${sayDate(invitation.expiresAt.slice(0, 10))}.`}>
      <div className="cdr-grid">
        <section className="cdr-figure cdr-12" aria-label="Your account">
          <AccessForm
            name="Set your password" button={isPending ? 'Setting it…' : 'Set the password and sign in'} busy={isPending} error={error} onSend={mutate}
            fields={[...(isFirst ? who : []), { id: 'password', label: 'Password', hint: 'At least 12 characters: length counts, not kinds of characters. A few unrelated words are easy to keep in mind', type: 'password', autoComplete: 'new-password', needs: 'Choose a password' }]}
          />
        </section>
      </div>
    </Page>
  )
}
