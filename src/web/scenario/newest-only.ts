/** Do one piece of work at a time: while one is under way only the newest question waits behind it. Errors: what `work` throws is told to `failed`. */
export function newestOnly<Given, Found>(work: (given: Given) => Promise<Found>, tell: (found: Found, given: Given) => void, failed: (error: unknown) => void): (given: Given) => void {
  let waiting: { readonly given: Given } | null = null
  let isBusy = false
  const go = async (): Promise<void> => {
    isBusy = true
    for (let next = waiting; next !== null; next = waiting) {
      const { given } = next
      waiting = null
      try {
        tell(await work(given), given)
      } catch (error) {
        failed(error)
      }
    }
    isBusy = false
  }
  return (given) => {
    waiting = { given }
    if (!isBusy) void go()
  }
}
