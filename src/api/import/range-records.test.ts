import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { cellsOf } from '../../ingest/scan/text-records.ts'
import { recordsOf } from './file-records.ts'
import { openRanges } from './range-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-ranges-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'file.csv')

/** Records of the file read range after range, each from where the one before ended, and whether every guess of that place held. */
function inRanges(text: string, length: number): { rows: string[][]; guessed: boolean } {
  writeFileSync(path, text)
  const ranges = openRanges(path, ',', length)
  const rows: string[][] = []
  let [end, guessed] = [0, true]
  for (let range = 0; range < ranges.count; range += 1) {
    // A range in which no record starts needs no guess.
    guessed &&= ranges.guess(range) === end || end >= (range + 1) * length
    const pieces = ranges.read(range, end)
    let step = pieces.next()
    for (; !step.done; step = pieces.next()) for (let record = 0; record < step.value.count; record += 1) rows.push(cellsOf(step.value, record))
    end = step.value
  }
  ranges.close()
  return { rows, guessed }
}

function whole(text: string): string[][] {
  writeFileSync(path, text)
  const rows: string[][] = []
  for (const records of recordsOf(path, ',')) for (let record = 0; record < records.count; record += 1) rows.push(cellsOf(records, record))
  return rows
}

describe('a file read in ranges', () => {
  test.each([1, 2, 3, 4, 5, 100])('has each record once: ranges of %i bytes', (length) => {
    expect(inRanges('a,b\r\nc,d\ne,"f\n"\rÄ,h', length).rows).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f\n'], ['Ä', 'h']])
  })

  test('begins each range where a line ends, and that holds unless the line end stands in quotation marks', () => {
    expect(inRanges('aaa\nbbb\nccc\n', 5)).toEqual({ rows: [['aaa'], ['bbb'], ['ccc']], guessed: true })
    expect(inRanges('aaa\n"b\nb"\nccc\n', 6)).toEqual({ rows: [['aaa'], ['b\nb'], ['ccc']], guessed: false })
  })

  test('has the records of the file read whole, whatever stands in it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '""', '"x\ny"', '\n', '\r\n', '\r', 'é', '😀'), maxLength: 200 })
    fc.assert(fc.property(text, fc.integer({ min: 1, max: 60 }), (written, length) => {
      expect(inRanges(written, length).rows).toEqual(whole(written))
    }), { numRuns: 300 })
  })

  test('refuses a record longer than a megabyte', () => {
    expect(() => inRanges(`a\n"${'x'.repeat(3 << 20)}`, 1 << 16)).toThrow(RangeError)
  })
})
