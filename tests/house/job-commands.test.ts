import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshFolder, runCadre } from './run-cadre.ts'

const { folder, remove } = freshFolder()
afterAll(remove)

test.each([
  { what: 'a worker without a database', args: ['worker'], lease: '', code: 'worker-without-database', needs: 'The records on a PostgreSQL server' },
  { what: 'a server that leaves heavy work to nobody', args: ['serve', '--no-jobs'], lease: '', code: 'jobs-need-somebody', needs: '`cadre worker` beside this server' },
  { what: 'a lease that is none', args: ['serve'], lease: 'soon', code: 'job-lease-not-readable', needs: 'Seconds from 1 to 3600' },
])('$what is refused before anything is opened', async ({ args, lease, code, needs }) => {
  const data = join(folder, 'data')
  const ran = await runCadre(['--data', data, '--json', ...args], { env: { DATABASE_URL: '', CADRE_JOB_LEASE: lease } })
  expect([ran.code, JSON.parse(ran.out), existsSync(data)]).toMatchObject([2, { refused: { code } }, false])
  expect(ran.out).toContain(needs)
})
