import { z } from 'zod'

/** Say what does not fit a shape in plain words from now on, in this process: they stand behind the name of a field, on pages and in the terminal. */
export function speakPlainly(): void {
  z.config({ localeError: sayMisfit })
}

/** Say what is wrong with a part of what was sent. A shape's own words, where it has any, come first. */
export function sayMisfit(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined || issue.input === null ? 'is missing' : `must be ${kinds[issue.expected] ?? 'of another kind'}`
    case 'too_small': return sayBound(issue.origin, 'least', Number(issue.minimum), issue.inclusive ?? true)
    case 'too_big': return sayBound(issue.origin, 'most', Number(issue.maximum), issue.inclusive ?? true)
    case 'invalid_value': return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
    case 'invalid_format': return `must be written ${formats[issue.format] ?? 'as its description says'}`
    case 'unrecognized_keys': return `has what is not known here: ${issue.keys.join(', ')}`
    case 'not_multiple_of': return `must be a multiple of ${issue.divisor}`
    default: return 'is not valid'
  }
}

const kinds: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a group of named parts', record: 'a group of named parts', date: 'a date' }

const formats: Readonly<Record<string, string>> = { date: 'YYYY-MM-DD', datetime: 'as a date and time, 2026-01-31T12:00:00Z', email: 'as an address of email', url: 'as a web address', uuid: 'as an identifier of Cadre' }

const counted: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries', map: 'entries' }

function sayBound(origin: string, end: 'least' | 'most', bound: number, inclusive: boolean): string {
  const things = counted[origin]
  if (things !== undefined && end === 'least' && bound === 1) return 'is missing'
  if (things !== undefined) return `must have at ${end} ${bound} ${things}`
  return inclusive ? `must be at ${end} ${bound}` : `must be ${end === 'least' ? 'more' : 'less'} than ${bound}`
}
