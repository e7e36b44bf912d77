import { useState } from 'react'
import type { ExploreAnswer } from '../../contract/explore.ts'
import type { ExploreSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { exploreAddress } from './explore-asked.ts'

/** The table as files, each with the cells that are shown and no others. */
export function TakeAway({ search, answer, title }: { search: ExploreSearch; answer: ExploreAnswer; title: string }) {
  const files = [
    { name: 'csv', says: 'one figure to a row', address: answer.csv },
    { name: 'xlsx', says: 'workbook for Excel', address: exploreAddress('/api/explore.xlsx', search) },
    { name: 'ods', says: 'workbook for LibreOffice', address: exploreAddress('/api/explore.ods', search) },
    { name: 'pptx', says: 'one slide for PowerPoint', address: exploreAddress('/api/explore.pptx', search) },
    { name: 'Data Package', says: 'csv with CSVW metadata, zip', address: exploreAddress('/api/explore.zip', search) },
  ]
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="take-title">
      <h2 id="take-title">Take it away</h2>
      <p className="cdr-subtitle">Every file holds the cells that are shown, with the same ones hidden</p>
      <ul className="cdr-takeaway">
        {files.map(({ name, says, address }) => (
          <li key={name}>
            <a href={address} download>
              {name}
              <span className="nhsuk-u-visually-hidden">: {title}</span>
            </a>{' '}
            <small>{says}</small>
          </li>
        ))}
      </ul>
      <StableAddress path={answer.csv} />
    </section>
  )
}

/** An address that spreadsheets and dashboards read again by themselves. */
function StableAddress({ path }: { path: string }) {
  const [copied, setCopied] = useState('')
  const announce = useAnnounce()
  const address = new URL(path, location.origin).href
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    setCopied(address)
    announce('The address is copied')
  }
  return (
    <div className="cdr-stable">
      <label className="nhsuk-label" htmlFor="stable-address">
        Address for Power BI, Excel and programs
      </label>
      <span className="nhsuk-hint" id="stable-hint">
        It answers with the latest figures each time it is read. Send a token with it, made under Your account, in the header <code>Authorization: Bearer …</code>; never write the token into the address
      </span>
      <div className="cdr-stable__field">
        <input id="stable-address" className="nhsuk-input" type="text" readOnly value={address} aria-describedby="stable-hint" onFocus={(event) => event.target.select()} />
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => void copy()}>
          {copied === address ? 'Copied' : 'Copy'}
          <span className="nhsuk-u-visually-hidden"> the address</span>
        </button>
      </div>
      <details>
        <summary>How to read it in Excel and Power BI</summary>
        <ol className="cdr-steps">
          <li>Excel: Data, Get Data, From Other Sources, Blank Query, Advanced Editor. Power BI: Get data, Blank query, Advanced Editor.</li>
          <li>
            Paste this, with your token in place of the words:
            <pre tabIndex={0} aria-label="Query for Excel and Power BI">{powerQuery(address)}</pre>
          </li>
          <li>When asked how to sign in, choose Anonymous: the token stands in the header. Refresh reads the address again.</li>
        </ol>
      </details>
    </div>
  )
}

/** The same few lines work in both. Source: Power Query M, Web.Contents and Csv.Document. */
function powerQuery(address: string): string {
  return `let\n  Answer = Web.Contents("${address}", [Headers = [Authorization = "Bearer YOUR TOKEN"]]),\n  Rows = Table.PromoteHeaders(Csv.Document(Answer, [Encoding = 65001, QuoteStyle = QuoteStyle.Csv])),\n  Typed = Table.TransformColumnTypes(Rows, {{"value", type number}}, "en-GB")\nin\n  Typed`
}
