import { queryOptions } from '@tanstack/react-query'
import { ask } from './ask.ts'

/** The question that an address is: asked once, whether by the head of the page (src/api/pages.ts) or by any of its parts. */
export function questionAt<Answer>(address: string) {
  return queryOptions({ queryKey: [address.split('?')[0]!, address], queryFn: ({ signal }) => ask<Answer>(address, { signal }) })
}
