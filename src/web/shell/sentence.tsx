/** Set a sentence with its amounts in bold, so that the eye finds the answer. Years and dates stay plain. */
export function Sentence({ text, className }: { text: string; className?: string }) {
  return (
    <p className={className}>
      {splitAmounts(text.replace(/(\d) %/g, '$1\u00a0%')).map((part, index) => (part.amount ? <b key={index}>{part.text}</b> : <span key={index}>{part.text}</span>))}
    </p>
  )
}

/** What stands in brackets is passed over whole: a range qualifies the answer, it is not the answer. */
const amounts =
  /\([^)]*\)|(?:short by |over by )[\d,]+(?:\.\d+)?(?: FTE| people)?|[−-]?\d[\d,]*(?:\.\d+)?(?:[ \u00a0]?%| FTE| full-time equivalents| people| files?| rows)(?!\w| range| interval)/g

/** Cut a sentence into plain words and amounts. */
export function splitAmounts(text: string): { text: string; amount: boolean }[] {
  const parts: { text: string; amount: boolean }[] = []
  let from = 0
  for (const found of text.matchAll(amounts)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), amount: false })
    parts.push({ text: found[0], amount: !found[0].startsWith('(') })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), amount: false })
  return parts
}
