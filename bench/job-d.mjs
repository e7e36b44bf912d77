// Reference job D beside plain DuckDB, whole processes in turn: `node bench/job-d.mjs [rounds]`. Needs ../shared/bench.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('../../shared/bench/job_d/', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))
const rounds = Number(process.argv[2] ?? 3)
if (!existsSync(here)) {
  console.log('job D: ../shared/bench is absent, nothing measured')
  process.exit(0)
}
const expected = '0a3ee0fa 59d49762 9d104d68 adaa8d25 9ce0644d dd77dd0f b01b58a8 fd6eae6f 51d9e02b 72439979 9a44fa2d f7538081'.split(' ')
const runs = {
  cadre: () => JSON.parse(execFileSync(process.execPath, [join(root, 'bin/cadre'), '--json', 'bench', 'd', '--input', here], { cwd: root })).queries,
  duckdb: () => String(execFileSync(process.execPath, [join(here, 'peer_duckdb.mjs'), join(here, 'queries.sql'), '2', '5'], { cwd: root })).split('\n')
    .flatMap((line) => { const [, id, ms, md5] = /^(q\d+) ([\d.]+) ms (\w+)$/.exec(line) ?? []; return id ? [{ id, ms: Number(ms), md5 }] : [] }),
}
const found = { cadre: [], duckdb: [] }
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(runs)) {
    const queries = run()
    const wrong = queries.filter(({ md5 }, at) => md5 !== expected[at])
    if (queries.length !== expected.length || wrong.length > 0) throw new Error(`${name} gave other rows than expected: ${wrong.map(({ id }) => id).join(', ')}`)
    found[name].push(queries)
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
const total = (queries) => queries.reduce((sum, { ms }) => sum + ms, 0)
const ratio = (own, other) => (own / other).toFixed(2)
for (const [at, { id }] of found.cadre[0].entries()) {
  const [own, other] = [median(found.cadre.map((queries) => queries[at].ms)), median(found.duckdb.map((queries) => queries[at].ms))]
  console.log(`${id}: ${own.toFixed(1)} ms, DuckDB over every row ${other.toFixed(1)} ms; cadre takes ${ratio(own, other)} × this`)
}
const totals = { cadre: found.cadre.map(total), duckdb: found.duckdb.map(total) }
console.log(`all twelve: ${median(totals.cadre).toFixed(1)} ms, DuckDB over every row ${median(totals.duckdb).toFixed(1)} ms (medians of ${rounds}); median ratio of a round ${median(totals.cadre.map((own, at) => own / totals.duckdb[at])).toFixed(2)}`)
console.log(`slowest query of cadre in any round: ${Math.max(...found.cadre.flat().map(({ ms }) => ms)).toFixed(1)} ms`)
