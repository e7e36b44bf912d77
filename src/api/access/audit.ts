import { z } from 'zod'
import type { ChainHead } from '../../access/audit-chain.ts'
import type { Viewer } from '../../access/viewer.ts'
import { AuditAnswer, AuditCheck, AuditFileRequest, AuditRequest } from '../../contract/audit.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { writeCsv } from '../csv.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from '../route.ts'

/** The latest entries of the account of who did and read what, newest first. */
export async function answerAudit(house: House, viewer: Viewer, { many, below, ...wanted }: AuditRequest): Promise<AuditAnswer> {
  const entries = await house.audit.list(viewer, many, below ?? null, wanted)
  const isNarrowed = below !== undefined || Object.values(wanted).some((one) => one !== undefined && one !== '')
  const summary = entries.length === 0 ? isNarrowed ? 'No entry fits what is looked for.' : 'Nothing has been written down yet.' : `Entries ${entries.at(-1)!.number} to ${entries[0]!.number}, newest first.`
  return { summary, entries }
}

/** The entries as csv. */
function writeAuditCsv({ entries }: AuditAnswer): CsvFile {
  return { name: 'audit.csv', text: writeCsv(['number', 'when', 'account', 'name', 'via', 'under', 'what', 'outcome', 'hash'], entries.map(({ number, at, who, name, via, under, what, outcome, hash }) => [number, at, who, name, via, under, what, outcome, hash])) }
}

/** Check the whole account against its head, the head beside the records, and heads noted elsewhere (`number:hash`). */
export async function checkAudit(house: House, viewer: Viewer, noted: readonly string[]): Promise<AuditCheck | Refusal> {
  const heads = noted.map(readHead)
  const refused = heads.find(isRefusal)
  if (refused !== undefined) return refused
  const state = await house.audit.check(viewer, heads as ChainHead[])
  if (isRefusal(state)) return state
  const { entries, head, fault } = state
  const summary = fault === null ? `All ${entries} entries are as they were written. Head ${head.number}:${head.hash}`
    : `The account is not as it was written: ${fault.says}.`
  return { summary, entries, head, fault }
}

function readHead(text: string): ChainHead | Refusal {
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (number !== undefined && hash !== undefined) return { number: Number(number), hash }
  return refuse('head-not-understood', 'usage', { doing: 'Checking the audit', found: `the head “${text}”`, need: 'A number and a hash of 64 hexadecimal digits with a colon between', next: 'Write it as `cadre audit verify` prints it' })
}

export const auditRoutes: readonly Route[] = [
  readRoute({
    url: '/api/audit', policy: 'system-admin', says: 'Who did and read what, newest first', group: 'Access', query: AuditRequest, answer: AuditAnswer, refuses: [],
    handle: ({ house, viewer }, query) => answerAudit(house, viewer, query),
  }),
  fileRoute({
    url: '/api/audit.csv', policy: 'system-admin', says: 'The same entries as csv', group: 'Access', query: AuditFileRequest, params: z.object({}), refuses: [],
    handle: async ({ house, viewer }, query) => writeAuditCsv(await answerAudit(house, viewer, query)),
  }),
  readRoute({
    url: '/api/audit/check', policy: 'system-admin', says: 'Whether that account is as it was written', group: 'Access', query: z.object({}), answer: AuditCheck, refuses: ['audit-key-lost', 'audit-key-damaged'],
    handle: ({ house, viewer }) => checkAudit(house, viewer, []),
  }),
]
