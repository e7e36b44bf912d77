import { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import rateLimit from '@fastify/rate-limit'
import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { keepAddress } from './keep-address.ts'

/** Ask by a connection that has an address until it is taken away. */
async function askBy({ isGone }: { isGone: 'before' | 'on the way' | 'never' }): Promise<{ errors: unknown[]; status: number; limited: string[] }> {
  const socket = new PassThrough() as unknown as Socket
  let address: string | undefined = isGone === 'before' ? undefined : '192.0.2.7'
  Object.defineProperty(socket, 'remoteAddress', { get: () => address })
  const server = fastify()
  const [errors, limited] = [[] as unknown[], [] as string[]]
  server.setErrorHandler(async (error, _request, reply) => {
    errors.push(error)
    return reply.code(500).send()
  })
  keepAddress(server)
  // As whoever asks is looked up in the records.
  server.addHook('onRequest', async () => { if (isGone === 'on the way') address = undefined })
  await server.register(rateLimit, { max: 5, onExceeding: (_request, key) => { limited.push(String(key)) } })
  server.get('/', async () => 'here')
  await server.ready()
  const request = new IncomingMessage(socket)
  Object.assign(request, { method: 'GET', url: '/', headers: { host: 'localhost' } })
  const response = new ServerResponse(request)
  const ended = new Promise<void>((done) => { response.once('finish', done).once('close', done) })
  response.assignSocket(socket)
  server.routing(request, response)
  await ended
  await server.close()
  return { errors, status: response.statusCode, limited }
}

test.each([
  { isGone: 'never', status: 200, limited: ['192.0.2.7'] },
  { isGone: 'on the way', status: 200, limited: ['192.0.2.7'] },
  { isGone: 'before', status: 400, limited: [] },
] as const)('whose connection has ended $isGone is no fault of ours', async ({ isGone, status, limited }) => {
  expect(await askBy({ isGone })).toEqual({ errors: [], status, limited })
})
