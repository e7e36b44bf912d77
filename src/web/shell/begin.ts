import type { QueryClient } from '@tanstack/react-query'
import { isIn, sessionQuestion } from '../access/access-questions.ts'
import { questionAt } from '../ask/question-at.ts'

/** As long as the first drawing may wait for what it is made of. Units: milliseconds. */
const patience = 300

/**
 * Wait, and not for long, for who is looking, the script of the page (`load`) and the answers that were asked for early: drawn once with its sentence, a page is there sooner than drawn in steps.
 * What fails or takes longer is not waited for: the page asks for it, and says what became of it.
 */
export async function begin(client: QueryClient, load: () => Promise<unknown>, early: readonly string[]): Promise<void> {
  await Promise.race([Promise.allSettled([load(), askEarly(client, early)]), new Promise((done) => setTimeout(done, patience))])
}

/** Take over the questions that are on their way, so that the page finds their answers; whoever is not in asks nothing. */
async function askEarly(client: QueryClient, early: readonly string[]): Promise<void> {
  const session = await client.fetchQuery(sessionQuestion())
  if (!isIn(session)) return
  await Promise.all(early.map((address) => client.prefetchQuery(questionAt(address))))
}

/** Addresses of the questions that the head of the page began (src/api/pages.ts), but who is looking. */
export function earlyQuestions(head: ParentNode): string[] {
  const asked = [...head.querySelectorAll('link[rel="preload"][as="fetch"]')].flatMap((link) => link.getAttribute('href') ?? [])
  return asked.filter((address) => address !== sessionQuestion().queryKey[0])
}
