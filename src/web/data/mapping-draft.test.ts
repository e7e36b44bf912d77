import { describe, expect, test } from 'vitest'
import type { SentFileMapping } from '../../contract/import-job.ts'
import { codesOf, confirmationOf, draftOf, troublesOf, wordKey } from './mapping-draft.ts'

const their = (heading: string, placed: string | null, personal: string | null = null): SentFileMapping['theirs'][number] => ({
  heading, kind: 'text', filled: 2, different: 2, personal, placed, decision: placed !== null ? 'mapped' : personal !== null ? 'ignored' : 'undecided', candidates: [],
})
const ours = (name: string, required: boolean): SentFileMapping['ours'][number] => ({ name, means: name, type: 'text', required, filled: false })

/** A staff extract of three columns: one placed with a word of its own, one that looks like a name, one undecided. */
const proposal: SentFileMapping = {
  file: 'month.csv', table: 'staff', summary: '', base: null, differs: { gone: [], come: [] }, yaml: '', blocks: [], senders: ['X-1', 'X-2'],
  mapping: { source: 'staff-return', organisation: null, version: 1, identifiers: 'local', columns: { staff_group: 'Group' }, values: {}, constants: {}, ignore: ['Surname'], undecided: ['WTE'] },
  theirs: [their('Group', 'staff_group'), their('Surname', null, 'a name'), their('WTE', null)],
  ours: [ours('organisation', true), ours('staff_group', true), ours('fte', true)],
  values: [{ column: 'staff_group', heading: 'Group', choices: ['Nurses & health visitors'], words: [{ theirs: 'Nursing staff', ours: null, rows: 2, from: 'none' }] }],
}
const start = draftOf(proposal)

describe('a mapping as a person decides it', () => {
  test('starts from the proposal, and names what is still to be decided in the order of the form', () => {
    expect(start).toMatchObject({ organisations: 'X-1, X-2', places: { Group: 'staff_group', Surname: 'leave-out', WTE: '' } })
    expect(troublesOf(proposal, start).map(({ field }) => field)).toEqual(['by', 'place-2', 'constant-fte'])
  })

  test('refuses two columns for one of ours, and a name for anything', () => {
    const says = troublesOf(proposal, { ...start, by: 'Lead', places: { Group: 'staff_group', Surname: 'person', WTE: 'staff_group' } }).map((trouble) => trouble.says)
    expect(says[0]).toBe('“Group” and “WTE” both stand for staff_group: leave one out')
    expect(says[1]).toBe('“Surname” looks like a name: leave it out')
  })

  test('is sent as columns, words and columns left out, without what is not asked', () => {
    const draft = { ...start, by: ' Lead ', places: { ...start.places, WTE: 'fte' }, words: { [wordKey('staff_group', 'Nursing staff')]: 'Nurses & health visitors' }, constants: { fte: '1' } }
    expect(troublesOf(proposal, draft)).toEqual([])
    expect(confirmationOf(proposal, draft)).toEqual({
      organisations: ['X-1', 'X-2'], by: 'Lead',
      mapping: { source: 'staff-return', identifiers: 'local', columns: { staff_group: 'Group', fte: 'WTE' }, values: { staff_group: { 'Nursing staff': 'Nurses & health visitors' } }, constants: {}, ignore: ['Surname'], undecided: [] },
    })
  })
})

test('codes may be separated by commas, semicolons or spaces', () => expect(codesOf(' X-1, X-2;X-3 ')).toEqual(['X-1', 'X-2', 'X-3']))
