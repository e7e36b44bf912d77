import { later } from '../shell/later.tsx'
import { Page } from '../shell/page.tsx'

const Gallery = later(async () => (await import('../gallery/gallery.tsx')).Gallery)

/** Every drawing there is, with an example: what each is for, and that it has words, a table and a picture. */
export function GalleryPage() {
  return (
    <Page title="Charts" sentence="Every kind of figure that Cadre draws. Each says what it shows, has its table one press away, and can be taken away as a picture; the numbers and places here are made up.">
      <Gallery />
    </Page>
  )
}
