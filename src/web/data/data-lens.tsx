import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Holdings } from '../../contract/holdings.ts'
import type { Status } from '../../contract/status.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { coverageQuestion, establishmentQuestion } from '../ask/questions.ts'
import { sayNumber } from '../format.ts'
import type { LensPart } from '../shell/page.tsx'
import type { DataView } from './data-tabs.tsx'

/** The strip under the title: match rate, coverage, snapshot, findings. Each leads to its part of the page. */
export function useDataLens(status: Status, holdings: Holdings): LensPart[] {
  const loaded = holdings.files.length > 0
  const posts = useQuery({ ...establishmentQuestion({}), enabled: loaded })
  const coverage = useQuery({ ...coverageQuestion(), enabled: loaded })
  const findings = holdings.files.reduce((sum, file) => sum + file.findings.reduce((count, finding) => count + finding.count, 0), 0)
  const rules = new Set(holdings.files.flatMap((file) => file.findings.map(({ rule }) => rule))).size
  return [
    { name: 'Match rate, ledger to staff record', value: <To view="posts">{known(posts, ({ total }) => (total.fundedMatch.value === null ? '[x] not available' : `${sayNumber(total.fundedMatch.value, 1)} % of posts`))}</To> },
    { name: 'Coverage', value: <To view="coverage">{known(coverage, ({ share, expected }) => (share === null ? '[x] not available' : `${sayNumber(Math.min(1, share) * 100)} % of about ${sayNumber(expected ?? 0)} FTE`))}</To> },
    { name: 'Snapshot', value: status.publishedAt === null ? 'none yet' : <To view="snapshots">{sayDate(status.publishedAt)}</To> },
    { name: 'Findings', value: findings === 0 ? 'none' : <To view="quality">{`${sayNumber(findings)} by ${rules} ${rules === 1 ? 'rule' : 'rules'}`}</To> },
    { name: 'Folder', value: status.folder },
  ]
}

function To({ view, children }: { view: DataView; children: ReactNode }) {
  return (
    <Link to="/data" search={{ view }}>
      {children}
    </Link>
  )
}

function known<Answer>(asked: UseQueryResult<Answer>, say: (answer: Answer) => string): string {
  if (asked.data !== undefined) return say(asked.data)
  return asked.isFetching ? 'being worked out' : '[x] not available'
}
