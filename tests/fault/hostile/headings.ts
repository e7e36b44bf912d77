import { kindOf } from './hostile-file.ts'
import { heading, managers, threeRows } from './managers-table.ts'

const below = managers().split('\n').slice(1).join('\n')
const headed = (line: string): string => `${line}\n${below}`
const whole = { loaded: 3, fte: 60.5 } as const

/** Headings that are doubled, in two levels, misspelt, hostile, or not there. */
export const headings = kindOf('headings', [
  { says: 'a title and a note above the heading', make: () => `Managers, 2010\nSource: census\n\n${managers()}`, verdict: whole },
  { says: 'two levels of headings', make: () => `,,Managers\n${managers()}`, verdict: whole },
  { says: 'the heading forty lines down', make: () => `${'note\n'.repeat(40)}${managers()}`, verdict: { refused: 'unknown-file' } },
  { says: 'the heading again in the middle', make: () => managers([...threeRows.slice(0, 2), [...heading], threeRows[2]]), verdict: { loaded: 3, quarantined: 1, fte: 60.5 } },
  { says: 'a heading with a Cyrillic letter', make: () => headed('YEАR,ORG_CODE,SIMPLE_MANAGERS_FTE'), verdict: { refused: 'unknown-file' } },
  { says: 'a heading with a space of no width', make: () => headed('YEAR,ORG\u200B_CODE,SIMPLE_MANAGERS_FTE'), verdict: { refused: 'unknown-file' } },
  { says: 'a heading with a mark of writing direction', make: () => headed('YEAR,\u200FORG_CODE,SIMPLE_MANAGERS_FTE'), verdict: { refused: 'unknown-file' } },
  { says: 'headings in small letters', make: () => headed('year,org_code,simple_managers_fte'), verdict: { refused: 'unknown-file' } },
  { says: 'headings with spaces around them', make: () => headed(' YEAR , ORG_CODE ,SIMPLE_MANAGERS_FTE '), verdict: whole },
  { says: 'headings with hard spaces around them', make: () => headed('\u00A0YEAR\u00A0,ORG_CODE,SIMPLE_MANAGERS_FTE'), verdict: whole },
  { says: 'no heading', make: () => below, verdict: { refused: 'unknown-file' } },
  { says: 'a heading and no rows', make: () => managers([]), verdict: { refused: 'file-stopped' } },
  { says: 'a column more, called __proto__', make: () => managers(threeRows.map((row) => [...row, 'x'])).replace('_FTE\n', '_FTE,__proto__\n'), verdict: whole },
  { says: 'a column more, called constructor', make: () => managers(threeRows.map((row) => [...row, 'x'])).replace('_FTE\n', '_FTE,constructor\n'), verdict: whole },
  { says: 'nothing but prototype keys', make: () => '__proto__,constructor,toString,hasOwnProperty\n1,2,3,4\n', verdict: { refused: 'unknown-file' } },
  { says: 'codes that are prototype keys', make: () => managers([['2010', '__proto__', '1'], ['2010', 'constructor', '2'], ['2010', 'toString', '4']]), verdict: { loaded: 3, fte: 7 } },
  { says: 'two thousand headings of nothing', make: () => managers(threeRows.map((row) => [...row, ...Array.from({ length: 1_990 }, () => '')])).replace('_FTE\n', `_FTE${','.repeat(1_990)}\n`), verdict: { ...whole, rules: ['stray-columns'] } },
])
