import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { openReadingRoom, type ReadingRoom } from './reading-room.ts'

let room: ReadingRoom
afterEach(() => room.close())

const text = (name: string, content: string): Parameters<ReadingRoom['read']>[0] => ({ name, bytes: new TextEncoder().encode(content), sha256: '0'.repeat(64) })

describe('reading files in a thread of their own', () => {
  test('a file nobody knows is refused with the nearest source', async () => {
    room = openReadingRoom()
    const outcome = await room.read(text('shoes.csv', 'shoe,size\nboot,42\nclog,39\n'), null)
    expect(outcome).toMatchObject({ accepted: null, refused: { code: 'unknown-file' } })
  })

  test('one reader reads file after file', async () => {
    room = openReadingRoom()
    const codes: (string | null)[] = []
    for (const name of ['a.csv', 'b.csv', 'c.csv']) {
      const outcome = await room.read(text(name, ''), null)
      codes.push(outcome.accepted ? null : outcome.refused.code)
    }
    expect(codes).toEqual(['empty-file', 'empty-file', 'empty-file'])
  })

  test('a file that takes too long is refused, and the next one is read', async () => {
    room = openReadingRoom({ megabytes: 512, seconds: 0 })
    const outcome = await room.read(text('slow.csv', 'a,b\n1,2\n'), null)
    expect(outcome).toMatchObject({ accepted: null, refused: { code: 'reader-stopped' } })
    await room.close()
    room = openReadingRoom()
    expect(await room.read(text('note.md', readFileSync(new URL('../../../LICENSE', import.meta.url), 'utf8')), null)).toMatchObject({ accepted: null, refused: { kind: 'input' } })
  })
})
