import type { FastifyReply } from 'fastify'

/** Send bytes as a file to take away; the name is only a suggestion to the browser. */
export function sendFile(reply: FastifyReply, type: string, name: string, bytes: Buffer): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}"`).serializer((content: string) => content).send(bytes)
}
