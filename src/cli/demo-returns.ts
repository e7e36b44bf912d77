import { Command, Option } from 'commander'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import { csvOfLocal, csvOfMap, localReturns, mappingOf, plantIn, type LocalFile, type LocalReturns } from '../demo/local-returns.ts'
import { ledgerFaults, staffFaults } from '../quality/planted-faults.ts'
import { writeCsv } from '../api/csv.ts'
import { example, run, type Shop } from './command.ts'
import { readWhole } from './read-option.ts'

interface Options { readonly out: string; readonly trusts: number; readonly months: number; readonly seed: number; readonly faults?: boolean }

/** `cadre demo returns`: month files of made-up trusts in several systems' headings, to try an import with. */
export function demoReturnsCommand(shop: Shop): Command {
  return new Command('returns').description('Write month files of made-up trusts, as local systems would: a map, staff extracts, ledgers, sickness, temporary staffing')
    .requiredOption('--out <folder>', 'folder to write into')
    .addOption(new Option('--trusts <n>', 'made-up trusts').default(20).argParser(readWhole(1, 40)))
    .addOption(new Option('--months <n>', 'month-ends up to September 2025').default(13).argParser(readWhole(1, 60)))
    .addOption(new Option('--seed <n>', 'seed of chance').default(1).argParser(readWhole(0, 2 ** 31 - 1)))
    .option('--faults', 'plant one fault of each row rule in the last month, and list them in planted-faults.csv')
    .addHelpText('after', example('cadre demo returns --out made-up --faults', 'cadre --data try-out import made-up/map.csv made-up/own/staff'))
    .action((options: Options, command: Command) => run(shop, command, async () => {
      const made = localReturns(options.seed, options)
      const planted = options.faults ? plantFaults(made) : { files: made.files, places: [] }
      const paths = await writeReturns(options.out, made, planted)
      return { json: { out: options.out, trusts: made.trusts.length, files: paths.length, planted: planted.places }, text: sayWritten(options.out, made, paths.length) }
    }))
}

interface Planted { readonly files: readonly LocalFile[]; readonly places: readonly { rule: string; trust: string; table: string; period_to: string; row: number; column: string; found: string }[] }

/** One fault of each row rule in the steady people of the last month, spread over the trusts. */
function plantFaults({ trusts, files: clean }: LocalReturns): Planted {
  const periodTo = clean.map((file) => file.periodTo).toSorted().at(-1) ?? ''
  let files: readonly LocalFile[] = clean
  const places: Planted['places'][number][] = []
  const plant = (table: LocalFile['table'], faults: typeof staffFaults, first: number): void => faults.forEach(({ rule, change, column, found }, at) => {
    const trust = trusts[at % trusts.length]!.code
    const own = files.find((file) => file.trust === trust && file.table === table && file.periodTo === periodTo)
    const place = first + (Math.floor(at / trusts.length) % 8)
    if (!own?.rows[place]) return
    const said = Object.fromEntries(Object.entries(change).map(([name, cell]) => [name, cell === 'X-1' ? trust : cell === '1000' ? own.rows[0]!['person']! : cell]))
    const done = plantIn(files, { trust, table, periodTo }, place, said)
    files = done.files
    places.push({ rule, trust, table, period_to: periodTo, row: done.row, column: column ?? '', found: found.replaceAll('X-1', trust) })
  })
  plant('staff', staffFaults, 4)
  plant('establishment', ledgerFaults, 0)
  return { files, places }
}

async function writeReturns(out: string, { map }: LocalReturns, { files, places }: Planted): Promise<string[]> {
  const texts = new Map([['map.csv', csvOfMap(map)]])
  for (const file of files) {
    texts.set(join(file.style, file.table, `${file.trust}-${file.periodTo}.csv`), csvOfLocal(file))
    texts.set(join(file.style, `${file.table}.yaml`), stringify(mappingOf(file.style, file)))
  }
  if (places.length > 0) texts.set('planted-faults.csv', writeCsv(Object.keys(places[0]!), places.map((place) => Object.values(place))))
  for (const [path, text] of texts) {
    await mkdir(dirname(join(out, path)), { recursive: true })
    await writeFile(join(out, path), text)
  }
  return [...texts.keys()]
}

function sayWritten(out: string, { trusts, files }: LocalReturns, written: number): string {
  const folders = [...new Set(files.map(({ style, table }) => join(style, table)))].toSorted()
  return [
    `Wrote ${written} files of ${trusts.length} made-up trusts to ${out}. Trusts, places and people are invented: their codes have a hyphen, which no real code has. Load them into a data folder of their own:`,
    `  cadre --data try-out import ${join(out, 'map.csv')}`, ...folders.map((folder) => `  cadre --data try-out import ${join(out, folder)} --mapping ${join(out, `${folder}.yaml`)}`),
  ].join('\n')
}
