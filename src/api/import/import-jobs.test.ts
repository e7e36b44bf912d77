import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import type { House } from '../../store/house.ts'
import type { Folder } from '../folder.ts'
import { openImportJobs } from './import-jobs.ts'

test('a demonstration takes no real files: the form is read and thrown away', async () => {
  const folder = { borrow: (work: (house: House) => unknown) => work({ mode: 'demonstration' } as House) } as unknown as Folder
  const done: string[] = []
  const request = { raw: { unpipe: () => done.push('unpiped'), resume: () => done.push('resumed') } } as unknown as FastifyRequest
  const jobs = openImportJobs(folder, { live: () => null, cancel: async () => null, close: async () => undefined })
  expect(await jobs.receive(request, false)).toMatchObject({ refused: true, code: 'folder-is-demonstration' })
  expect(done).toEqual(['unpiped', 'resumed'])
})
