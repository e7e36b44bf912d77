import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { PolicyName } from '../../access/policy.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { requestViewer } from '../access/request-viewer.ts'
import type { Folder } from '../folder.ts'
import { docxType, writePaperDocx } from '../paper/paper-docx.ts'
import { writePaperHtml } from '../paper/paper-html.ts'
import { writePaperPdf } from '../paper/paper-pdf.ts'
import { recordOfRun } from '../plan/plan-record.ts'
import { sendFile } from '../send-file.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'
import type { ReportSource } from './scenario-report-source.ts'
import { scenarioPaper } from './scenario-report.ts'
import type { ScenarioRuns } from './scenario-runs.ts'

/** What the paper of a scenario can be written as. */
export const reportFormats = ['docx', 'pdf', 'html'] as const
export type ReportFormat = (typeof reportFormats)[number]
const types: Readonly<Record<ReportFormat, string>> = { docx: docxType, pdf: 'application/pdf', html: 'text/html; charset=utf-8' }

/** Write the paper of a scenario as a file. The same source and moment give the same bytes. `made` is ISO 8601. */
export async function writeScenarioReport(source: ReportSource, format: ReportFormat, made: string): Promise<Uint8Array> {
  const paper = scenarioPaper(source)
  if (format === 'html') return new TextEncoder().encode(writePaperHtml(paper))
  return format === 'pdf' ? writePaperPdf(paper, made) : writePaperDocx(paper, made)
}

const One = z.object({ id: z.string().describe('Id of the run') })
const Asked = z.object({ plan: z.string().max(100).optional().describe('Id of the plan the run is of, for its decisions and comments') })
const policy: PolicyName = 'figures'

/** Register the paper of a run and its bundle as files to take away: what its answer holds, and nothing else. */
export function registerScenarioFiles(server: FastifyInstance, folder: Folder, runs: ScenarioRuns): void {
  for (const format of reportFormats) {
    server.route<{ Params: z.infer<typeof One>; Querystring: z.infer<typeof Asked> }>({
      method: 'GET', url: `/api/scenario/:id/report.${format}`, config: { policy },
      schema: { summary: `The paper of a scenario as ${format}: ${says[format]}`, tags: ['Projection'], params: One, querystring: Asked, description: 'May be refused with: scenario-run-not-found, scenario-run-not-done, scenario-run-no-paper, plan-not-found, plan-not-as-run.', response: { 200: { description: 'The file', content: { [types[format]]: { schema: z.any() } } }, default: problemSchema } },
      handler: async (request, reply) => {
        const viewer = requestViewer(request)
        const run = await runs.whole(viewer, request.params.id)
        if (isRefusal(run)) return sendRefusal(reply, run)
        const { answer, request: asked } = run
        if (answer.ask !== 'run' || asked.ask !== 'run') return sendRefusal(reply, refuseNoPaper(answer.ask))
        const { plan } = request.query
        const now = new Date().toISOString()
        const held = await folder.borrow(async (house) => ({ record: plan === undefined ? null : await recordOfRun(house, viewer, plan, asked.document, now), demonstration: house.mode === 'demonstration' }))
        if (isRefusal(held.record)) return sendRefusal(reply, held.record)
        const bytes = await writeScenarioReport({ answer, document: asked.document, record: held.record, demonstration: held.demonstration }, format, now)
        return sendFile(reply, types[format], `scenario-${answer.area}.${format}`, Buffer.from(bytes))
      },
    })
  }
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/scenario/:id/bundle.zip', config: { policy },
    schema: { summary: 'The bundle of a run that was asked to export: what a reviewer repeats with `cadre run verify`', tags: ['Projection'], params: One, description: 'May be refused with: scenario-run-not-found, scenario-run-not-done, scenario-run-no-bundle.', response: { 200: { description: 'The zip', content: { 'application/zip': { schema: z.any() } } }, default: problemSchema } },
    handler: async (request, reply) => {
      const bytes = await runs.bundle(requestViewer(request), request.params.id)
      return isRefusal(bytes) ? sendRefusal(reply, bytes) : sendFile(reply, 'application/zip', 'scenario-bundle.zip', bytes)
    },
  })
}

const says: Readonly<Record<ReportFormat, string>> = { docx: 'headings, tables and charts that can be edited', pdf: 'tagged for screen readers', html: 'a page that needs nothing else' }

function refuseNoPaper(ask: string): Refusal {
  return refuse('scenario-run-no-paper', 'conflict', { doing: 'Writing the paper of a scenario', found: `a run that was asked to ${ask}`, need: 'A run of a scenario: `ask: run`', next: 'Run the scenario, and ask for the paper of that run' })
}
