import { expect, test } from 'vitest'
import { openBlock } from './block.ts'
import { roomForRecords, scanRecords, slackBytes, stopsOf } from './records.ts'

const layout = ['number', 'kept'].map((name, place) => ({ name, place, own: name === 'kept', read: (text: string) => ({ value: text === '' ? null : text }) }))

test('a block says what stood in the file, in columns that number their texts and in those that keep them, however many there are', () => {
  const most = 1_000
  const block = openBlock(layout, most)
  // More different texts than are known from one block to the next.
  for (let first = 0; first < 70_000; first += most) {
    const lines = Array.from({ length: most }, (_, at) => `${first + at},${at % 3 === 0 ? '' : `Ä${'x'.repeat(at % 20)}${first + at}`}\n`)
    const bytes = new TextEncoder().encode(lines.join(''))
    const records = roomForRecords(new Uint8Array([...bytes, ...new Uint8Array(slackBytes)]), most)
    scanRecords(records, 0, bytes.length, stopsOf(','), true)
    block.empty()
    block.take(records, records.firstCell.filter((_, record) => record < 600), 600)
    block.take(records, records.firstCell.subarray(600), 400)
    const [numbered, kept] = block.columns
    expect(block.rows).toBe(most)
    expect(lines.every((line, at) => line === `${numbered!.textAt(at)},${kept!.textAt(at)}\n`)).toBe(true)
    expect(lines.every((_, at) => numbered!.valueAt(at) === String(first + at) && (kept!.valueAt(at) === null) === (at % 3 === 0))).toBe(true)
    expect(numbered!.values.length).toBeLessThan(70_000)
  }
})
