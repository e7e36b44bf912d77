import { unmappedRule } from '../../unmapped.ts'

/** A row with bytes that are no text in the encoding of the file. */
export const unreadableText = unmappedRule('text', {
  id: 'unreadable-text',
  says: 'A row holds bytes that are no text',
  because: 'A character that cannot be read may be part of a code or a name: a row put together from two encodings is held back rather than guessed at.',
}, { one: 'row has bytes that are no text', many: 'rows have bytes that are no text' })
