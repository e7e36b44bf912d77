import { Command } from 'commander'
import { basename, isAbsolute, relative, resolve } from 'node:path'
import type { Viewer } from '../access/viewer.ts'
import { askForImport, type ImportAsked } from '../api/control-socket.ts'
import { importFiles } from '../api/import.ts'
import type { ImportAnswer, ImportedFile } from '../contract/import.ts'
import { readMapping, type Mapping } from '../ingest/mapping.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { listFiles } from './arrive.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import { takeMappings } from './folder-mappings.ts'
import { readMappingFile } from './mapping-file.ts'
import type { Outcome } from './outcome.ts'

/** `cadre import PATH…`: recognise, validate and publish files or whole folders; one command is one published snapshot. */
export function importCommand(shop: Shop): Command {
  return new Command('import').description('Load files or folders: recognise, validate, publish as one snapshot; a server that runs on the folder does it, and its open pages are told')
    .argument('<path...>', 'files or folders; folders are read whole, with the mappings (*.mapping.yaml) that lie in them')
    .option('--as <source>', 'read every file as this source; see `cadre sources`')
    .option('--mapping <file>', 'how the files’ own column names become ours (YAML); see `cadre mapping propose`')
    .option('--organisation <code>', 'organisation that sends the files, where they do not say')
    .option('--dry-run', 'say what would be loaded, and change nothing')
    .addHelpText('after', example('cadre import ../published', 'cadre import extract.csv --dry-run --json', 'cadre import months/ --mapping mapping.yaml --organisation X-1', 'cadre import months/ --organisation X-1   # with months/payroll.mapping.yaml in it'))
    .action(async (paths: string[], options: { as?: string; mapping?: string; organisation?: string; dryRun?: boolean }, command: Command) => {
      const form = command.optsWithGlobals<{ data: string; tokenFile?: string; json?: boolean }>()
      const asked: ImportAsked = { paths, as: options.as ?? null, mapping: options.mapping ?? null, organisation: options.organisation ?? null, dryRun: options.dryRun === true }
      const say = (progress: string): void => { if (!form.json) shop.streams.err(`${progress}\n`) }
      const served = await askServer(form, asked, say)
      if (served !== null) return run(shop, command, async () => (isRefusal(served) ? served : outcomeOf(served)))
      return withHouse(shop, command, async ({ house, viewer }) => {
        const answer = await importPaths(house, viewer, asked, say)
        return isRefusal(answer) ? answer : outcomeOf(answer)
      })
    })
}

/** A server that has the folder to itself imports into it, so that its open pages learn of it. With a token, or records that are shared, the command does it itself. */
async function askServer({ data, tokenFile }: { data: string; tokenFile?: string }, asked: ImportAsked, say: (progress: string) => void): Promise<ImportAnswer | Refusal | null> {
  if (tokenFile !== undefined || process.env['CADRE_TOKEN'] || process.env['DATABASE_URL']) return null
  const answer = await askForImport(data, { ...asked, paths: asked.paths.map((path) => resolve(path)), mapping: asked.mapping === null ? null : resolve(asked.mapping) }, say)
  if (answer === null || isRefusal(answer)) return answer
  const asGiven = (path: string): string => (asked.paths.some(isAbsolute) ? path : relative('.', path))
  return { ...answer, files: answer.files.map((file) => ({ ...file, path: asGiven(file.path), mappingFile: file.mappingFile === null ? null : asGiven(file.mappingFile) })) }
}

/** Import files and folders of this machine, with the mappings that lie among them. */
export async function importPaths(house: House, viewer: Viewer, asked: ImportAsked, say: (progress: string) => void): Promise<ImportAnswer | Refusal> {
  const listed = await listFiles(asked.paths)
  if (isRefusal(listed)) return listed
  const taken = await takeMappings(listed, asked.paths)
  if (isRefusal(taken)) return taken
  const mapping = asked.mapping === null ? null : await mappingAt(asked.mapping)
  if (isRefusal(mapping)) return mapping
  const { as, dryRun, organisation } = asked
  return importFiles(house, viewer, taken.files, { mappingFiles: taken.mappingFiles, as, dryRun, now: new Date().toISOString(), progress: (path) => say(`Reading ${basename(path)}`), mapping, organisation })
}

function outcomeOf(answer: ImportAnswer): Outcome {
  return { json: answer, text: sayImport(answer), exit: answer.files.some(({ outcome }) => outcome === 'refused') ? 3 : 0 }
}

async function mappingAt(path: string): Promise<Mapping | Refusal> {
  const file = await readMappingFile(path)
  return isRefusal(file) ? file : readMapping(file.value, basename(path))
}

function sayImport(answer: ImportAnswer): string {
  return `${answer.files.map(sayFile).join('')}\n${answer.summary}`
}

const verdicts: Record<ImportedFile['outcome'], string> = { loaded: 'Loaded', unchanged: 'Unchanged', refused: 'REFUSED', skipped: 'Skipped', 'dry-run': 'Would load' }

function sayFile(file: ImportedFile): string {
  const head = `${verdicts[file.outcome].padEnd(10)}  ${file.path}${file.mappingFile === null ? '' : `, read with ${basename(file.mappingFile)}`}`
  if (file.refused) return `${head}\n            ${file.refused.message} [${file.refused.code}]\n${sayFindings(file)}`
  const { read, loaded, quarantined, duplicate } = file.rows
  const sums = [file.sums.fte === null ? '' : `${formatNumber(file.sums.fte, 2)} FTE`, file.sums.headcount === null ? '' : `${sayWhole(file.sums.headcount)} people`].filter(Boolean).join(', ')
  return `${head}\n            ${file.title}, ${file.periodFrom} to ${file.periodTo}: ${sayWhole(read)} rows read = ${sayWhole(loaded)} loaded + ${sayWhole(quarantined)} quarantined + ${sayWhole(duplicate)} duplicate${sums === '' ? '' : `; ${sums}`}\n${sayFindings(file)}`
}

function sayWhole(value: number): string {
  return formatNumber(value, 0)
}

function sayFindings({ findings }: ImportedFile): string {
  return findings.map(({ severity, rule, count, says, example: seen }) => `            ${severity} ${rule} × ${formatNumber(count, 0)}: ${cut(says)}${seen === null || severity === 'declare' ? '' : ` (${cut(seen)})`}\n`).join('')
}

/** A line in a terminal; --json has the whole of it. */
function cut(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`
}
