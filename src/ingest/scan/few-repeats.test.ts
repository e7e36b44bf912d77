import { expect, test } from 'vitest'
import { fewRepeats } from './few-repeats.ts'
import { roomForRecords, scanRecords, slackBytes, stopsOf } from './records.ts'

test('a column hardly repeats when more than half of its texts are different; records of another width say nothing', () => {
  const bytes = new TextEncoder().encode('1,5,a\n2,5,a\n9\n3,6,b\n4,6,b\n')
  const records = roomForRecords(new Uint8Array([...bytes, ...new Uint8Array(slackBytes)]), 10)
  scanRecords(records, 0, bytes.length, stopsOf(','), true)
  expect(fewRepeats(records, 3)).toEqual([true, false, false])
})
