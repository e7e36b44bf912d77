import { kindOf } from './hostile-file.ts'
import { managers, threeRows, withFte } from './managers-table.ts'

const text = managers()
const whole = { loaded: 3, fte: 60.5 } as const
const utf16 = (order: 'le' | 'be', mark: boolean): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le')
  return new Uint8Array(order === 'be' ? bytes.swap16() : bytes)
}
const joined = (...parts: (string | readonly number[])[]): Uint8Array => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))))

/** Encodings, marks and bytes that no text has. */
export const encodings = kindOf('encodings', [
  { says: 'UTF-8 with a byte-order mark', make: () => `\uFEFF${text}`, verdict: whole },
  { says: 'two byte-order marks', make: () => `\uFEFF\uFEFF${text}`, verdict: whole },
  { says: 'a byte-order mark in the middle of a number', make: () => withFte('2\uFEFF0'), verdict: { loaded: 1, quarantined: 1, rules: ['unreadable-number'], fte: 10 } },
  { says: 'a byte-order mark before a row', make: () => managers([['2010', 'RAA', '10'], ['\uFEFF2010', 'RBB', '20']]), verdict: { loaded: 2, fte: 30 } },
  { says: 'UTF-16 little-endian with a mark', make: () => utf16('le', true), verdict: whole },
  { says: 'UTF-16 big-endian with a mark', make: () => utf16('be', true), verdict: whole },
  { says: 'UTF-16 little-endian without a mark', make: () => utf16('le', false), verdict: whole },
  { says: 'UTF-16 big-endian without a mark', make: () => utf16('be', false), verdict: whole },
  { says: 'UTF-16 cut in the middle of a character', make: () => utf16('le', true).subarray(0, -1), verdict: { refused: 'unreadable-file' } },
  { says: 'UTF-16 with half of a surrogate pair', make: () => joined([...utf16('le', true)], [0x3d, 0xd8, 0x41, 0x00]), verdict: { refused: 'unreadable-file' } },
  { says: 'UTF-32', make: () => new Uint8Array(Buffer.from([...`\uFEFF${text}`].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8, 0, 0]))), verdict: { refused: 'unreadable-file' } },
  { says: 'Windows-1252 with an accent', make: () => joined(text, '2010,RD', [0xc9], ',5\n'), verdict: { loaded: 4, rules: ['not-utf-8'], fte: 65.5 } },
  { says: 'UTF-8 with one byte that is none, beside an accent that is one', make: () => joined(managers(), '2010,RÉ', [0xff], ',5\n'), verdict: { loaded: 4, rules: ['not-utf-8'], fte: 65.5 } },
  { says: 'a UTF-8 mark before bytes that are not UTF-8', make: () => joined([0xef, 0xbb, 0xbf], text, '2010,R', [0xc9], ',5\n'), verdict: { refused: 'unreadable-file' } },
  { says: 'bytes that no encoding we read gives a character', make: () => joined(text, '2010,R', [0x81, 0xff], ',5\n'), verdict: { refused: 'unreadable-file' } },
  { says: 'a NUL in a cell', make: () => withFte('2\u00000'), verdict: { refused: 'unreadable-file' } },
  { says: 'a NUL far down the file', make: () => `${managers()}${'2010,RDD,1\n'.repeat(2000)}2010,R\u0000,1\n`, verdict: { refused: 'unreadable-file' } },
  { says: 'a file of NULs', make: () => new Uint8Array(5000), verdict: { refused: 'unreadable-file' } },
  { says: 'a bell in a cell', make: () => withFte('2\u00070'), verdict: { refused: 'unreadable-file' } },
  { says: 'overlong UTF-8 that hides a comma', make: () => joined('YEAR,ORG_CODE,SIMPLE_MANAGERS_FTE\n2010,RAA,10\n2010,RBB', [0xc0, 0xac], '20\n'), verdict: { loaded: 1, quarantined: 1, rules: ['ragged-row'], fte: 10 } },
  { says: 'an emoji for a code', make: () => managers([...threeRows, ['2010', '👩‍⚕️', '1']]), verdict: { loaded: 4, fte: 61.5 } },
  { says: 'marks that turn the writing from right to left, in a number', make: () => withFte('\u202E02'), verdict: { loaded: 1, quarantined: 1, rules: ['unreadable-number'], fte: 10 } },
  { says: 'nothing at all', make: () => '', verdict: { refused: 'empty-file' } },
  { says: 'a byte-order mark and nothing else', make: () => '\uFEFF', verdict: { refused: 'empty-file' } },
  { says: 'spaces and line ends only', make: () => ' \r\n\t\n  \n', verdict: { refused: 'empty-file' } },
])
