import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { parseSearch, readAdminSearch, readAssumptionsSearch, readDataSearch, readExploreSearch, readOverviewSearch, readPlainSearch, readProgrammeSearch, readProgrammesSearch, readProjectionSearch, readCompareSearch, readRatesSearch, readScenarioSearch, readScenariosSearch, readWisnSearch, writeSearch } from './search.ts'
import { ErrorPage } from './pages/error-page.tsx'
import { Shell } from './shell/shell.tsx'
import { PagePending } from './shell/page-pending.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: ErrorPage })

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import('./pages/overview-page.tsx'), 'OverviewPage'),
})
const projection = createRoute({
  getParentRoute: () => root,
  path: '/projection',
  validateSearch: readProjectionSearch,
  component: lazyRouteComponent(() => import('./pages/projection-page.tsx'), 'ProjectionPage'),
})
const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  validateSearch: readDataSearch,
  component: lazyRouteComponent(() => import('./pages/data-page.tsx'), 'DataPage'),
})
const wisn = createRoute({
  getParentRoute: () => root,
  path: '/wisn',
  validateSearch: readWisnSearch,
  component: lazyRouteComponent(() => import('./pages/wisn-page.tsx'), 'WisnPage'),
})
const rates = createRoute({
  getParentRoute: () => root,
  path: '/rates',
  validateSearch: readRatesSearch,
  component: lazyRouteComponent(() => import('./pages/rates-page.tsx'), 'RatesPage'),
})
const assumptions = createRoute({
  getParentRoute: () => root,
  path: '/assumptions',
  validateSearch: readAssumptionsSearch,
  component: lazyRouteComponent(() => import('./pages/assumptions-page.tsx'), 'AssumptionsPage'),
})
const definitions = createRoute({
  getParentRoute: () => root,
  path: '/definitions',
  validateSearch: readPlainSearch,
  component: lazyRouteComponent(() => import('./pages/definitions-page.tsx'), 'DefinitionsPage'),
})

const explore = createRoute({
  getParentRoute: () => root,
  path: '/explore',
  validateSearch: readExploreSearch,
  component: lazyRouteComponent(() => import('./pages/explore-page.tsx'), 'ExplorePage'),
})
const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import('./pages/board-page.tsx'), 'BoardPage'),
})
const programmes = createRoute({
  getParentRoute: () => root,
  path: '/programmes',
  validateSearch: readProgrammesSearch,
  component: lazyRouteComponent(() => import('./pages/programmes-page.tsx'), 'ProgrammesPage'),
})
const programme = createRoute({
  getParentRoute: () => root,
  path: '/programme',
  validateSearch: readProgrammeSearch,
  component: lazyRouteComponent(() => import('./pages/programme-page.tsx'), 'ProgrammePage'),
})
const scenarios = createRoute({
  getParentRoute: () => root,
  path: '/scenarios',
  validateSearch: readScenariosSearch,
  component: lazyRouteComponent(() => import('./pages/scenarios-page.tsx'), 'ScenariosPage'),
})
const scenario = createRoute({
  getParentRoute: () => root,
  path: '/scenario',
  validateSearch: readScenarioSearch,
  component: lazyRouteComponent(() => import('./pages/scenario-page.tsx'), 'ScenarioPage'),
})
const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import('./pages/compare-page.tsx'), 'ComparePage'),
})
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  validateSearch: readPlainSearch,
  component: lazyRouteComponent(() => import('./pages/gallery-page.tsx'), 'GalleryPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: readPlainSearch,
  component: lazyRouteComponent(() => import('./pages/invitation-page.tsx'), 'InvitationPage'),
})
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  validateSearch: readPlainSearch,
  component: lazyRouteComponent(() => import('./pages/account-page.tsx'), 'AccountPage'),
})
const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  validateSearch: readPlainSearch,
  component: lazyRouteComponent(() => import('./pages/approvals-page.tsx'), 'ApprovalsPage'),
})
const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  validateSearch: readAdminSearch,
  component: lazyRouteComponent(() => import('./pages/admin-page.tsx'), 'AdminPage'),
})

/** The pages there are. Every view is a link: what a page shows stands in its address. */
export const router = createRouter({
  routeTree: root.addChildren([invitation, account, approvals, admin, overview, explore, board, programmes, programme, scenarios, scenario, compare, gallery, projection, rates, wisn, data, definitions, assumptions]),
  parseSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorPage,
  defaultPendingComponent: PagePending,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
