import { acceptedFindingRoutes } from './accepted-findings.ts'
import { areasRoutes } from './areas.ts'
import { backtestRoutes } from './backtest.ts'
import { coverageRoutes } from './coverage.ts'
import { flowsRoutes } from './flows.ts'
import { gapMatrixRoutes } from './gap-matrix.ts'
import { establishmentRoutes } from './establishment.ts'
import { historyRoutes } from './history.ts'
import { holdingsRoutes } from './holdings.ts'
import { mappingRoutes } from './mappings.ts'
import { overviewRoutes } from './overview.ts'
import { projectionRoutes } from './projection.ts'
import { queryRoutes } from './query.ts'
import type { Route } from './route.ts'
import { staffGroupRoutes } from './staff-groups.ts'
import { statusRoutes } from './status.ts'

/** Every address that reads. The server, the reference and the tests are made from this list. */
export const routes: readonly Route[] = [...statusRoutes, ...queryRoutes, ...establishmentRoutes, ...flowsRoutes, ...overviewRoutes, ...areasRoutes, ...staffGroupRoutes, ...projectionRoutes, ...backtestRoutes, ...holdingsRoutes, ...coverageRoutes, ...gapMatrixRoutes, ...mappingRoutes, ...acceptedFindingRoutes, ...historyRoutes]
