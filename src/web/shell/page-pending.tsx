import { Page } from './page.tsx'

/** What a page shows before its first answer: never blank, and said aloud. */
export function PagePending({ title = 'Cadre' }: { title?: string }) {
  return (
    <Page title={title} busy>
      <output className="cdr-lede">Working it out…</output>
    </Page>
  )
}
