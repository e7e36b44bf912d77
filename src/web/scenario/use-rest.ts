import { useEffect, useRef, useState } from 'react'

/** Do something once a hand has rested for a while: what is answered says that it moved. */
export function useRest(milliseconds: number, rested: () => void): () => void {
  const latest = useRef(rested)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => { latest.current = rested })
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), milliseconds)
  }
}

/** A value as it stood when it last rested for a while. */
export function useRested<Value>(milliseconds: number, value: Value): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds, value])
  return rested
}
