/** Who asks, what they may reach and why. Every read and write takes one; there is no second way to the data. */
export interface Viewer {
  readonly id: string
  readonly name: string
  /** Codes of areas, organisations or programmes; `all` is full scope. */
  readonly scopes: readonly string[]
  readonly purpose: string
}

/** The person at this machine: full scope, reachable on loopback only. Accounts and roles come with access control. */
export const localViewer: Viewer = { id: 'local', name: 'Local viewer', scopes: ['all'], purpose: 'planning' }
