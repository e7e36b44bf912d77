import type { Holdings } from '../../contract/holdings.ts'
import { sayNumber } from '../format.ts'
import { amount, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { rankFindings } from './rank-findings.ts'

const firstShown = 8

/** What is worth looking at first: findings of all files added up by rule, largest effect first. */
export function FindingsByRule({ files }: { files: Holdings['files'] }) {
  const ranked = rankFindings(files)
  const total = ranked.reduce((sum, finding) => sum + finding.count, 0)
  const [first] = ranked
  if (first === undefined) return null
  return (
    <Figure
      id="findings"
      title={`${sayNumber(total)} findings by ${ranked.length} ${ranked.length === 1 ? 'rule' : 'rules'}`}
      subtitle="Largest effect on staff in post first, then by number. Rows held back stay out of every figure; the others are loaded and marked"
      provenance={[
        { name: 'Definition', says: 'A finding is what a rule says about a row or a file: data that is wrong, or that a reader must know about' },
        { name: 'Formula', says: 'Findings of all files in the live snapshot, added up by rule' },
        { name: 'Repeat it', says: <code>cadre snapshots --files</code> },
      ]}
      table={{
        columns: [
          { name: 'Rule' },
          { name: 'Where it found most' },
          { name: 'Kind' },
          { name: 'Findings', numeric: true },
          { name: 'Files', numeric: true },
          { name: 'FTE', numeric: true },
        ],
        rows: ranked.map((finding) => [
          words(finding.rule),
          words(finding.says),
          words(finding.kind),
          amount(finding.count),
          amount(finding.files),
          amount(finding.fte, 1),
        ]),
      }}
    >
      <ol className="cdr-changes">
        {ranked.slice(0, firstShown).map((finding) => (
          <li key={finding.rule}>
            <b>{sayNumber(finding.count)} ×</b>
            <span>
              {finding.name}
              <small>
                {finding.files === 1 ? 'In one file: ' : `In ${finding.files} files; in one of them: `}
                {finding.says}
              </small>
              <small>
                {finding.kind}
                {finding.fte === null ? '' : `, ${sayNumber(finding.fte, 1)} FTE`}
              </small>
            </span>
          </li>
        ))}
      </ol>
      {ranked.length > firstShown ? <p className="cdr-small cdr-second">{ranked.length - firstShown} more in the table</p> : null}
    </Figure>
  )
}
