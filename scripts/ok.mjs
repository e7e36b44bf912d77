// `npm run ok`: what CI runs, short of the long kinds (browser, kills, real PostgreSQL).
import { install } from './install.mjs'
import { runChecks, runTests } from './checks.mjs'

install({ withTests: true })
const { failed } = runChecks()
const tests = runTests(['quick'], '.tmp/quick.json')
process.exit(failed > 0 || tests !== 0 ? 1 : 0)
