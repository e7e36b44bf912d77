import { useEffect } from 'react'

/** Go to what the address names behind its #, in a part of a page that comes after the browser has looked for it. */
export function useNamedPart(): void {
  useEffect(() => {
    const name = decodeURIComponent(window.location.hash.slice(1))
    if (name !== '') document.getElementById(name)?.scrollIntoView()
  }, [])
}
