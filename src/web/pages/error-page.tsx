import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { noAnswer, problemOf } from '../ask/ask.ts'
import { isMissingScript, loadWhenAnswered } from '../shell/missing-script.ts'
import { Page } from '../shell/page.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'

/** A page that could not be drawn says why and what to do; it is never blank. */
export function ErrorPage({ error, title = 'Something went wrong', children }: { error: unknown; title?: string; children?: ReactNode }) {
  const router = useRouter()
  const client = useQueryClient()
  const isMissing = isMissingScript(error)
  const again = () => {
    if (isMissing) return void loadWhenAnswered()
    // What was answered stays, above all who is looking: without it the sign-in or a waiting page stood here in between.
    void client.resetQueries({ predicate: ({ state }) => state.status === 'error' })
    void router.invalidate()
  }
  return (
    <Page title={title} tab={`Error: ${title}`}>
      <ProblemSummary problem={isMissing ? noAnswer(window.location.pathname) : problemOf(error)} />
      {children}
      {askingAgainMayHelp(error) ? (
        <p style={{ marginTop: '24px' }}>
          <button type="button" className="nhsuk-button" onClick={again}>
            Try again
          </button>
        </p>
      ) : null}
    </Page>
  )
}

/** A refusal (status 400 to 499) stays one until the question changes. */
function askingAgainMayHelp(error: unknown): boolean {
  const { status } = problemOf(error)
  return status < 400 || status > 499
}
