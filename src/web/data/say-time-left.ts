/** Say roughly how long something will still take; false exactness would only flicker. */
export function sayTimeLeft(seconds: number): string {
  if (seconds <= 2) return 'nearly done'
  if (seconds < 20) return `about ${seconds} seconds left`
  if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} seconds left`
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} minutes left`
  return `about ${Math.round(seconds / 3600)} hours left`
}
