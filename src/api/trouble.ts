import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Problem } from '../contract/problem.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { notFound, notUnderstood, ourFault, problemOf, refuseRequest, tooLarge } from './problem.ts'

/** Answer every trouble in one form: a refusal with its code, and our own faults with a reference that stands in the log. */
export function answerTrouble(server: FastifyInstance, log: (line: string) => void): void {
  server.setErrorHandler((error: FastifyError & { refusal?: unknown }, request, reply) => {
    if (isRefusal(error.refusal)) return sendRefusal(reply, error.refusal)
    if (hasZodFastifySchemaValidationErrors(error)) return sendRefusal(reply, refuseRequest(error.validation.map(({ instancePath, message }) => ({ path: instancePath.slice(1), says: message ?? 'not valid' }))))
    if (error.statusCode === 413) return sendRefusal(reply, tooLarge)
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return sendRefusal(reply, notUnderstood(error.message))
    log(`${request.id} ${request.method} ${request.routeOptions.url ?? ''} failed: ${error.stack ?? error.message}${saySchemaFault(error)}`)
    return sendProblem(reply, ourFault(request.id))
  })
}

/** Answer with problem details. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return sendProblem(reply, problemOf(refusal))
}

/** How a problem stands in the reference. */
export const problemSchema = { description: 'A problem, with its stable code', content: { 'application/problem+json': { schema: Problem } } }

/** An address of the API that does not exist. */
export function sendNotFound(reply: FastifyReply, url: string): FastifyReply {
  return sendRefusal(reply, notFound(url))
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem)
}

/** Which field of our own answer broke its schema. */
function saySchemaFault(error: Error): string {
  const cause = error.cause as { issues?: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined
  return (cause?.issues ?? []).slice(0, 3).map(({ path, message }) => `\n  ${path.join('.')}: ${message}`).join('')
}
