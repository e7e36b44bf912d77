import type { FastifyRequest } from 'fastify'
import { localViewer, type Viewer } from '../access/viewer.ts'

/** Say who makes a request: the one place where the server decides. For now there is one local viewer, on loopback only. */
export function requestViewer(_request: FastifyRequest): Viewer {
  return localViewer
}
