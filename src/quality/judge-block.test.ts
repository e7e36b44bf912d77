import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Row } from '../dataset/table.ts'
import { openBlock } from '../ingest/scan/block.ts'
import { roomForRecords, scanRecords, slackBytes, stopsOf } from '../ingest/scan/records.ts'
import { nationalLists, type CodeLists } from '../reference/code-list.ts'
import { askOf } from './each-row.ts'
import { blockJudge } from './judge-block.ts'
import { judge } from './judge.ts'
import { file } from './made-up-file.ts'
import type { Rule } from './rule.ts'
import { ageAtStart } from './rules/staff/age-at-start.ts'
import { leaveDateWithoutReason } from './rules/staff/leave-date-without-reason.ts'
import { leavesBeforeStart } from './rules/staff/leaves-before-start.ts'
import { missingFte } from './rules/staff/missing-fte.ts'
import { occupationFitsStaffGroup } from './rules/staff/occupation-fits-staff-group.ts'
import { postcodeShape } from './rules/staff/postcode-shape.ts'
import { unknownOrganisation } from './rules/returns/unknown-organisation.ts'

const lists: CodeLists = { ...nationalLists, knowsOrganisation: (code) => code === 'X-1' }
const columns = ['at_code', 'staff_group', 'occupation_code', 'fte', 'birth_month', 'start_in_post', 'leave_date', 'leave_reason', 'postcode']
const rules = [missingFte, unknownOrganisation, occupationFitsStaffGroup, leavesBeforeStart, ageAtStart, postcodeShape, leaveDateWithoutReason]

/** Judge rows as columns, in blocks of three. */
function verdictsOf(rows: readonly Row[]): number[] {
  const text = rows.map((row) => `${columns.map((name) => row[name] ?? '').join(',')}\n`).join('')
  const bytes = new TextEncoder().encode(text)
  const room = roomForRecords(new Uint8Array([...bytes, ...new Uint8Array(slackBytes)]), 3)
  const block = openBlock(columns.map((name, place) => ({ name, place, own: name === 'postcode', read: (cell) => ({ value: cell === '' ? null : cell }) })), 3)
  const judges = blockJudge(rules, block.columns, lists)
  const found: number[] = []
  for (let at = 0; ;) {
    at = scanRecords(room, at, bytes.length, stopsOf(','), true)
    if (room.count === 0) return found
    block.empty()
    block.take(room, room.firstCell, room.count)
    const verdicts = new Uint8Array(3)
    judges.judge(block, verdicts, 1)
    found.push(...verdicts.subarray(0, room.count))
  }
}

const cell = (...words: string[]) => fc.constantFrom(null, ...words)

test('columns get the verdicts that rows get, whatever stands in them', () => {
  const row = fc.record<Row>({
    at_code: cell('X-1', 'X-2'), staff_group: cell('Nurses & health visitors', 'Midwives'), occupation_code: cell('N6A', 'N2C', 'Q99'), fte: cell('1', '0.5'), birth_month: cell('1980-05-01', '2010-01-01', '1930-01-01'),
    start_in_post: cell('2015-01-01', '2020-02-29'), leave_date: cell('2016-01-01', '2021-01-01'), leave_reason: cell('Retirement'), postcode: cell('AB1 2CD', 'ZZ', 'A9A 9AA'),
  })
  fc.assert(fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
    const asked = rows.map((one) => 1 + rules.findIndex((rule) => askOf(rule)!(one, one, lists) !== null))
    expect(verdictsOf(rows)).toEqual(asked)
  }))
})

describe('rules that no file of ours reaches yet', () => {
  test.each<{ rule: Rule; row: Row; found: string }>([
    { rule: unknownOrganisation, row: { at_code: 'X-9' }, found: 'X-9' },
    { rule: postcodeShape, row: { postcode: 'AB1 CDE' }, found: 'a postcode of another shape' },
    { rule: postcodeShape, row: { postcode: '12345' }, found: 'a postcode of another shape' },
  ])('$rule.id finds $found', ({ rule, row, found }) => {
    expect(askOf(rule)!(row, row, lists)).toMatchObject({ found })
  })

  test.each<{ rule: Rule; row: Row }>([{ rule: unknownOrganisation, row: { at_code: 'X-1' } }, { rule: postcodeShape, row: { postcode: 'AB10 2CD' } }, { rule: postcodeShape, row: {} }])('$rule.id passes $row', ({ rule, row }) => {
    expect(askOf(rule)!(row, row, lists)).toBeNull()
  })

  test('unknown-organisation says nothing where no list is kept', () => {
    expect(askOf(unknownOrganisation)!({ at_code: 'X-9' }, {}, nationalLists)).toBeNull()
  })

  test('unreadable-text holds a row back', () => {
    const judged = judge(file([{ row: 2, raw: ['?'], into: [], total: false, unmapped: [{ column: 'job_role', found: '(not text)', expected: 'text in UTF-8', kind: 'text' }] }]))
    expect(judged.quarantine).toMatchObject([{ row: 2, rule: 'unreadable-text' }])
  })
})
