import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { runCadre } from './run-cadre.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const lines = read('Containerfile').split('\n')
const copied = lines.filter((line) => /^COPY (?!--)/.test(line)).flatMap((line) => line.split(' ').slice(1, -1))

test('what the container file copies is there, and is let into the build', () => {
  const letIn = read('.containerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  expect(copied.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
  expect(copied.toSorted()).toEqual(letIn.toSorted())
})

test('the container runs as an ordinary user, without a way to more, and stops on the signal that drains', () => {
  const { services } = parse(read('compose.yaml')) as { services: Record<string, Record<string, unknown>> }
  expect(lines.indexOf('USER node')).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('RUN ')))
  expect(lines).toContain('STOPSIGNAL SIGTERM')
  expect(services.cadre).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], network_mode: 'service:proxy', stop_grace_period: '45s' })
  expect(services.worker).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], profiles: ['workers'], volumes: ['data:/data'] })
  // Only the proxy is reached from outside.
  expect(Object.entries(services).filter(([, service]) => 'ports' in service).map(([name]) => name)).toEqual(['proxy'])
})

test.each(['cadre', 'worker'])('the options that the compose file gives %s are options of the command', async (service) => {
  const { services } = parse(read('compose.yaml')) as { services: Record<string, { command: string[] }> }
  const [name, ...options] = services[service]!.command
  const { out } = await runCadre([name!, '--help'])
  for (const option of options.filter((word) => word.startsWith('--'))) expect(out).toContain(option)
})
