import type { ReactNode } from 'react'
import type { useMapKeys } from './map-keys.ts'

/** Where the areas of a map lead to; without it a map is a picture. */
export interface MapOpening {
  readonly href: (code: string) => string
  readonly go: (code: string) => void
}

/** One area of a map: a link where the map leads somewhere, else its drawing alone. Where text is printed in it, its title is its name, for a label would have to repeat that text. */
export function MapLink({ code, says, isPrinted, opening, keys, children }: { code: string; says: string; isPrinted: boolean; opening: MapOpening | undefined; keys: ReturnType<ReturnType<typeof useMapKeys>>; children: ReactNode }) {
  if (opening === undefined) return <g>{children}</g>
  return (
    <a
      {...keys}
      href={opening.href(code)}
      aria-label={isPrinted ? undefined : says}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        opening.go(code)
      }}
    >
      <title>{says}</title>
      {children}
    </a>
  )
}
