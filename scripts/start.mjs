// `npm start`: install, build, make the demonstration data if there is none, serve. `npm start -- --data DIR --port N` passes on.
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { runPinned, runPinnedSync } from './pinned-node.mjs'

const asked = dataFolder(process.argv.slice(2))
install({ withTests: false })
build()
if (!existsSync(asked.data) || readdirSync(asked.data).length === 0) {
  const code = runPinnedSync(['src/cli/main.ts', '--data', asked.data, 'demo'])
  if (code !== 0) process.exit(code)
}
runPinned(['src/cli/main.ts', '--data', asked.data, 'serve', ...asked.others])

function dataFolder(args) {
  const others = [...args]
  const at = others.indexOf('--data')
  const given = at >= 0 ? others.splice(at, 2)[1] : undefined
  return { data: resolve(given ?? process.env.CADRE_DATA ?? '.cadre'), others }
}
