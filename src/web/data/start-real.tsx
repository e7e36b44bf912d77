import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RealFolder } from '../../contract/status.ts'
import { sessionKey } from '../access/access-questions.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useFollow } from '../shell/followed.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'

/** A folder is demonstration or real, never both: offer to open an empty folder for real files beside this one. */
export function StartReal() {
  const client = useQueryClient()
  const announce = useAnnounce()
  const follow = useFollow()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => ask<RealFolder>('/api/folder/start-real', { method: 'POST', headers: { 'x-cadre': '1' } }),
    onMutate: follow,
    onSuccess: async ({ folder }) => {
      announce(`The folder ${folder} is open. Sign in to see it.`)
      // The sign-in may be there already, for whatever else was asked meanwhile was refused: it stays, and nothing of the demonstration does.
      await client.invalidateQueries({ queryKey: sessionKey })
      await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
    },
  })
  return (
    <div className="nhsuk-inset-text nhsuk-inset-text--warn" style={{ marginTop: '24px' }}>
      <h2 className="cdr-strong" style={{ fontSize: '1rem' }}>
        This folder is a demonstration, so it takes no real files
      </h2>
      <p>
        Made-up and real numbers never stand in one folder. Start a folder for real data: it opens beside this one, empty, and the demonstration stays as it is. You sign in to it: the link for the first administrator is printed where the server was started.
      </p>
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      <p>
        <button type="button" className="nhsuk-button" disabled={isPending} onClick={() => mutate()}>
          {isPending ? 'Opening…' : 'Start a folder for real data'}
        </button>
      </p>
    </div>
  )
}
