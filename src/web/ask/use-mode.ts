import { useQuery } from '@tanstack/react-query'
import { sessionQuestion } from '../access/access-questions.ts'

/** What the data folder holds, as the first answer of every page says: no question of a page has to wait for another to know it. */
export function useMode(): 'empty' | 'demonstration' | 'real' | undefined {
  return useQuery(sessionQuestion()).data?.mode
}
