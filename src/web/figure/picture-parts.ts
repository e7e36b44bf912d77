/** What is lacking is hatched in a picture as it is on the page. */
export const hatchPattern = '<defs><pattern id="hatch" width="7" height="7" patternTransform="rotate(45)" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#fff"/><path d="M0 0V7" stroke="#b4bec6" stroke-width="2"/></pattern></defs>'

/** The paint of a background: a colour, the hatch, or null when nothing is painted. */
export function fillOf(style: Pick<CSSStyleDeclaration, 'backgroundColor' | 'backgroundImage'>): string | null {
  if (style.backgroundImage.includes('repeating-linear-gradient')) return 'url(#hatch)'
  return /rgba\(\d+, \d+, \d+, 0\)|transparent/.test(style.backgroundColor) ? null : style.backgroundColor
}

/** Break sentences into lines that fit a width at 13 pixels; a word is never cut. */
export function textLines(sentences: readonly string[], width: number): string[] {
  const most = Math.max(20, Math.floor(width / 6.6))
  return sentences.flatMap((sentence) => {
    const lines: string[] = []
    for (const word of sentence.split(/\s+/)) {
      const last = lines.at(-1)
      if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`
      else lines.push(word)
    }
    return lines
  })
}
