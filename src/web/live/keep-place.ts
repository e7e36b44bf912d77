/** Where the reader is: what has the focus, and what they look at. */
export interface Place {
  /** Bring both back, after whatever changed on the page. */
  back(): void
}

/** Note where the reader is now. */
function notePlace(): Place {
  const focus = document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? document.activeElement : null
  const anchor = [...document.querySelectorAll('main :is(h1, h2, h3, tr, p, figure)')].find((element) => element.getBoundingClientRect().top >= 0)
  const before = anchor?.getBoundingClientRect().top
  const scrolled = window.scrollY
  return {
    back: () => {
      const place = focus?.isConnected ? focus : document.getElementById('main')
      place?.focus({ preventScroll: true })
      // Without what they looked at, the page at least stays where it was.
      if (anchor === undefined || before === undefined || !anchor.isConnected) window.scrollTo(window.scrollX, scrolled)
      else window.scrollBy(0, anchor.getBoundingClientRect().top - before)
    },
  }
}

/**
 * Follow where the reader is, but not the way there by Tab to what lies at the end of the page: whoever goes there by keyboard comes back to where they were.
 * Shape: `inside` says what of the page is that end.
 */
export function followPlace(inside: (target: EventTarget | null) => boolean): { readonly now: () => Place; readonly end: () => void } {
  let place: Place | null = notePlace()
  const moved = ({ target }: Event): void => { if (!inside(target)) place = null }
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') place ??= notePlace()
    else moved(event)
  }
  document.addEventListener('keydown', pressed, true)
  for (const kind of ['pointerdown', 'wheel']) document.addEventListener(kind, moved, { capture: true, passive: true })
  return {
    now: () => place ?? notePlace(),
    end: () => {
      document.removeEventListener('keydown', pressed, true)
      for (const kind of ['pointerdown', 'wheel']) document.removeEventListener(kind, moved, { capture: true })
    },
  }
}

/** Wait until what was changed is drawn. */
export function drawn(): Promise<void> {
  return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done())) })
}
