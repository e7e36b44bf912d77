import { Figure } from '../figure/figure.tsx'
import { useNamedPart } from '../shell/named-part.ts'
import { galleryFigures } from './gallery-figures.tsx'

/** Each drawing as a figure of its own. */
export function Gallery() {
  useNamedPart()
  return (
    <div className="cdr-grid">
      {galleryFigures.map(({ id, title, use, table, drawing }) => (
        <Figure key={id} id={id} title={title} subtitle={use} source="Invented numbers." table={table} picture={`${title}. ${use}.`}>
          {drawing}
        </Figure>
      ))}
    </div>
  )
}
