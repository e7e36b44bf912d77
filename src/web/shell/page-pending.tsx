import { Page } from './page.tsx'

/** What a page shows before its first answer: never blank, and said aloud. */
export function PagePending({ title = 'Cadre' }: { title?: string }) {
  return (
    <Page title={title} busy>
      <output className="cdr-lede">
        Working it out… <small className="cdr-small">The first answer after data are loaded can take half a minute: it is worked out from every row.</small>
      </output>
    </Page>
  )
}
