import { writeSync } from 'node:fs'
import { localViewer } from '../../src/access/viewer.ts'
import { openHouse } from '../../src/store/open.ts'
import { publishFiles } from '../../src/store/publish.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { judgedFile } from './judged-file.ts'

// A process to be killed: it imports one file after another and says so on its output, one line each, at once.
const [directory = '', first = '0', postgres] = process.argv.slice(2)
writeSync(1, 'started\n')
const house = await openHouse(directory, { postgres })
if (isRefusal(house)) throw new Error(house.found)
writeSync(1, 'opened\n')
for (let number = Number(first); ; number++) {
  const answer = await publishFiles(house, localViewer, [judgedFile(number)], '2026-01-31T12:00:00.000Z')
  if (isRefusal(answer)) throw new Error(answer.found)
  writeSync(1, `acknowledged ${number} ${answer.snapshot}\n`)
}
