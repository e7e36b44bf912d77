// The whole command in other languages, zones, engines and numbers of threads, on demonstration data, byte by byte: `node bench/determinism.mjs [data folder]`.
// The short form is tests/house/determinism.test.ts.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeFlags, pinnedNode, root } from '../scripts/pinned-node.mjs'

const own = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'cadre-determinism-')) : null
const folder = process.argv[2] ?? join(own, 'nation')
const older = join(root, 'node_modules', 'node-22-linux-x64', 'bin', 'node')
const engines = [pinnedNode(), ...(existsSync(older) ? [older] : [])]
const questions = [['project', '--json', '--years', '15'], ['project', '--csv', '--years', '15', '--profession', 'Midwives'], ['project', '--every', 'region', '--json']]
const places = ['C UTC', 'tr_TR.UTF-8 Pacific/Auckland', 'de_DE.UTF-8 America/St_Johns', 'ar_EG.UTF-8 Asia/Kathmandu', 'ja_JP.UTF-8 America/Adak'].map((place) => place.split(' '))

const run = (engine, args, [language, zone]) => execFileSync(engine, [...nodeFlags, join(root, 'src/cli/main.ts'), '--data', folder, ...args], { env: { ...process.env, LC_ALL: language, LANG: language, TZ: zone }, maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] })
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)
if (own !== null) run(engines[0], ['demo'], places[0])
let differs = 0
for (const question of questions) {
  const first = hash(run(engines[0], question, places[0]))
  for (const engine of engines) {
    for (const place of places) {
      const found = hash(run(engine, question, place))
      if (found !== first) differs += 1
      console.log(`${found === first ? 'same' : 'DIFFERS'} ${found} ${engine === older ? 'Node 22' : 'pinned Node'} ${place.join(' ')}: cadre ${question.join(' ')}`)
    }
  }
}
// The number of threads is that of processors in the command; every number is tried on the made-up run of the tests.
const threadRuns = engines.flatMap((engine) => [1, 2, 3, 4, 5, 8, 13, 16].map((threads) => ({ threads, engine, hash: JSON.parse(execFileSync(engine, [...nodeFlags, join(root, 'tests/house/determinism-run.ts'), String(threads)]).toString()).hash })))
for (const { threads, engine, hash: found } of threadRuns) console.log(`${found === threadRuns[0].hash ? 'same' : 'DIFFERS'} ${found.slice(0, 16)} ${engine === older ? 'Node 22' : 'pinned Node'} on ${threads} threads`)
differs += threadRuns.filter(({ hash: found }) => found !== threadRuns[0].hash).length
if (own !== null) rmSync(own, { recursive: true, force: true })
console.log(differs === 0 ? 'Every run gave the same bytes.' : `${differs} runs gave other bytes.`)
process.exitCode = differs === 0 ? 0 : 1
