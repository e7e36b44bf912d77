// Make a nation of its full size for the benches: `node bench/national-year.mjs FOLDER [times] [months]`.
// The demonstration nation with everybody in it so many times over (12: about 1.4 million people, as England's health service has staff), at its last month-ends (13: a year and the one before it).
// Published counts, funded posts and residents are so many times larger too. A new folder takes 5 to 10 minutes and about half a gigabyte.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { onPinnedNode } from '../scripts/pinned-node.mjs'

// The house is TypeScript: any Node starts this, the pinned one runs it.
onPinnedNode()
const [{ localViewer }, { catalogueEntry }, { demonstrationFiles, usualSeed }, { recordMonths }, { openHouse }, { fileIdOf }, { isRefusal, sayRefusal }] = await Promise.all([
  import('../src/access/viewer.ts'), import('../src/demo/catalogue.ts'), import('../src/demo/demonstration.ts'), import('../src/demo/months.ts'), import('../src/store/open.ts'), import('../src/store/snapshot-id.ts'), import('../src/units/refusal.ts'),
])

const [folder, times = '12', months = '13'] = process.argv.slice(2)
if (folder === undefined) {
  console.error(`Say where: node ${fileURLToPath(import.meta.url)} FOLDER [times] [months]`)
  process.exit(2)
}
const [copies, left] = [Number(times), recordMonths.length - Number(months)]
/** Amounts that are larger where more people live and work. */
const amounts = { establishment: ['funded_fte'], staff_count: ['headcount', 'fte'], flow_count: ['headcount', 'fte'], sickness: ['fte_days_lost', 'fte_days_available'], learner: ['starts', 'transfers_in', 'transfers_out', 'interruptions', 'completions', 'completions_on_time', 'completions_late', 'registrations', 'first_posts'], placement: ['supervisors', 'learners_at_once'], population: ['people'] }

/** Everybody so many times over: another person with another position of the same kind, with the same employer. */
const severalOf = { run: `create or replace temp table demo_posts as select * replace (person || copy as person, assignment || copy as assignment) from demo_posts, (select chr(97 + i::integer) as copy from range(${copies}) r(i)) order by n, copy` }

const house = await openHouse(folder)
if (isRefusal(house)) throw new Error(sayRefusal(house))
try {
  const staged = []
  for (const made of demonstrationFiles(usualSeed)) {
    const file = enlarged(made)
    const sha256 = createHash('sha256').update(file.recipe).digest('hex')
    const id = fileIdOf(file.source, sha256)
    const parts = await stage(file, id)
    const rows = parts.filter(({ table }) => table === file.table).reduce((sum, part) => sum + part.rows, 0)
    console.log(`${file.title}: ${rows} rows`)
    const entry = catalogueEntry({ ...file, rows, sums: { fte: null, headcount: null } })
    staged.push({ ...entry, id, sha256, bytes: Buffer.byteLength(file.recipe), parts, importedAt: new Date().toISOString() })
  }
  const published = await house.catalogue.publish(localViewer, staged, 'demonstration')
  if (isRefusal(published)) throw new Error(sayRefusal(published))
  console.log(`snapshot ${published.snapshot} is live`)
} finally {
  await house.close()
}

function enlarged(file) {
  const recipe = `${file.recipe}, ${copies} times over, ${months} month-ends`
  if (file.table === 'staff') return { ...file, recipe, periodFrom: recordMonths[left], stage: { ...file.stage, prepare: [...file.stage.prepare, severalOf, { run: `delete from demo_months where month < ${left}` }] } }
  const larger = amounts[file.table] ?? []
  if (file.stage.kind === 'statement') return { ...file, recipe, stage: larger.length === 0 ? file.stage : { ...file.stage, statement: `select * replace (${larger.map((column) => `${column} * ${copies} as ${column}`).join(', ')}) from (${file.stage.statement})` } }
  return { ...file, recipe, stage: { kind: 'rows', into: new Map([...file.stage.into].map(([table, rows]) => [table, rows.map((row) => timesLarger(row, amounts[table] ?? []))])) } }
}

function timesLarger(row, columns) {
  return { ...row, ...Object.fromEntries(columns.filter((column) => typeof row[column] === 'number').map((column) => [column, row[column] * copies])) }
}

async function stage({ table, source, periodTo, stage: how }, fileId) {
  const as = { source, fileId, period: periodTo }
  if (how.kind === 'statement') return house.lake.stageStatement(localViewer, table, { ...as, byPeriod: how.byPeriod, prepare: how.prepare }, how.statement)
  const parts = []
  for (const [name, rows] of how.into) if (rows.length > 0) parts.push(await house.lake.stageRows(localViewer, name, as, rows))
  return parts
}
