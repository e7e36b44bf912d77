import { useQuery } from '@tanstack/react-query'
import type { Holdings } from '../../contract/holdings.ts'
import { coverageQuestion, establishmentQuestion, gapMatrixQuestion, qualityQuestion, uploadQuestion } from '../ask/questions.ts'
import type { DataSearch } from '../search.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { sayNumber } from '../format.ts'
import type { DataView } from './data-tabs.tsx'

/** The one sentence that answers the part of the page that is shown; while it is worked out, what is held. */
export function useDataSentence(view: DataView, search: DataSearch, holdings: Holdings): string {
  const loaded = holdings.files.length > 0
  const upload = useQuery({ ...uploadQuestion(search.job ?? ''), enabled: view === 'upload' && search.job !== undefined })
  const quality = useQuery({ ...qualityQuestion(search.area), enabled: view === 'quality' && loaded })
  const matrix = useQuery({ ...gapMatrixQuestion(search.area), enabled: view === 'coverage' && loaded })
  const coverage = useQuery({ ...coverageQuestion(search.area), enabled: view === 'coverage' && loaded })
  const posts = useQuery({ ...establishmentQuestion({ area: search.area, at: search.at, by: search.by, basis: search.basis }), enabled: view === 'posts' && loaded })
  const says: Readonly<Record<DataView, string | undefined>> = {
    upload: upload.data?.says,
    quality: quality.data?.summary,
    coverage: coverage.data === undefined ? undefined : `${coverage.data.summary} ${matrix.data?.summary ?? ''}`.trim(),
    posts: posts.data?.summary,
    snapshots: saySnapshots(holdings),
    templates: 'A return is one table of one month-end. Fill in a blank one, or send an extract in your own column names: the page asks once what its columns mean.',
  }
  return says[view] ?? holdings.summary
}

function saySnapshots({ snapshots }: Holdings): string | undefined {
  const live = snapshots.find((snapshot) => snapshot.live)
  if (live === undefined) return undefined
  return `The current snapshot is of ${sayDate(live.publishedAt)} and holds ${sayNumber(live.files)} ${live.files === 1 ? 'file' : 'files'}; ${snapshots.length === 1 ? 'there is no other' : `there are ${sayNumber(snapshots.length)} in all`}. What moved last: ${live.moved}.`
}
