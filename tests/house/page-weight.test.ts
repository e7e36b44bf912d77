import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'

/** What a page weighs when it is opened for the first time: the files as they were built, compressed as they are sent. Times are measured by bench/pages.mjs. */
const root = join(import.meta.dirname, '..', '..')
const built = join(root, 'dist', 'web')
const names = readdirSync(join(root, 'src/web/pages')).flatMap((file) => /^([\w-]+)-page\.tsx$/.exec(file)?.[1] ?? []).filter((name) => !['error', 'not-found', 'sign-in'].includes(name))
let needs: Record<string, { readonly scripts: readonly string[]; readonly styles: readonly string[] }>
let html: string

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', "(await import('./scripts/build.mjs')).build()"], { cwd: root, env: { ...process.env, NODE_ENV: 'production' } })
  needs = JSON.parse(readFileSync(join(built, 'pages.json'), 'utf8')) as typeof needs
  html = readFileSync(join(built, 'index.html'), 'utf8')
}, 120_000)

const weightOf = (files: readonly string[]): number => files.reduce((sum, name) => sum + statSync(join(built, `${name}.br`)).size, 0)
/** Scripts and styles that every page begins with. */
const first = (kind: RegExp): string[] => [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name!).filter((name) => kind.test(name))

describe('pages are split', () => {
  test.each(names)('%s comes with what it needs, by name, and with at most 200 kB of compressed script', (name) => {
    const { scripts, styles } = needs[name]!
    expect(scripts.length).toBeGreaterThan(0)
    expect([...scripts, ...styles].filter((file) => !existsSync(join(built, file)))).toEqual([])
    expect(weightOf([...first(/\.js$/), ...scripts])).toBeLessThanOrEqual(200_000)
  })

  test('no page waits for the script of another: each has some of its own', () => {
    for (const name of names) expect([name, needs[name]!.scripts.some((file) => file.includes(`${name}-page`))]).toEqual([name, true])
  })

  test('schemas are checked by the server: their library is in no script of the pages', () => {
    const scripts = readdirSync(join(built, 'assets')).filter((name) => name.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(20)
    expect(scripts.filter((name) => readFileSync(join(built, 'assets', name), 'utf8').includes('_zod'))).toEqual([])
  })

  test.each(names)('the first sentence of %s waits for at most 120 kB of script; figures come after it', (name) => {
    expect(weightOf([...first(/\.js$/), ...needs[name]!.scripts])).toBeLessThanOrEqual(120_000)
  })

  test('what every page begins with leaves room for the page', () => {
    expect(weightOf(first(/\.js$/))).toBeLessThanOrEqual(130_000)
    expect(weightOf(first(/\.css$/))).toBeLessThanOrEqual(15_000)
  })
})
