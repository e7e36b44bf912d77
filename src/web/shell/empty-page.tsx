import { Link } from '@tanstack/react-router'
import { Page } from './page.tsx'

/** What a page shows before anything is loaded: what to load, and how. */
export function EmptyPage({ title }: { title: string }) {
  return (
    <Page title={title} sentence="Nothing is loaded yet, so there is nothing to show here.">
      <div className="cdr-grid">
        <section className="cdr-figure cdr-12" aria-labelledby="load-title">
          <h2 id="load-title">What to load</h2>
          <p className="cdr-subtitle">Published workforce files as they were downloaded: Cadre recognises them by what is in them, not by their names</p>
          <HowToLoad />
        </section>
      </div>
    </Page>
  )
}

/** Three ways to fill a data folder. */
export function HowToLoad() {
  return (
    <dl className="nhsuk-summary-list">
      <div>
        <dt>In the browser</dt>
        <dd>
          <Link to="/data">Choose files on the Data page</Link>
        </dd>
      </div>
      <div>
        <dt>On the command line</dt>
        <dd>
          <code>cadre import FOLDER</code> takes a whole folder and says what became of every row
        </dd>
      </div>
      <div>
        <dt>To look around</dt>
        <dd>
          <code>cadre demo</code> makes a nation with invented names and numbers, in its own folder
        </dd>
      </div>
      <div>
        <dt>To begin with</dt>
        <dd>
          Staff turnover (joiners and leavers by staff group) gives stock, rates and projections; sickness absence gives organisations, areas and months;
          population gives demand. <code>cadre sources</code> lists every kind
        </dd>
      </div>
    </dl>
  )
}
