import { Figure } from '../figure/figure.tsx'
import { galleryFigures } from '../gallery/gallery-figures.tsx'
import { Page } from '../shell/page.tsx'

/** Every drawing there is, with an example: what each is for, and that it has words, a table and a picture. */
export function GalleryPage() {
  return (
    <Page title="Charts" sentence={`Cadre draws ${galleryFigures.length} kinds of figure. Each says what it shows, has its table one press away, and can be taken away as a picture; the numbers and places here are made up.`}>
      <div className="cdr-grid">
        {galleryFigures.map(({ id, title, use, table, drawing }) => (
          <Figure key={id} id={id} title={title} subtitle={use} source="Invented numbers." table={table} picture={`${title}. ${use}.`}>
            {drawing}
          </Figure>
        ))}
      </div>
    </Page>
  )
}
