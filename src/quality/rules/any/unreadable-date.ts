import { unmappedRule } from '../../unmapped.ts'

/** A cell that should be a date and is not. */
export const unreadableDate = unmappedRule('date', {
  id: 'unreadable-date',
  says: 'A date cannot be read',
  because: 'A row without its date belongs to no period. Day and month are never guessed from an ambiguous order.',
}, { one: 'row has a cell that is not a date', many: 'rows have a cell that is not a date' })
