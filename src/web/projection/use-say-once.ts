import { useEffect } from 'react'
import { useAnnounce } from '../shell/announcer.tsx'

// As long as a hand rests between two moves.
const restMilliseconds = 900

/** Say a sentence aloud once it has stood still for a moment, so that a slider on its way does not talk. Null says nothing. */
export function useSayOnce(sentence: string | null): void {
  const announce = useAnnounce()
  useEffect(() => {
    if (sentence === null) return
    const timer = setTimeout(() => announce(sentence), restMilliseconds)
    return () => clearTimeout(timer)
  }, [sentence, announce])
}
