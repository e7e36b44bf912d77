// Find the Node that npm installed for this project, and run a script on it. Plain JavaScript: any Node ≥ 20 reads it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Path of the pinned Node, or of this Node when it is new enough and no pinned one exists for this platform. */
export function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const binary = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(binary)) return binary
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  process.stderr.write(
    `cadre: looking for the Node 24 that npm installs with this project, found none at ${binary}, and this Node is ${process.versions.node}.\n` +
      'Run `npm start` once (it installs everything), or use Node 24 or newer.\n',
  )
  process.exit(1)
}

/** V8 may end the process when it frees compiled WebAssembly (docs/decisions/0040): code that is no longer used stays until its module goes. */
export const engineFlags = ['--no-wasm-code-gc']

/** Arguments every run of our TypeScript gets. */
export const nodeFlags = ['--disable-warning=ExperimentalWarning', ...engineFlags]

/** Begin the running script anew on the pinned Node, once, and end with it; nothing happens on the pinned Node itself, by whatever link it was reached. */
export function onPinnedNode() {
  const pinned = pinnedNode()
  if (realpathSync(process.execPath) !== realpathSync(pinned)) process.exit(spawnSync(pinned, [...nodeFlags, ...process.argv.slice(1)], { stdio: 'inherit' }).status ?? 1)
}

// Node keeps its own compiled form of our TypeScript here: the second start takes half the time, and a thread far less memory.
export const compiled = join(root, '.tmp', 'compiled')

/** Run a script on the pinned Node in place of this process: same streams, same signals, same exit code. */
export function runPinned(args) {
  const [script, ...rest] = args
  const child = spawn(pinnedNode(), [...nodeFlags, join(root, script), ...rest], { stdio: 'inherit', env: { NODE_COMPILE_CACHE: compiled, ...process.env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal === 'SIGKILL' ? 'SIGKILL' : signal)
    else process.exit(code ?? 1)
  })
  return child
}

/** Run a script on the pinned Node and wait; returns its exit code. */
export function runPinnedSync(args, options = {}) {
  return spawnSync(pinnedNode(), [...nodeFlags, ...args], { stdio: 'inherit', cwd: root, env: { NODE_COMPILE_CACHE: compiled, ...process.env }, ...options }).status ?? 1
}

/** Run a script on the pinned Node beside whatever else goes on; answers its exit code and what it said, unless `stdio` lets it speak for itself. */
export function runPinnedBeside(args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(pinnedNode(), [...nodeFlags, ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: root, env: { NODE_COMPILE_CACHE: compiled, ...process.env }, ...options })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => said.push(piece))
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? 1, said: Buffer.concat(said).toString('utf8') }))
  })
}
