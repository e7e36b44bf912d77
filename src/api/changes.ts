import type { FastifyInstance } from 'fastify'
import type { Folder } from './folder.ts'
import { registerStartReal } from './start-real.ts'
import { registerUpload } from './upload.ts'

/** Register every address that changes something. Each needs the header `x-cadre: 1` (same-origin.ts). */
export function registerChanges(server: FastifyInstance, folder: Folder): void {
  registerUpload(server, folder)
  registerStartReal(server, folder)
}
