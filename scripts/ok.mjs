// `npm run ok`: what CI runs, short of the long kinds (browser, kills, real PostgreSQL).
import { install } from './install.mjs'
import { runChecks, runTests } from './checks.mjs'

install({ withTests: true })
const parts = await Promise.all([runChecks(), runTests(['quick'])])
process.exit(parts.some(({ failed }) => failed > 0) ? 1 : 0)
