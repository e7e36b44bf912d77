// `npm start`: install, build, make the demonstration data if there is none, serve. `npm start -- --data DIR --port N` serves a folder of
// your own as it is: nothing made up is put into it.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { runPinned, runPinnedSync } from './pinned-node.mjs'

const asked = dataFolder(process.argv.slice(2))
install({ withTests: false })
await build()
if (!asked.own && holdsNothing(asked.data)) {
  const code = runPinnedSync(['src/cli/main.ts', '--data', asked.data, 'demo'])
  if (code !== 0) process.exit(code)
}
stopWithParent(runPinned(['src/cli/main.ts', '--data', asked.data, 'serve', ...asked.others]))

function dataFolder(args) {
  const others = [...args]
  const at = others.indexOf('--data')
  const given = at >= 0 ? others.splice(at, 2)[1] : undefined
  const own = given ?? process.env.CADRE_DATA
  return { data: resolve(own ?? '.cadre'), own: own !== undefined, others }
}

/** A folder that is not there, or was never filled: a first start cut short makes the demonstration again. */
function holdsNothing(folder) {
  const label = join(folder, 'cadre.json')
  return !existsSync(label) || ['empty', undefined, null].includes(JSON.parse(readFileSync(label, 'utf8')).mode)
}

/** npm does not pass every signal on: when it is gone, whoever stopped it meant the server too. */
function stopWithParent(server) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) server.kill('SIGTERM')
  }, 1000).unref()
}
