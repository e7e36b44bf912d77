import { addressOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'

/** The evidence of the page as files: every figure with its range, its status and how it was reckoned. */
export function EvidenceFiles({ asked, title }: { asked: Parameters; title: string }) {
  const files = [
    { name: 'csv', says: 'one figure to a row', address: addressOf('/api/programme.csv', asked) },
    { name: 'xlsx', says: 'workbook for Excel, with the years ahead', address: addressOf('/api/programme.xlsx', asked) },
    { name: 'pptx', says: 'one slide for PowerPoint: the pathway with its gaps', address: addressOf('/api/programme.pptx', asked) },
    { name: 'ods', says: 'workbook for LibreOffice, with the years ahead', address: addressOf('/api/programme.ods', asked) },
  ]
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="evidence-title" id="evidence">
      <h2 id="evidence-title">Download the evidence</h2>
      <p className="cdr-subtitle">Every figure of this page with its range, its source, and why it is not available where it is not</p>
      <ul className="cdr-takeaway">
        {files.map(({ name, says, address }) => (
          <li key={name}>
            <a href={address} download>
              Evidence as {name}
              <span className="nhsuk-u-visually-hidden">: {title}</span>
            </a>{' '}
            <small>{says}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
