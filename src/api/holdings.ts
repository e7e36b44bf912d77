import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { Holdings, type HeldFile } from '../contract/holdings.ts'
import type { AcceptedRecord } from '../store/accepted-findings.ts'
import type { CataloguedFile, House, SnapshotRecord } from '../store/house.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { acceptanceOf, sayAcceptance } from './quality/accepted-findings.ts'
import { writeCsv } from './csv.ts'
import { sayFindings } from './quality/finding-lines.ts'
import { keepAnswer } from './kept.ts'
import { listHeldMonths } from './held-months.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'
import { sayCount } from './say.ts'

/** Say what is loaded: files of the live snapshot with their findings, every snapshot, and which month of which source. */
export async function answerHoldings(house: House, viewer: Viewer): Promise<Holdings> {
  const snapshots = await house.catalogue.snapshots(viewer)
  const live = snapshots.find((snapshot) => snapshot.live)
  const files = live ? await house.catalogue.files(viewer, live.id) : []
  const accepted = await house.accepted.list(viewer)
  const titles = new Map(files.map(({ source, title }) => [source, title]))
  return {
    summary: sayHoldings(files), files: files.map((file) => sayFile(file, accepted)), snapshots: snapshots.map(saySnapshot),
    months: live ? await keepAnswer(house, viewer, live.id, `held months `, () => listHeldMonths(house, viewer, live.id, titles, live.publishedAt.slice(0, 10))) : [],
  }
}

/** Rows of a file that were held back, as found, with the rule that stopped each. */
async function answerQuarantine(house: House, viewer: Viewer, fileId: string): Promise<CsvFile | Refusal> {
  const live = await house.catalogue.live(viewer)
  const file = live === null ? undefined : (await house.catalogue.files(viewer, live)).find(({ id }) => id === fileId)
  if (!file) return refuseFile(fileId)
  const rows = await house.catalogue.quarantine(viewer, fileId)
  const width = rows.reduce((widest, { raw }) => Math.max(widest, raw.length), 0)
  const header = ['row', 'rule', ...Array.from({ length: width }, (_, at) => `column ${at + 1}`)]
  return { name: `${file.name}-quarantine.csv`, text: writeCsv(header, rows.map(({ row, rule, raw }) => [row, rule, ...Array.from({ length: width }, (_, at) => raw[at] ?? null)])) }
}

/** Say one snapshot as the pages and the command line show it. */
export function saySnapshot({ id, publishedAt, live, files, rows, fte, moved }: SnapshotRecord): Holdings['snapshots'][number] {
  return { id, publishedAt, live, files, rows, fte, moved }
}

function sayFile(file: CataloguedFile, accepted: readonly AcceptedRecord[]): HeldFile {
  const { id, name, source, title, table, sha256, bytes, importedAt, periodFrom, periodTo, rows, sums, sender = null, mappingVersion = null } = file
  const today = new Date().toISOString().slice(0, 10)
  const findings = sayFindings(file.findings).map((finding) => {
    const acceptance = acceptanceOf(accepted, { rule: finding.rule, fileId: id, organisation: sender }, today)
    return { ...finding, accepted: acceptance && sayAcceptance(acceptance) }
  })
  return { id, name, source, title, table, sha256, bytes, importedAt, sender, mappingVersion, periodFrom, periodTo, rows: { ...rows }, sums: { ...sums }, findings }
}

function sayHoldings(files: readonly CataloguedFile[]): string {
  if (files.length === 0) return 'Nothing is loaded yet: import files or a folder, or make the demonstration data.'
  const sum = (count: (file: CataloguedFile) => number): number => files.reduce((total, file) => total + count(file), 0)
  const [read, held] = [sum(({ rows }) => rows.read), sum(({ rows }) => rows.quarantined)]
  const sources = new Set(files.map(({ source }) => source)).size
  return `${sayCount(files.length, 'file')} from ${sayCount(sources, 'source')} ${files.length === 1 ? 'is' : 'are'} loaded: ${sayCount(read, 'row')} read, ${held === 0 ? 'none' : sayCount(held)} held back.`
}

function refuseFile(id: string): Refusal {
  return refuse('file-not-held', 'absent', { doing: 'Looking for a file that is loaded', found: `none with the id “${id}” in the live snapshot`, need: 'The id of a file that is loaded', next: 'See the Data page or /api/holdings for the files and their ids' })
}

export const holdingsRoutes: readonly Route[] = [
  readRoute({
    url: '/api/holdings', policy: 'figures', says: 'What is loaded, how good it is, and every snapshot there has been', group: 'Data', query: z.object({}), answer: Holdings, refuses: [],
    handle: ({ house, viewer }) => answerHoldings(house, viewer),
  }),
  fileRoute({
    url: '/api/holdings/files/:id/quarantine.csv', policy: 'record-export', says: 'Rows of a file that were held back, with the rule that stopped each', group: 'Data',
    query: z.object({}), params: z.object({ id: z.string().describe('Id of the file, as in /api/holdings') }), refuses: ['file-not-held'],
    handle: ({ house, viewer }, _query, { id }) => answerQuarantine(house, viewer, id),
  }),
]
