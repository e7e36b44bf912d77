/** Keep a number and the sign behind it on one line. */
export function keepUnits(text: string): string {
  return text.replace(/(\d) (%|FTE)/g, '$1\u00a0$2')
}
