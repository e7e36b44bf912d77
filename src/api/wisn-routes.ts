import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { parse } from 'yaml'
import { z } from 'zod'
import { WisnAnswer, WisnFile, WisnRead, WisnText } from '../contract/wisn.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { problemSchema, sendRefusal } from './trouble.ts'
import { answerWisn, readWisn } from './wisn.ts'

const tags = ['Projection']
const example = new URL('../../examples/hospital-wisn.yaml', import.meta.url)

/** Register the addresses of staffing need by workload. They hold nothing and change nothing: the file that is sent is answered and forgotten. */
export function registerWisn(server: FastifyInstance): void {
  server.route<{ Body: WisnFile }>({
    method: 'POST', url: '/api/wisn', config: { policy: 'figures' },
    schema: { summary: 'The staff a workload requires: workload indicators of staffing need', tags, body: WisnFile, description: 'Send with the header `x-cadre: 1`. Nothing is kept. May be refused with: no-working-time, no-time-for-service.', response: { 200: WisnAnswer, default: problemSchema } },
    handler: async ({ body }, reply) => send(reply, answerWisn(body)),
  })
  server.route<{ Body: z.infer<typeof WisnText> }>({
    method: 'POST', url: '/api/wisn/read', config: { policy: 'figures' },
    schema: { summary: 'The same from the text of a workload file, JSON or YAML, with the file as it was read', tags, body: WisnText, description: 'Send with the header `x-cadre: 1`. Nothing is kept. May be refused with: workload-text-not-readable, wisn-file-invalid, no-working-time, no-time-for-service.', response: { 200: WisnRead, default: problemSchema } },
    handler: async ({ body }, reply) => send(reply, readText(body.text)),
  })
  server.route({
    method: 'GET', url: '/api/wisn/example', config: { policy: 'figures' }, schema: { summary: 'A workload file that works: three units of a hospital, with its answer', tags, querystring: z.object({}), response: { 200: WisnRead, default: problemSchema } },
    handler: async (_request, reply) => send(reply, readText(await readFile(example, 'utf8'))),
  })
}

function send(reply: FastifyReply, answer: object | Refusal): FastifyReply {
  return isRefusal(answer) ? sendRefusal(reply, answer) : reply.send(answer)
}

function readText(text: string): WisnRead | Refusal {
  try {
    return readWisn(parse(text) as unknown)
  } catch (error) {
    return refuse('workload-text-not-readable', 'input', { doing: 'Reading a workload file', found: `text that is neither JSON nor YAML (${error instanceof Error ? error.message.split('\n')[0] : ''})`, need: 'A workload file in JSON or YAML', next: 'Correct the line named; the example on the page can be downloaded as a file that works' })
  }
}
