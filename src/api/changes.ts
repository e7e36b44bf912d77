import type { FastifyInstance } from 'fastify'
import type { Folder } from './folder.ts'
import { registerStartReal } from './start-real.ts'

/** Register every address that changes something. Each needs the header `x-cadre: 1` (same-origin.ts). */
export function registerChanges(server: FastifyInstance, folder: Folder): void {
  registerStartReal(server, folder)
}
