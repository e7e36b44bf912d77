import fastify from 'fastify'
import { expect, test } from 'vitest'
import { Templates } from '../contract/template.ts'
import { referenceLayouts } from '../dataset/reference-layout.ts'
import { blankCsv } from '../dataset/template.ts'
import { registerTemplates, templateRoutes } from './templates.ts'

test('lists of areas are templates beside the returns, can be sent, and are handed out as the command writes them', async () => {
  const { templates } = Templates.parse(await templateRoutes[0]!.handle({} as never, {} as never))
  expect(templates.filter(({ table }) => table in referenceLayouts).map(({ table, imported }) => [table, imported])).toEqual([['networks', true], ['successions', true], ['indicators', true]])
  expect(templates.find(({ table }) => table === 'prevalence')).toMatchObject({ imported: false })
  const server = fastify()
  server.setValidatorCompiler(() => () => true)
  server.setSerializerCompiler(() => String)
  registerTemplates(server)
  expect((await server.inject('/api/templates/indicators/csv')).body).toBe(blankCsv(referenceLayouts.indicators))
  await server.close()
})
