import { queryOptions } from '@tanstack/react-query'
import type { Live } from '../../contract/live.ts'
import { ask } from './ask.ts'

const address = '/api/live'

/** What stood when the figures of a page were asked for: asked anew with them, and never by itself. */
export const liveQuestion = () => queryOptions({ queryKey: [address], queryFn: ({ signal }) => ask<Live>(address, { signal }), staleTime: Infinity })

/** What stands now. */
export const askLive = () => ask<Live>(address)
