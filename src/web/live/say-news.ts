import type { Live, LiveState } from '../../contract/live.ts'
import { sayDate } from '../../units/calendar-date.ts'

/** Say what of `heard` is newer than what a page shows; null when nothing is. */
export function sayNews(shown: Live, heard: Live): string | null {
  const news = heard.news.flatMap((state) => {
    const before = shown.news.find(({ kind }) => kind === state.kind)
    return before === undefined || before.mark === state.mark ? [] : [say[state.kind](before, state)]
  })
  const [first, ...more] = news
  return first === undefined ? null : [first, ...more.map((says) => `${says.charAt(0).toLowerCase()}${says.slice(1)}`)].join('; ')
}

const say: Record<LiveState['kind'], (before: LiveState, now: LiveState) => string> = {
  // What was withdrawn, or came to places of others, has no later date to tell.
  data: (before, now) => (now.at !== null && now.at > (before.at ?? '') ? `New data of ${sayDate(now.at)}` : 'The data have changed'),
  'agreed-plans': (before, now) => (now.at !== null && now.at > (before.at ?? '') ? `A plan was agreed on ${sayDate(now.at)}` : 'What is agreed has changed'),
}
