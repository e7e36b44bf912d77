import { unmappedRule } from '../../unmapped.ts'

/** A cell that should be a number and is not. */
export const unreadableNumber = unmappedRule('number', {
  id: 'unreadable-number',
  says: 'A number cannot be read',
  because: 'A number guessed from text would be an invented number. Empty cells and the published marks of absence are not faults: they are kept as absences.',
}, { one: 'row has a cell that is not a number', many: 'rows have a cell that is not a number' })
