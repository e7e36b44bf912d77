import type { UseQueryResult } from '@tanstack/react-query'

/** An answer of another area is no answer: while the new one is on its way, the figure says so instead of showing the old one under the new name. */
export function ofArea<Answer>(asked: UseQueryResult<Answer>, isOf: (answer: Answer) => boolean): UseQueryResult<Answer> {
  return asked.data === undefined || isOf(asked.data) ? asked : ({ ...asked, data: undefined } as UseQueryResult<Answer>)
}
