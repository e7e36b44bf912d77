import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error a plain script without types
import { billOf } from '../../scripts/sbom.mjs'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** A lock file with a scoped package, one of a choice of licences below another, and one for tests. "ABC" is 414243 in hexadecimal, QUJD in base64. */
const lock = {
  packages: {
    '': { name: 'made-up', version: '1.0.0', license: 'MIT', dependencies: { '@some/one': '2.0.0' }, devDependencies: { tool: '3.0.0' } },
    'node_modules/@some/one': { version: '2.0.0', license: 'ISC', integrity: 'sha512-QUJD', dependencies: { deep: '4.0.0' }, optionalDependencies: { elsewhere: '1.0.0' } },
    'node_modules/@some/one/node_modules/deep': { version: '4.0.0', license: '(MIT OR Apache-2.0)' },
    'node_modules/deep': { version: '5.0.0', license: 'MIT', dev: true },
    'node_modules/tool': { version: '3.0.0', dev: true, dependencies: { deep: '5.0.0' } },
  },
}

test('every package of a lock file stands in the bill, with hash, licence, and who needs it', () => {
  const bill = billOf(lock) as { components: unknown[]; dependencies: unknown[] }
  expect(bill.components).toEqual([
    { type: 'library', 'bom-ref': 'pkg:npm/%40some/one@2.0.0', name: '@some/one', version: '2.0.0', scope: 'required', hashes: [{ alg: 'SHA-512', content: '414243' }], licenses: [{ license: { id: 'ISC' } }], purl: 'pkg:npm/%40some/one@2.0.0' },
    { type: 'library', 'bom-ref': 'pkg:npm/deep@4.0.0', name: 'deep', version: '4.0.0', scope: 'required', licenses: [{ expression: '(MIT OR Apache-2.0)' }], purl: 'pkg:npm/deep@4.0.0' },
    { type: 'library', 'bom-ref': 'pkg:npm/deep@5.0.0', name: 'deep', version: '5.0.0', scope: 'excluded', licenses: [{ license: { id: 'MIT' } }], purl: 'pkg:npm/deep@5.0.0' },
    { type: 'library', 'bom-ref': 'pkg:npm/tool@3.0.0', name: 'tool', version: '3.0.0', scope: 'excluded', purl: 'pkg:npm/tool@3.0.0' },
  ])
  expect(bill.dependencies).toEqual([
    { ref: 'pkg:npm/%40some/one@2.0.0', dependsOn: ['pkg:npm/deep@4.0.0'] },
    { ref: 'pkg:npm/deep@4.0.0', dependsOn: [] },
    { ref: 'pkg:npm/deep@5.0.0', dependsOn: [] },
    { ref: 'pkg:npm/made-up@1.0.0', dependsOn: ['pkg:npm/%40some/one@2.0.0', 'pkg:npm/tool@3.0.0'] },
    { ref: 'pkg:npm/tool@3.0.0', dependsOn: ['pkg:npm/deep@5.0.0'] },
  ])
})

test('the bill of this version names every package of its lock file', () => {
  const { components } = JSON.parse(read('docs/generated/sbom.cdx.json')) as { components: { name: string; version: string }[] }
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const held = Object.entries((JSON.parse(read('package-lock.json')) as { packages: Record<string, { name?: string; version: string }> }).packages).filter(([path]) => path !== '')
  expect(held.filter(([path, { name, version }]) => !named.has(`${name ?? path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`))).toEqual([])
})
