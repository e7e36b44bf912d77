import type { FastifyInstance } from 'fastify'
import { Acceptance, AcceptedFinding, Reopening } from '../contract/accepted-finding.ts'
import { Withdrawal, Withdrawn } from '../contract/history.ts'
import type { z } from 'zod'
import type { PolicyName } from '../access/policy.ts'
import type { Viewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { acceptFinding, reopenFinding } from './quality/accepted-findings.ts'
import type { Folder } from './folder.ts'
import { withdraw } from './history.ts'
import { requestViewer } from './access/request-viewer.ts'
import { problemSchema, sendRefusal } from './trouble.ts'

/** Register what people decide about data that are loaded: accept a finding, reopen it, withdraw. Each is written into the history. */
export function registerDecisions(server: FastifyInstance, folder: Folder): void {
  decision(server, folder, {
    url: '/api/accepted-findings', policy: 'publish', summary: 'Accept a rule’s finding for an organisation or a file: it stays counted, and rows held back stay held back', body: Acceptance, answer: AcceptedFinding,
    refuses: 'acceptance-of-nothing, unknown-rule, finding-stops-file, acceptance-has-ended, file-not-held', decide: acceptFinding,
  })
  decision(server, folder, { url: '/api/accepted-findings/reopened', policy: 'publish', summary: 'Take an acceptance back', body: Reopening, answer: AcceptedFinding, refuses: 'acceptance-not-found', decide: reopenFinding })
  decision(server, folder, {
    url: '/api/withdrawals', policy: 'publish-own', summary: 'Go back: withdraw the live snapshot, or one file of it; with a narrow scope, one file whose rows are all within it', body: Withdrawal, answer: Withdrawn, refuses: 'nothing-to-withdraw, outside-your-scope', decide: (house, viewer, { id }, now) => withdraw(house, viewer, id, now),
  })
}

interface Decision<B extends z.ZodType, A extends z.ZodType> {
  readonly url: string
  readonly policy: PolicyName
  readonly summary: string
  readonly body: B
  readonly answer: A
  readonly refuses: string
  readonly decide: (house: House, viewer: Viewer, given: z.output<B>, now: string) => Promise<z.output<A> | Refusal>
}

function decision<B extends z.ZodType, A extends z.ZodType>(server: FastifyInstance, folder: Folder, { url, policy, summary, body, answer, refuses, decide }: Decision<B, A>): void {
  server.route({
    method: 'POST', url, config: { policy }, schema: { summary, tags: ['Data'], body, description: `Needs the header \`x-cadre: 1\`. May be refused with: ${refuses}.`, response: { 200: answer, default: problemSchema } },
    handler: async (request, reply) => {
      const decided = await folder.borrow((house) => decide(house, requestViewer(request), request.body as z.output<B>, new Date().toISOString()))
      return isRefusal(decided) ? sendRefusal(reply, decided) : reply.send(decided)
    },
  })
}
