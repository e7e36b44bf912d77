// Install what the lock file says, once. Plain JavaScript: it runs before anything is installed, on any Node ≥ 20.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './pinned-node.mjs'

const stampFile = join(root, 'node_modules', '.cadre-installed.json')

/**
 * Make node_modules match package-lock.json. `withTests` also installs what only the tests need (browser, PostgreSQL).
 * Does nothing when the last install was of the same lock file and at least as complete.
 */
export function install({ withTests: asked }) {
  // Somebody who has the test packages keeps them: starting the application takes nothing away.
  const withTests = asked || existsSync(join(root, 'node_modules', 'vitest'))
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const done = readStamp()
  if (done.lock === lock && (done.withTests || !withTests)) return
  process.stderr.write(`Installing ${withTests ? 'everything, tests included' : 'what the application needs'} from the npm registry…\n`)
  const started = Date.now()
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(withTests ? [] : ['--omit=dev'])]
  const { status } = spawnSync(npm, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: '' } })
  if (status !== 0) {
    process.stderr.write('cadre: installing packages failed; npm says why above. Check that the npm registry can be reached and run the command again.\n')
    process.exit(1)
  }
  writeFileSync(stampFile, JSON.stringify({ lock, withTests }))
  process.stderr.write(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s.\n`)
}

function readStamp() {
  if (!existsSync(stampFile)) return {}
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}
