import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Service starts after the post. */
export const serviceAfterPost: Rule = {
  id: 'service-after-post', severity: 'warn',
  says: 'Service starts after the post',
  because: 'Service holds all posts, so it cannot start later than one of them. Service broken and counted anew is legitimate.',
  check: eachRow(['staff'], (row) => {
    const [service, post] = [textOf(row, 'start_in_service'), textOf(row, 'start_in_post')]
    return service !== '' && post !== '' && service > post ? { column: 'start_in_service', found: `${service}, post from ${post}`, expected: `${post} or before` } : null
  }),
  tell: tellRows('row has service that starts after the post', 'rows have service that starts after the post'),
}
