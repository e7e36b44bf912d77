import { createContext, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

const Announce = createContext<(message: string) => void>(() => {})

/** Hand out the polite voice: one message at a time, for people who cannot see that a figure changed. */
export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState('')
  const voice = useMemo(() => (next: string) => setMessage(next), [])
  return (
    <Announce.Provider value={voice}>
      {children}
      <output aria-live="polite" className="nhsuk-u-visually-hidden">
        {message}
      </output>
    </Announce.Provider>
  )
}

/** Get the voice: call it with one sentence. */
export function useAnnounce(): (message: string) => void {
  return useContext(Announce)
}
