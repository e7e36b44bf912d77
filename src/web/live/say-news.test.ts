import { expect, test } from 'vitest'
import type { Live } from '../../contract/live.ts'
import { sayNews } from './say-news.ts'

const of = (mark: string | null, at: string | null): Live => ({ news: [{ kind: 'data', mark, at }] })
const shown = of('a', '2026-10-01T09:00:00.000Z')

test.each([
  { case: 'what is shown', heard: shown, says: null },
  { case: 'a later publication', heard: of('b', '2026-11-22T09:00:00.000Z'), says: 'New data of 22 November 2026' },
  { case: 'a publication that was taken back', heard: of('c', '2026-09-01T09:00:00.000Z'), says: 'The data have changed' },
  { case: 'something new that has the date of before for this reader', heard: of('d', '2026-10-01T09:00:00.000Z'), says: 'The data have changed' },
  { case: 'nothing left', heard: of(null, null), says: 'The data have changed' },
])('$case', ({ heard, says }) => {
  expect(sayNews(shown, heard)).toBe(says)
})

const agreed = (at: string | null): Live => ({ news: [...shown.news, { kind: 'agreed-plans', mark: at, at }] })

test('a plan that was agreed is told beside new data', () => {
  const later = '2026-11-20T10:00:00.000Z'
  expect(sayNews(agreed(null), agreed(later))).toBe('A plan was agreed on 20 November 2026')
  expect(sayNews(agreed(later), agreed(null))).toBe('What is agreed has changed')
  expect(sayNews({ news: [...of(null, null).news, ...agreed(null).news.slice(1)] }, agreed(later))).toBe('New data of 1 October 2026; a plan was agreed on 20 November 2026')
})

test('the first publication of an empty folder is new data', () => {
  expect(sayNews(of(null, null), shown)).toBe('New data of 1 October 2026')
})
