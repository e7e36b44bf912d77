import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { isRefusal } from '../../units/refusal.ts'
import { receiveFiles } from './receive-files.ts'

const directory = mkdtempSync(join(tmpdir(), 'cadre-receive-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('a sender who went away after the last byte, before any of it was read, leaves nothing and nobody waiting', async () => {
  const raw = new IncomingMessage(new Socket())
  raw.complete = true
  raw.destroy()
  const folder = join(directory, 'upload')
  const answer = await receiveFiles(requestOf(raw), folder)
  expect(isRefusal(answer) && answer.code).toBe('upload-broken-off')
  expect(existsSync(folder)).toBe(false)
})

/** A form whose reader hears nothing any more: the line closed before it listened. */
function requestOf(raw: IncomingMessage): FastifyRequest {
  const request: Partial<FastifyRequest> = { raw, headers: {}, isMultipart: () => true, files: silence as unknown as FastifyRequest['files'] }
  return request as FastifyRequest
}

function silence(): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) }
}
