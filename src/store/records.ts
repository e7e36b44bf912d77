import { sayScope } from '../access/grant.ts'
import type { Reach } from '../access/reach.ts'
import { roles } from '../access/role.ts'
import type { Viewer } from '../access/viewer.ts'
import { readMigrations, runMigrations } from './migrate.ts'
import type { Query, RecordsDriver } from './records-driver.ts'

/** People, plans and the catalogue: SQL rows that only a viewer's transaction reaches. */
export interface Records {
  /** Run work as the unprivileged role, with the viewer's reach and rights where row security looks for them. */
  transaction<T>(viewer: Viewer, work: (query: Query) => Promise<T>): Promise<T>
  /** Wait until what was committed would survive a power cut. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Bring the records up to date and open them. Errors: throws when an applied migration has changed since. */
export async function openRecords(driver: RecordsDriver, now: () => string): Promise<Records> {
  await runMigrations(driver, await readMigrations(), now)
  return {
    transaction: (viewer, work) => driver.transaction(async (query) => {
      await query('set local role cadre_app')
      await query(`select set_config('cadre.viewer', $1, true), set_config('cadre.viewer_scopes', $2, true), set_config('cadre.viewer_rights', $3, true), set_config('cadre.viewer_grants', $4, true)`,
        [viewer.id, scopesOf(viewer.reach), JSON.stringify(viewer.rights), JSON.stringify(viewer.grants.map(({ role, scope }) => ({ rights: roles[role].rights, scope: sayScope(scope).replace(' ', ':') })))])
      return work(query)
    }),
    flush: () => driver.flush(),
    close: () => driver.close(),
  }
}

/** A reach as row security reads it. */
function scopesOf(reach: Reach): string {
  return reach.kind === 'everything' ? '["all"]' : JSON.stringify(reach.places)
}
