import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sayDate } from '../../units/calendar-date.ts'
import { uploadsQuestion } from '../ask/questions.ts'

/** Uploads that are not over and not shown: whoever lost the link finds them again. */
export function WaitingUploads({ shown }: { shown: string | undefined }) {
  const { data } = useQuery({ ...uploadsQuestion(), staleTime: 0 })
  const waiting = (data?.jobs ?? []).filter(({ id, state }) => id !== shown && !['published', 'cancelled', 'failed'].includes(state))
  if (waiting.length === 0) return null
  return (
    <div className="nhsuk-inset-text" style={{ marginTop: '24px' }}>
      <h2 className="cdr-strong" style={{ fontSize: '1rem' }}>
        {waiting.length === 1 ? 'An upload waits' : `${waiting.length} uploads wait`}
      </h2>
      <ul>
        {waiting.map(({ id, sentAt, says }) => (
          <li key={id}>
            Sent on {sayDate(sentAt)} at {sentAt.slice(11, 16)} UTC: {says}{' '}
            <Link to="/data" search={{ job: id }}>
              Show it
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
