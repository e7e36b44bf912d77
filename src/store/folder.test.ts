import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { claimFolder, folderAt, labelFolder } from './folder.ts'

const root = mkdtempSync(join(tmpdir(), 'cadre-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a folder that is not there is made, and its label says what it is', () => {
  const folder = folderAt(join(root, 'deep', 'new'))
  expect(claimFolder(folder)).toBeNull()
  labelFolder(folder, 'demonstration')
  expect(JSON.parse(readFileSync(folder.label, 'utf8'))).toEqual({ cadre: 'data folder', format: 1, mode: 'demonstration' })
  expect(claimFolder(folder)).toBeNull()
})

test.each([
  { case: 'that holds other files', holds: { 'holiday.jpg': '' }, code: 'folder-not-ours' },
  { case: 'of a later version', holds: { 'cadre.json': '{"format":2}' }, code: 'folder-from-later-version' },
  { case: 'whose label is damaged', holds: { 'cadre.json': '{"form' }, code: 'folder-label-damaged' },
])('a folder $case is refused and left as it is', ({ holds, code }) => {
  const directory = join(root, code)
  mkdirSync(directory)
  for (const [name, text] of Object.entries(holds)) writeFileSync(join(directory, name), text)
  expect(claimFolder(folderAt(directory))).toMatchObject({ refused: true, code })
  for (const [name, text] of Object.entries(holds)) expect(readFileSync(join(directory, name), 'utf8')).toBe(text)
})

test('a file in the place of the folder is refused', () => {
  writeFileSync(join(root, 'file'), '')
  expect(claimFolder(folderAt(join(root, 'file')))).toMatchObject({ code: 'folder-unusable', found: expect.stringContaining('EEXIST') as string })
})
