import { refuse, type Refusal } from '../../units/refusal.ts'

/**
 * Refuse a request that another web page could have made through the reader's browser.
 *
 * The host name has to be this machine's, or that of `address` (the address under which others reach the installation): a foreign name that resolves to 127.0.0.1 (DNS rebinding) is refused.
 * A change also needs the header `x-cadre: 1`, which a form on another site cannot send, and may not say that it comes from another site.
 * Source: OWASP, cross-site request forgery prevention; Fetch metadata.
 */
export function checkOrigin(request: { method: string; headers: Readonly<Record<string, string | string[] | undefined>> }, address: URL | null = null): Refusal | null {
  const host = String(request.headers['host'] ?? '')
  if (!isLoopbackName(hostName(host)) && host.toLowerCase() !== address?.host) return refuseHost(host)
  if (request.method === 'GET' || request.method === 'HEAD') return null
  const site = request.headers['sec-fetch-site']
  if (request.headers['x-cadre'] !== '1' || (site !== undefined && site !== 'same-origin' && site !== 'none')) return refuseSite()
  return null
}

/** Say whether a name or address is this machine only. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '::1' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase()
}

function refuseHost(host: string): Refusal {
  return refuse('host-not-allowed', 'conflict', {
    doing: 'Checking where a request is addressed', found: `the host name “${host.slice(0, 100)}”`, need: 'This machine’s own name, localhost or 127.0.0.1, or the one given with --address', next: 'Open the address that `cadre serve` printed',
  })
}

function refuseSite(): Refusal {
  return refuse('origin-not-allowed', 'conflict', {
    doing: 'Checking where a change comes from', found: 'it does not come from a page of this installation', need: 'The header `x-cadre: 1`, from the same origin', next: 'Make the change on the Data page or on the command line',
  })
}
