import type { Done } from '../../contract/access.ts'
import { AccessForm } from '../access/access-form.tsx'
import { useChange } from '../access/access-questions.ts'
import { Page } from '../shell/page.tsx'

/** Sign in. It stands in place of the page that was asked for, which is there afterwards under the same address. */
export function SignInPage({ nobodyYet, provider }: { nobodyYet: boolean; provider: boolean }) {
  const { mutate, isPending, error } = useChange<Done, Readonly<Record<string, string>>>(({ email, password }) => ({ method: 'POST', address: '/api/session', body: { email, password } }))
  return (
    <Page title="Sign in" sentence={nobodyYet ? 'Nobody can sign in yet: the server printed a link that makes the first administrator, once, when it started.' : 'This installation holds real data: sign in to see what you were given access to.'}>
      <div className="cdr-grid">
        <section className="cdr-figure cdr-12" aria-label="Your account">
          <AccessForm
            name="Sign in" button={isPending ? 'Signing in…' : 'Sign in'} busy={isPending} error={error} onSend={mutate}
            fields={[
              { id: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username', needs: 'Enter your e-mail address' },
              { id: 'password', label: 'Password', type: 'password', autoComplete: 'current-password', needs: 'Enter your password' },
            ]}
          />
          {provider ? (
            <p>
              <a href="/api/openid">Sign in through your organisation</a>
            </p>
          ) : null}
          <p className="cdr-second">Forgotten it? An administrator of this installation can send you a link to set a new one.</p>
        </section>
      </div>
    </Page>
  )
}
