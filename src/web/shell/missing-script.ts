/** Name of what is thrown where the script of a page could not be fetched. */
const name = 'MissingScript'

/**
 * Have a page whose script could not be fetched say so in its place, with a way to try again. Otherwise the router loads the address anew at once,
 * and a reader whose server does not answer is left with nothing of ours at all. To be called before the first page is drawn.
 */
export function keepPageWithoutScript(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const { payload } = event as Event & { payload?: Error }
    if (!(payload instanceof Error)) return
    payload.name = name
    payload.message = `The script of a page could not be fetched: ${payload.message}`
  })
}

export function isMissingScript(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === name
}

/** Load the address anew once the server answers: a script that was missing comes with it. Until then the page stays as it is. */
export async function loadWhenAnswered(): Promise<void> {
  const answered = await fetch('/', { method: 'HEAD', cache: 'no-store' }).then(() => true, () => false)
  if (answered) window.location.reload()
}
