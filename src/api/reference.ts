import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { writeReferencePage, type OpenApiDocument } from './reference-page.ts'
import { version } from './version.ts'

/** Make the OpenAPI document from the routes, at /api/openapi.json, and a page to read it on, at /api/docs. */
export async function registerReference(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Cadre', version, description: 'Open workforce planning for health and care: the same numbers as the pages and the command line. Errors are problem details (RFC 9457) with stable codes.', license: { name: 'MIT', identifier: 'MIT' } },
      tags: [
        { name: 'Status', description: 'What this installation holds' }, { name: 'Numbers', description: 'Any number held, with where it comes from' }, { name: 'Areas', description: 'The map and the staff groups' },
        { name: 'Projection', description: 'Supply, demand and gap with their intervals, and how past projections did' }, { name: 'Access', description: 'Who is let in, and what they may see and do' }, { name: 'Data', description: 'What is loaded, and loading more' },
      ],
    },
    transform: jsonSchemaTransform,
  })
  server.get('/api/openapi.json', { schema: { hide: true }, config: { policy: 'signed-in' } }, async () => server.swagger())
  server.get('/api/docs', { schema: { hide: true }, config: { policy: 'signed-in' } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(writeReferencePage(server.swagger() as unknown as OpenApiDocument)))
}
