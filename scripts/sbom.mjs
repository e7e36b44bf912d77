// What this is made of: a CycloneDX bill of materials from package-lock.json, the same bytes for the same lock file.
//
//   node scripts/sbom.mjs           write docs/generated/sbom.cdx.json
//   node scripts/sbom.mjs --check   say whether it is current; exit 1
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Bill of materials of a lock file. Source: CycloneDX 1.6, JSON. */
export function billOf(lock) {
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '')
  const root = lock.packages['']
  const components = new Map()
  for (const [path, entry] of entries) {
    const component = componentOf(nameOf(path, entry), entry)
    const before = components.get(component['bom-ref'])
    // The same package at two places: it is part of the product when one of them is.
    if (before === undefined || strength(component) > strength(before)) components.set(component['bom-ref'], component)
  }
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    metadata: { component: { type: 'application', 'bom-ref': `pkg:npm/${root.name}@${root.version}`, name: root.name, version: root.version, purl: `pkg:npm/${root.name}@${root.version}`, licenses: licencesOf(root.license) } },
    components: [...components.values()].sort(byRef),
    dependencies: dependenciesOf(lock),
  }
}

/** The folder's name, unless the package goes under another one there. */
function nameOf(path, entry) {
  return entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function componentOf(name, { version, license, integrity, dev, optional, devOptional }) {
  const scope = dev ? 'excluded' : optional || devOptional ? 'optional' : 'required'
  const ref = refOf(name, version)
  return { type: 'library', 'bom-ref': ref, name, version, scope, ...(integrity ? { hashes: hashesOf(integrity) } : {}), ...(license ? { licenses: licencesOf(license) } : {}), purl: ref }
}

/** Source: package URL specification; the @ of a scope is written as %40. */
function refOf(name, version) {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
}

const algorithms = { sha512: 'SHA-512', sha384: 'SHA-384', sha256: 'SHA-256', sha1: 'SHA-1' }

function hashesOf(integrity) {
  return integrity.split(' ').map((one) => {
    const at = one.indexOf('-')
    return { alg: algorithms[one.slice(0, at)], content: Buffer.from(one.slice(at + 1), 'base64').toString('hex') }
  })
}

/** One licence by its SPDX id; several, or a choice, as the expression they are. */
function licencesOf(license) {
  return /^[\w.+-]+$/.test(license) ? [{ license: { id: license } }] : [{ expression: license }]
}

function strength({ scope }) {
  return ['excluded', 'optional', 'required'].indexOf(scope)
}

/** Who needs whom, as Node would find them; packages for other machines that are not in the lock file are left out. */
function dependenciesOf(lock) {
  const needs = new Map()
  for (const [path, entry] of Object.entries(lock.packages)) {
    const own = path === '' ? `pkg:npm/${entry.name}@${entry.version}` : refOf(nameOf(path, entry), entry.version)
    const wanted = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...(path === '' ? entry.devDependencies : {}) })
    const found = wanted.flatMap((name) => {
      const at = placeOf(lock, path, name)
      return at === undefined ? [] : [refOf(nameOf(at, lock.packages[at]), lock.packages[at].version)]
    })
    needs.set(own, new Set([...needs.get(own) ?? [], ...found]))
  }
  return [...needs].map(([ref, on]) => ({ ref, dependsOn: [...on].sort() })).sort((a, b) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0))
}

/** Where Node would find a package named by the one at `path`, nearest first. */
function placeOf(lock, path, name) {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    const place = `${base === '' ? '' : `${base}/`}node_modules/${name}`
    if (lock.packages[place]) return place
    if (base === '') return undefined
  }
}

function byRef(one, other) {
  return one['bom-ref'] < other['bom-ref'] ? -1 : one['bom-ref'] > other['bom-ref'] ? 1 : 0
}

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

function main() {
  const page = at('docs/generated/sbom.cdx.json')
  const text = `${JSON.stringify(billOf(JSON.parse(readFileSync(at('package-lock.json'), 'utf8'))), null, 1)}\n`
  const current = existsSync(page) && readFileSync(page, 'utf8') === text
  if (process.argv.includes('--check')) {
    if (!current) process.stderr.write('bill of materials: not that of package-lock.json; run `node scripts/sbom.mjs` and commit docs/generated/sbom.cdx.json.\n')
    process.exit(current ? 0 : 1)
  }
  if (!current) writeFileSync(page, text)
  process.stderr.write(`bill of materials: ${current ? 'was current' : 'written'}.\n`)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main()
