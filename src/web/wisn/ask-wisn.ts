import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { WisnRead } from '../../contract/wisn.ts'
import { ask } from '../ask/ask.ts'
import { questionAt } from '../ask/question-at.ts'

/** Ask what a workload file requires; the example when none is given. */
export const wisnQuestion = (text: string | undefined) =>
  queryOptions({ ...(text === undefined ? questionAt<WisnRead>('/api/wisn/example') : { queryKey: ['/api/wisn', text], queryFn: () => askText(text) }), placeholderData: keepPreviousData })

/** Have the text of a workload file read and answered. Nothing is kept. */
export function askText(text: string): Promise<WisnRead> {
  return ask<WisnRead>('/api/wisn/read', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: JSON.stringify({ text }) })
}
