import { createHash, createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a faulty provider, or somebody between, changes. */
export interface Fault {
  readonly claims?: (claims: Record<string, unknown>) => Record<string, unknown>
  readonly header?: Record<string, unknown>
  /** How the token is signed: as it should be, not at all, or with the public key as a shared secret. */
  readonly signing?: 'right' | 'none' | 'public-key-as-secret' | 'another-key'
  readonly tamper?: (token: string) => string
}

/** A small provider of OpenID Connect: discovery, keys, codes that work once with their verifier and address, tokens. */
export interface Provider { readonly issuer: URL; fault: Fault; code(asked: URL): string; close(): Promise<void> }

const base64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export async function startProvider(who: { readonly sub: string; readonly email: string }): Promise<Provider> {
  const [keys, others] = [generateKeyPairSync('rsa', { modulusLength: 2048 }), generateKeyPairSync('rsa', { modulusLength: 2048 })]
  const codes = new Map<string, { challenge: string; nonce: string; redirect: string }>()
  const state = { fault: {} as Fault }
  const server: Server = createServer((request, response) => {
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const answer = (value: object, status = 200): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)) }
    if (request.url === '/.well-known/openid-configuration') {
      return answer({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] })
    }
    if (request.url === '/keys') return answer({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
    let body = ''
    request.on('data', (piece: Buffer) => { body += piece.toString() }).on('end', () => {
      const given = new URLSearchParams(body)
      const found = codes.get(given.get('code') ?? '')
      codes.delete(given.get('code') ?? '')
      const challenge = createHash('sha256').update(given.get('code_verifier') ?? '').digest('base64url')
      if (found === undefined || found.challenge !== challenge || found.redirect !== given.get('redirect_uri')) return answer({ error: 'invalid_grant' }, 400)
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: issuer, aud: 'cadre', sub: who.sub, email: who.email, email_verified: true, iat: now, exp: now + 300, nonce: found.nonce }
      answer({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken(state.fault, claims, keys.privateKey, others.privateKey) })
    })
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  return {
    issuer: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    get fault() { return state.fault },
    set fault(fault) { state.fault = fault },
    code(asked) {
      const code = randomUUID()
      codes.set(code, { challenge: asked.searchParams.get('code_challenge') ?? '', nonce: asked.searchParams.get('nonce') ?? '', redirect: asked.searchParams.get('redirect_uri') ?? '' })
      return code
    },
    close: () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections() }),
  }
}

function idToken({ claims = (same) => same, header = {}, signing = 'right', tamper = (same) => same }: Fault, right: Record<string, unknown>, key: KeyObject, another: KeyObject): string {
  const alg = signing === 'none' ? 'none' : signing === 'public-key-as-secret' ? 'HS256' : 'RS256'
  const text = `${base64({ alg, kid: 'one', typ: 'JWT', ...header })}.${base64(claims(right))}`
  if (signing === 'none') return `${text}.`
  if (signing === 'public-key-as-secret') return `${text}.${createHmac('sha256', createPublicKey(key).export({ type: 'spki', format: 'pem' })).update(text).digest('base64url')}`
  return tamper(`${text}.${sign('sha256', Buffer.from(text), signing === 'right' ? key : another).toString('base64url')}`)
}
