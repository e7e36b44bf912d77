import { unmappedRule } from '../../unmapped.ts'

/** A cell with a code, name or word the source does not know. */
export const unknownCode = unmappedRule('code', {
  id: 'unknown-code',
  says: 'A code or word is missing or not known',
  because: 'A row without a known place or group cannot be added to any. A new code is legitimate when the publisher has changed its lists: then the source must learn it.',
}, { one: 'row has a code or word that is missing or not known', many: 'rows have a code or word that is missing or not known' })
