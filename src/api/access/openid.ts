import { randomUUID } from 'node:crypto'
import * as client from 'openid-client'
import type { House } from '../../store/house.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { hashSecret } from './secrets.ts'
import { beginSession, type BegunSession, type From } from './sign-in.ts'

/** A provider that says who somebody is. What they may do is granted here and never read from what it says. */
export interface OpenidSettings {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  /** Where the provider sends people back to: the address of this installation and /api/openid/return. */
  readonly redirect: URL
}

/** A sign-in that was begun: what has to come back, and until when. Each is taken once. */
interface Begun { readonly state: string; readonly nonce: string; readonly verifier: string; readonly until: number }

export interface Openid {
  /** Where to send somebody who wants in, and the secret that binds the way back to their browser. */
  begin(): Promise<{ readonly to: URL; readonly secret: string } | Refusal>
  /** Let in who comes back. Errors: refuses `openid-refused` for whatever does not fit, and `no-account-here`. */
  finish(house: House, secret: string | null, came: URL, from: From, now: string): Promise<BegunSession | Refusal>
}

/** Units: milliseconds somebody may take at the provider; how many may be on their way at once. */
const takes = 10 * 60_000
const mostOnTheirWay = 10_000

/** Open the sign-in through a provider. Signatures of what it says are always checked, over https; a provider on this machine may be reached without. */
export function openOpenid(settings: OpenidSettings): Openid {
  const onTheirWay = new Map<string, Begun>()
  let found: Promise<client.Configuration> | null = null
  const provider = (): Promise<client.Configuration> => {
    found ??= discover(settings).catch((error: unknown) => { found = null; throw error })
    return found
  }
  return {
    async begin() {
      try {
        const begun = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), until: Date.now() + takes }
        const to = client.buildAuthorizationUrl(await provider(), {
          redirect_uri: settings.redirect.href, scope: 'openid email profile', state: begun.state, nonce: begun.nonce, code_challenge: await client.calculatePKCECodeChallenge(begun.verifier), code_challenge_method: 'S256',
        })
        const secret = randomUUID()
        for (const [key, one] of onTheirWay) if (one.until < Date.now() || onTheirWay.size >= mostOnTheirWay) onTheirWay.delete(key)
        onTheirWay.set(hashSecret(secret), begun)
        return { to, secret }
      } catch {
        return refuseOpenid('the provider did not answer as it should')
      }
    },
    async finish(house, secret, came, from, now) {
      const key = secret === null ? '' : hashSecret(secret)
      const begun = onTheirWay.get(key)
      onTheirWay.delete(key)
      if (begun === undefined || begun.until < Date.now()) return refuseOpenid('nobody left from this browser for the provider, or it is too long ago')
      const who = await readIdentity(await provider().catch(() => null), settings, came, begun)
      return who === null ? refuseOpenid('what came back does not hold') : admitIdentity(house, settings.issuer.href, who, from, now)
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OpenidSettings): Promise<client.Configuration> {
  const execute = [client.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' && issuer.hostname === '127.0.0.1' ? [client.allowInsecureRequests] : [])]
  return client.discovery(issuer, clientId, { client_secret: clientSecret, id_token_signed_response_alg: 'RS256' }, undefined, { execute, timeout: 10 })
}

interface Identity { readonly subject: string; readonly email: string | null }

/** Who the provider says it is; null when anything about it does not hold: issuer, audience, days, nonce, state, signature, code, verifier. */
async function readIdentity(provider: client.Configuration | null, { redirect }: OpenidSettings, came: URL, { state, nonce, verifier }: Begun): Promise<Identity | null> {
  if (provider === null) return null
  try {
    const back = new URL(redirect)
    back.search = came.search
    const tokens = await client.authorizationCodeGrant(provider, back, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
    const claims = tokens.claims()
    if (claims === undefined || claims.sub === '') return null
    return { subject: claims.sub, email: claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'] : null }
  } catch {
    return null
  }
}

/** The account an administrator made: known by subject, or the first time by the address the provider has verified. Nobody is made by signing in. */
async function admitIdentity(house: House, issuer: string, { subject, email }: Identity, from: From, now: string): Promise<BegunSession | Refusal> {
  const person = await house.credentials.vouchedFor({ issuer, subject, email })
  return person === null ? refuse('no-account-here', 'conflict', {
    doing: 'Signing in through the provider', found: 'it knows you, and there is no account here for you', need: 'An account that an administrator made with your e-mail address', next: 'Ask an administrator of this installation',
  }) : beginSession(house, person, from, false, now)
}

function refuseOpenid(found: string): Refusal {
  return refuse('openid-refused', 'conflict', { doing: 'Signing in through the provider', found, need: 'An answer of the provider that fits what was asked, on one way', next: 'Begin again from the sign-in page' })
}
