import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { templateFormats, Templates } from '../contract/template.ts'
import { importedReturns, returnLayout, templateTables, type ReturnLayout } from '../dataset/return-layout.ts'
import { referenceLayouts } from '../dataset/reference-layout.ts'
import { blankWorkbook } from '../dataset/template-workbook.ts'
import { blankCsv, csvwMetadata, dataPackage } from '../dataset/template.ts'
import { readRoute, type Route } from './route.ts'
import { problemSchema } from './trouble.ts'

/** All that can be filled in, by the name it is asked for: a table, or a list of areas. */
const layouts: ReadonlyMap<string, ReturnLayout> = new Map([...templateTables.map((table) => [table, returnLayout(table)] as const), ...Object.entries(referenceLayouts)])

/** What a template comes as. */
const kinds: Readonly<Record<(typeof templateFormats)[number], { readonly type: string; readonly name: (layout: ReturnLayout) => string }>> = {
  csv: { type: 'text/csv; charset=utf-8; header=present', name: ({ id }) => `${id}.csv` },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: ({ id }) => `${id}.xlsx` },
  datapackage: { type: 'application/json; charset=utf-8', name: ({ id }) => `${id}-datapackage.json` },
  csvw: { type: 'application/csvm+json; charset=utf-8', name: ({ id }) => `${id}.csv-metadata.json` },
}

/** Write a blank return in one of its forms; `cadre template` and the page hand out the same bytes. */
export async function templateContent(layout: ReturnLayout, format: (typeof templateFormats)[number]): Promise<string | Uint8Array> {
  if (format === 'xlsx') return blankWorkbook(layout)
  if (format === 'csv') return blankCsv(layout)
  return `${JSON.stringify(format === 'csvw' ? csvwMetadata(layout) : dataPackage(layout), null, 2)}\n`
}

/** Register the address that hands out blank returns: a workbook is no csv, so it is not in the list of routes. */
export function registerTemplates(server: FastifyInstance): void {
  const Params = z.object({ table: z.enum([...layouts.keys()] as [string, ...string[]]).describe('Table or list to fill in'), format: z.enum(templateFormats) })
  server.route<{ Params: { table: string; format: (typeof templateFormats)[number] } }>({
    method: 'GET', url: '/api/templates/:table/:format', config: { policy: 'signed-in' },
    schema: { summary: 'A blank return to fill in, or its description as Data Package or CSVW', tags: ['Data'], params: Params, response: { 200: { description: 'The template', content: { 'text/csv': { schema: z.any() } } }, default: problemSchema } },
    handler: async ({ params }, reply) => {
      const layout = layouts.get(params.table)!
      const { type, name } = kinds[params.format]
      return reply.type(type).header('content-disposition', `attachment; filename="${name(layout)}"`).serializer((content: string) => content).send(await templateContent(layout, params.format))
    },
  })
}

function answerTemplates(): Templates {
  const imported = new Set([...importedReturns, ...Object.values(referenceLayouts)].map(({ id }) => id))
  return {
    templates: [...layouts].map(([table, { id, title, columns }]) => ({
      table, title, imported: imported.has(id), columns: columns.map(({ name, means, type, required = false }) => ({ name, means, type, required })),
    })),
  }
}

export const templateRoutes: readonly Route[] = [
  readRoute({ url: '/api/templates', policy: 'signed-in', says: 'Blank returns: which there are, and their columns', group: 'Data', query: z.object({}), answer: Templates, refuses: [], handle: async () => answerTemplates() }),
]
