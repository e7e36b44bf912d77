import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { localViewer } from '../../src/access/viewer.ts'
import { newImport } from '../../src/api/import/import-job.ts'
import type { Route } from '../../src/api/route.ts'
import { enterPlan } from '../../src/api/plan/plan-room.ts'
import { recordDecision, sayComment } from '../../src/api/plan/plan-talk.ts'
import { createPlan, editPlan } from '../../src/api/plans.ts'
import { routes } from '../../src/api/routes.ts'
import { buildServer } from '../../src/api/server.ts'
import { answerCube } from '../../src/store/cube.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { scanFor, type Asker } from '../access/canary-scan.ts'
import { canary, organisations, planCanary, planned, planOf, returnsOf } from '../access/made-up-region.ts'
import { principals } from '../access/principals.ts'
import { manyAreas, probesOf, unprobed } from '../access/probes.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

/** Nobody is told a byte of records outside their scope: everybody asks every address, and every answer is searched for the marks of eight organisations. */
const { folder, remove } = freshFolder()
const log: string[] = []
let served: ServedFiles
let askers: Asker[]
/** In full, everybody asks about ten areas; in short, who sees anything asks about one beside their own questions, and who sees nothing about none. */
const isFull = process.env['CADRE_FULL'] === '1'

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf(), '2025-11-30T12:00:00.000Z', { log: (line) => { log.push(line) } })
  expect(served.imported?.files.map(({ path, refused }) => [path, refused])).toEqual(returnsOf().map(({ name }) => [name, null]))
  for (const { code } of organisations) {
    await served.house.accepted.accept(localViewer, { rule: 'unknown-band', organisation: code, fileId: null, because: canary(code, 'because'), by: 'x', at: '2025-11-30T12:00:00.000Z', until: null })
    await served.house.mappings.confirm(localViewer, { organisations: [code], table: 'staff', text: stringify({ source: 'staff-return', identifiers: 'local', columns: { organisation: 'Trust', person: 'No' }, values: {}, constants: {}, ignore: [canary(code, 'mapping')] }), confirmedBy: 'x', confirmedAt: '2025-11-30T12:00:00.000Z', after: 0 })
  }
  for (const code of ['ZX1', 'ZX8']) {
    const asker = { ...localViewer, id: `asker ${code}`, name: 'Asker' }
    await served.house.jobs.ask(asker, { id: `job ${code}`, kind: 'import', title: 'Import of 1 file', key: null, question: { of: canary(code, 'asked') }, doc: newImport([{ name: canary(code, 'sent'), path: '', bytes: 1, sha256: code }], false), at: '2025-11-30T12:00:00.000Z' })
  }
  for (const code of planned) {
    const once = (key: string) => ({ key: `${key}-${code}`, asked: 'test', bodyHash: code, at: '2025-11-30T12:00:00.000Z' })
    const made = await createPlan(served.house, localViewer, planOf(code), once('made'))
    if (isRefusal(made)) throw new Error(made.found)
    // A version behind the latest is answered with what differs: that holds marks too.
    await editPlan(served.house, localViewer, made.plan, { changes: [{ field: 'purpose', to: planCanary(code, 'edited') }], note: planCanary(code, 'note') }, 1, once('edited'))
    await sayComment(served.house, localViewer, made.plan, { about: 'purpose', text: planCanary(code, 'said'), kind: 'comment' }, once('said'))
    await recordDecision(served.house, localViewer, made.plan, { what: planCanary(code, 'decided'), outcome: 'deferred', decidedBy: 'x', on: '2025-11-30', dissent: [{ who: 'x', why: planCanary(code, 'dissent') }], about: '' }, once('decided'))
    await enterPlan(served.house, { ...localViewer, id: `at ${code}`, name: planCanary(code, 'present') }, made.plan, 'purpose', '2999-01-01T00:00:00.000Z')
  }
  askers = [{ principal: { name: 'nobody', grants: [], sees: new Set() }, token: null }]
  for (const principal of principals) askers.push({ principal, token: await tokenFor(served.house, principal.grants, principal.name, principal.scopes ?? null) })
}, 300_000)
afterAll(async () => {
  await served.close()
  remove()
})

const ids = async () => ({
  id: (await served.house.catalogue.files(localViewer, String(await served.house.catalogue.live(localViewer)))).map((file) => file.id).filter((id) => /ZX[18]$/.test(id)), job: ['job ZX1', 'job ZX8'],
  organisation: ['ZX1', 'ZX8'], table: ['staff'], format: ['xlsx', 'csv'], file: ['0'], number: ['1'], plan: (await served.house.plans.list(localViewer)).filter(({ area }) => /ZX[18]|QZ2/.test(area)).map(({ id }) => id),
})

test('nobody is told of records outside their scope, whatever they ask; and whoever may is told', async () => {
  const [named, many, none] = [await ids(), isFull ? manyAreas : ['QZ4'], isFull ? manyAreas : []]
  const [probes, bare] = [probesOf(served.server, named, many), probesOf(served.server, named, none)]
  expect(unprobed(bare)).toEqual([])
  expect(askers.length).toBeGreaterThanOrEqual(31)
  const { leaks, told, requests, statuses } = await scanFor(served.server, askers, ({ principal }) => (principal.sees.size > 0 ? probes : bare))
  expect(leaks).toEqual([])
  for (const { principal } of askers) expect([principal.name, [...told.get(principal.name)!].toSorted()]).toEqual([principal.name, [...principal.sees].toSorted()])
  expect(requests).toBeGreaterThan(askers.length * 80)
  const broken = [...statuses].filter(([, counted]) => [...counted.keys()].some((status) => status >= 500 && status !== 503))
  expect([broken.map(([probe]) => probe), log.slice(0, 3)]).toEqual([[], []])
}, isFull ? 7_200_000 : 1_500_000)

/** Serve the same folder with one faulty address, and search again. */
async function leaksWith(fault: (route: Route) => Route): Promise<readonly string[]> {
  const pages = join(folder, 'pages')
  const faulty = await buildServer({ folder: served.kept, pages, log: () => undefined, routes: routes.map(fault) })
  const few = askers.filter(({ principal }) => ['nobody', 'records of ZX1', 'figures of everything', 'records of system QZ2'].includes(principal.name))
  const probes = probesOf(faulty, await ids(), []).filter(({ url }) => /holdings|query\.csv|exceptions/.test(url))
  const { leaks } = await scanFor(faulty, few, () => probes)
  await faulty.close()
  return leaks
}

test.each([
  { planted: 'an address that asks as the machine instead of the viewer', url: '/api/holdings', fault: (route: Route): Route => ({ ...route, handle: (desk, asked) => route.handle({ ...desk, viewer: localViewer }, asked) }) },
  { planted: 'an export that forgets its viewer', url: '/api/establishment/exceptions.csv', fault: (route: Route): Route => ({ ...route, handle: (desk, asked) => route.handle({ ...desk, viewer: localViewer }, asked) }) },
  {
    planted: 'an export without disclosure', url: '/api/query.csv', fault: (route: Route): Route => ({
      ...route, handle: async ({ house }) => ({ name: 'rows.csv', text: JSON.stringify(await answerCube(house, localViewer, { measure: 'headcount', by: ['organisation', 'band'], where: { source: 'staff-return' }, at: null, from: null, to: null, map: null })) }),
    }),
  },
])('$planted is caught', async ({ url, fault }) => {
  const leaks = await leaksWith((route) => (route.url === url ? fault(route) : route))
  expect(leaks.some((leak) => leak.includes(url))).toBe(true)
  expect(leaks.filter((leak) => !leak.includes(url))).toEqual([])
}, 300_000)
