import type { FastifyRequest } from 'fastify'
import { nobody, type Viewer } from '../../access/viewer.ts'

/** Say who makes a request, as the gate found it. */
export function requestViewer(request: FastifyRequest): Viewer {
  return request.viewer ?? nobody
}
