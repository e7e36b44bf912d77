import { expect, test } from 'vitest'
import { commandsFor } from './commands.ts'
import type { Shop } from './command.ts'

const shop: Shop = { words: [], folder: '.cadre', streams: { out: () => true, err: () => true }, open: () => { throw new Error('no command is run here') }, done: () => undefined }
const namesFor = async (...words: string[]): Promise<string[]> => (await commandsFor(words, shop)).map((command) => command.name())

test('every command is read under its own name, alone', async () => {
  const all = await namesFor('--help')
  expect(all.length).toBeGreaterThan(15)
  for (const name of all) expect(await namesFor(name, 'something', '--json')).toEqual([name])
})

test('the folder’s name is not taken for a command, and a word nobody knows asks for all', async () => {
  expect(await namesFor('--data', 'demo', 'query')).toEqual(['query'])
  expect(await namesFor('qury')).toEqual(await namesFor())
  expect(await namesFor('constructor')).toEqual(await namesFor())
})
