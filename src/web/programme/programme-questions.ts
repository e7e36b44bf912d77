import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ProgrammeAnswer, ProgrammeGaps } from '../../contract/programme-answer.ts'
import type { ProgrammeChecked, ProgrammeHeld, ProgrammeList, ProgrammeSaved, ProgrammeToSave } from '../../contract/programme.ts'
import { addressOf, ask } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { questionAt } from '../ask/question-at.ts'

/** What the pages of programmes ask. While a new answer is on its way the page keeps showing the last one. */
export const programmesQuestion = () => question<ProgrammeList>('/api/programmes', {})
export const programmeFileQuestion = (id: string) => question<ProgrammeHeld>('/api/programme/file', { id })
export const programmeQuestion = (asked: Parameters) => question<ProgrammeAnswer>('/api/programme', asked)
export const programmeGapsQuestion = (asked: Parameters) => question<ProgrammeGaps>('/api/programme/gaps', asked)

/** Have the text of a programme read: what is wrong with it, place by place. Nothing is kept. */
export function checkText(text: string): Promise<ProgrammeChecked> {
  return ask<ProgrammeChecked>('/api/programmes/check', { method: 'POST', headers: change, body: JSON.stringify({ text }) })
}

export function saveProgramme(programme: ProgrammeToSave): Promise<ProgrammeSaved> {
  return ask<ProgrammeSaved>('/api/programmes', { method: 'POST', headers: change, body: JSON.stringify(programme) })
}

export function removeProgramme(id: string): Promise<ProgrammeList> {
  return ask<ProgrammeList>(`/api/programmes/${encodeURIComponent(id)}`, { method: 'DELETE', headers: { 'x-cadre': '1' } })
}

const change = { 'x-cadre': '1', 'content-type': 'application/json' }

function question<Answer>(path: string, parameters: Parameters) {
  return queryOptions({ ...questionAt<Answer>(addressOf(path, parameters)), placeholderData: keepPreviousData })
}
