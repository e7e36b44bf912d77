import type { z } from 'zod'
import type { ImportFinding } from '../../contract/import.ts'
import { sayNumber } from '../format.ts'
import { severityWords } from './rank-findings.ts'

/** Findings of one file, one line per rule: what is wrong, how often, an example. */
export function FindingList({ findings }: { findings: readonly z.infer<typeof ImportFinding>[] }) {
  return (
    <ul className="cdr-findings">
      {findings.map((finding) => (
        <li key={finding.rule}>
          <b className="cdr-strong">{sayNumber(finding.count)} ×</b> {finding.says}{' '}
          <span className="cdr-second">
            ({(severityWords[finding.severity] ?? finding.severity).toLowerCase()}
            {finding.fte === null ? '' : `, ${sayNumber(finding.fte)} FTE`}; <code>{finding.rule}</code>)
          </span>
          {finding.example === null ? null : (
            <span className="cdr-second" style={{ display: 'block' }}>
              For example: {finding.example}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
