import rows from './declared-answers.json' with { type: 'json' }

/** A question people may leave unanswered: which entries of its column are no answer, and which answers are counted by the share that is told. */
export interface DeclaredAnswer {
  readonly id: string
  /** Column of staff records, and the dimension of the same name. */
  readonly column: 'sex' | 'ethnicity' | 'disability' | 'nationality' | 'country_of_training' | 'level_of_practice'
  /** Entries that answer nothing, in small letters; an empty entry is none either. */
  readonly noAnswer: readonly string[]
  /** Answers that are counted, in small letters; every answer but those not counted when left out. */
  readonly counted?: readonly string[]
  readonly notCounted?: readonly string[]
  readonly source: string
}

const answers = rows as readonly DeclaredAnswer[]

/** A question that the code itself names. Errors: throws when it is not declared (a bug). */
export function declaredAnswer(id: string): DeclaredAnswer {
  const found = answers.find((answer) => answer.id === id)
  if (!found) throw new Error(`no question is declared as ${id}`)
  return found
}
