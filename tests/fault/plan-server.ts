import { mkdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { keepFolder } from '../../src/api/folder.ts'
import { buildServer } from '../../src/api/server.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'

// A process to be killed: it serves a data folder, and says on its output where.
const [directory = '', postgres = ''] = process.argv.slice(2)
const house = await openHouse(join(directory, 'data'), postgres === '' ? {} : { postgres })
if (isRefusal(house)) throw new Error(house.found)
mkdirSync(join(directory, 'pages'), { recursive: true })
writeFileSync(join(directory, 'pages', 'index.html'), '<!doctype html><title>Cadre</title>')
// With an address it believes the proxy on this machine: each client counts as a sender of its own.
const server = await buildServer({ folder: keepFolder(house, openHouse), pages: join(directory, 'pages'), log: (line) => { writeSync(2, `${line}\n`) }, address: new URL('http://localhost') })
await server.listen({ port: 0, host: '127.0.0.1' })
writeSync(1, `listening ${(server.server.address() as { port: number }).port}\n`)
