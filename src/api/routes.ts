import type { Route } from './route.ts'
import { statusRoutes } from './status.ts'

/** Every address that reads. The server, the reference and the tests are made from this list. */
export const routes: readonly Route[] = [...statusRoutes]
