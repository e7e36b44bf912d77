import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/controls.css'
import './styles/figure.css'
import './styles/chart.css'
import './styles/data.css'
import './styles/access.css'
import './styles/slider.css'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { sessionKey } from './access/access-questions.ts'
import { ProblemError } from './ask/ask.ts'
import { staleAfter } from './live/live-notice.tsx'
import { router } from './router.tsx'
import { begin, earlyQuestions } from './shell/begin.ts'
import { keepPageWithoutScript } from './shell/missing-script.ts'

/** Answers change only when files are imported, and that is said (live/); nothing is asked anew under the reader, neither by looking back at the page nor after a line was lost. A refusal does not get better by asking again. */
const client = new QueryClient({ queryCache: new QueryCache({ onError: askWhoIsIn }), defaultOptions: { queries: { staleTime: staleAfter, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false } } })

/** A session that ended shows at the next answer: the sign-in then stands in place of the page. */
function askWhoIsIn(error: Error): void {
  if (error instanceof ProblemError && error.problem.code === 'sign-in-needed') void client.invalidateQueries({ queryKey: sessionKey })
}

const place = document.getElementById('page')
if (place === null) throw new Error('index.html has no element with the id page')
keepPageWithoutScript()
// Chunks of pages take from this script: it must end before they begin, so that nothing is awaited in it.
void begin(client, () => router.load(), earlyQuestions(document.head)).then(() =>
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
)
