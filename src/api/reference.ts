import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { writeReferencePage, type OpenApiDocument } from './reference-page.ts'
import { nameShapes } from './shape-names.ts'
import { shareShapes } from './shared-shapes.ts'
import { version } from './version.ts'

/** Make the OpenAPI document from the routes, at /api/openapi.json with each shape once, and a page to read it on, at /api/docs with each shape where it is answered. */
export async function registerReference(server: FastifyInstance): Promise<void> {
  nameShapes()
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Cadre', version, description: 'Open workforce planning for health and care: the same numbers as the pages and the command line. Errors are problem details (RFC 9457) with stable codes.', license: { name: 'MIT', identifier: 'MIT' } },
      tags: [
        { name: 'Status', description: 'What this installation holds' }, { name: 'Numbers', description: 'Any number held, with where it comes from' }, { name: 'Areas', description: 'The map and the staff groups' },
        { name: 'Projection', description: 'Supply, demand and gap with their intervals, and how past projections did' }, { name: 'Access', description: 'Who is let in, and what they may see and do' }, { name: 'Data', description: 'What is loaded, and loading more' },
        { name: 'Plans', description: 'Scenarios that are kept, edited, agreed and talked about' }, { name: 'Retention', description: 'How long what is held is kept, and what a deletion removes' },
      ],
    },
    transform: (parts) => withAnyValue(jsonSchemaTransform(parts)),
  })
  server.get('/api/openapi.json', { schema: { hide: true }, config: { policy: 'signed-in' } }, async () => shareShapes(server.swagger()))
  server.get('/api/docs', { schema: { hide: true }, config: { policy: 'signed-in' } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(writeReferencePage(server.swagger() as unknown as OpenApiDocument)))
}

/** Values of any kind are of a shape that refers to itself, and that the document does not hold: they are said as what they are. */
function withAnyValue<Parts>(parts: Parts): Parts {
  return JSON.parse(JSON.stringify(parts), (_key, value: { $ref?: unknown; description?: string } | null) => (typeof value?.$ref === 'string' ? { description: value.description ?? 'Any value of JSON' } : value)) as Parts
}
