// Keep package-lock.json complete on every platform.
//
// Why: npm leaves out optional packages (binaries for other platforms) that a registry mirror lacks, and `npm ci` then
// stops because lock file and packages disagree. A stub entry (version, os, cpu, optional) says what npm needs to know.
//
//   node scripts/lock-file.mjs           add the missing entries
//   node scripts/lock-file.mjs --check   say what is missing; exit 1
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const systems = { darwin: 'darwin', linux: 'linux', win32: 'win32', windows: 'win32', android: 'android', freebsd: 'freebsd', openbsd: 'openbsd', netbsd: 'netbsd', sunos: 'sunos', aix: 'aix', openharmony: 'openharmony' }
const processors = { x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', loong64: 'loong64', mips64el: 'mips64el' }

/** Optional packages that some package asks for and no entry answers. */
export function missingEntries(lock) {
  const missing = new Map()
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!placesToLook(path, name).some((place) => lock.packages[place])) missing.set(`node_modules/${name}`, stub(name, version))
    }
  }
  return missing
}

/** Where Node would look for a package named by the one at `path`, nearest first. */
function placesToLook(path, name) {
  const places = []
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    places.push(`${base === '' ? '' : `${base}/`}node_modules/${name}`)
    if (base === '') return places
  }
}

function stub(name, version) {
  const words = name.split(/[-/@]/)
  const os = words.map((word) => systems[word]).find(Boolean)
  const cpu = words.map((word) => processors[word]).find(Boolean)
  return { version, ...(cpu ? { cpu: [cpu] } : {}), optional: true, ...(os ? { os: [os] } : {}) }
}

function main() {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingEntries(lock)
  if (process.argv.includes('--check')) {
    for (const name of missing.keys()) process.stderr.write(`lock file: no entry for ${name}; run \`node scripts/lock-file.mjs\` and commit package-lock.json.\n`)
    process.exit(missing.size > 0 ? 1 : 0)
  }
  for (const [path, entry] of missing) lock.packages[path] = entry
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  process.stderr.write(`lock file: ${missing.size} entries added.\n`)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main()
