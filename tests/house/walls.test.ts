import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { rooms } = JSON.parse(readFileSync(`${root}config/walls.json`, 'utf8')) as { rooms: Record<string, { mayImport: string[]; because: string; pure: boolean }> }
const folders = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)

describe('the table of who may import whom', () => {
  test('names every folder of src', () => expect(folders.filter((folder) => !(folder in rooms))).toEqual([]))

  test('names no folder that is not there', () => expect(Object.keys(rooms).filter((room) => !folders.includes(room))).toEqual([]))

  test('only lets a room import rooms that exist', () => {
    const unknown = Object.values(rooms).flatMap((room) => room.mayImport).filter((room) => !(room in rooms))
    expect(unknown).toEqual([])
  })

  test('points down: no two rooms may import each other, at any remove', () => {
    const reaches = (from: string, seen = new Set<string>()): Set<string> => {
      for (const next of rooms[from]?.mayImport ?? []) if (!seen.has(next)) { seen.add(next); reaches(next, seen) }
      return seen
    }
    expect(Object.keys(rooms).filter((room) => reaches(room).has(room))).toEqual([])
  })

  test('keeps supply and demand apart', () => {
    expect(rooms['supply']?.mayImport).not.toContain('demand')
    expect(rooms['demand']?.mayImport).not.toContain('supply')
  })

  test('gives every room a reason to whoever breaks it', () => expect(Object.values(rooms).filter((room) => room.because.length < 20)).toEqual([]))
})

describe('the boundary checker', () => {
  const planted = `${root}src/units/planted-for-walls-test`
  afterAll(() => rmSync(planted, { recursive: true, force: true }))

  test('finds an import that goes up, and a pure room that reads files', () => {
    mkdirSync(planted, { recursive: true })
    writeFileSync(`${planted}/upward.ts`, "import { tables } from '../../dataset/tables.ts'\nimport { readFileSync } from 'node:fs'\nexport const planted = [tables, readFileSync]\n")
    const run = spawnSync(process.execPath, [`${root}node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`, '--config', '.dependency-cruiser.cjs', 'src/units'], { cwd: root, encoding: 'utf8' })
    expect(run.stdout).toContain('walls-of-units')
    expect(run.stdout).toContain('pure-rooms-have-no-node')
    expect(run.status).not.toBe(0)
  })
})
