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
import { router } from './router.tsx'

/** Answers change only when files are imported, and the import says so; a refusal does not get better by asking again. */
const client = new QueryClient({ queryCache: new QueryCache({ onError: askWhoIsIn }), defaultOptions: { queries: { staleTime: 60_000, retry: false, refetchOnWindowFocus: false } } })

/** A session that ended shows at the next answer: the sign-in then stands in place of the page. */
function askWhoIsIn(error: Error): void {
  if (error instanceof ProblemError && error.problem.code === 'sign-in-needed') void client.invalidateQueries({ queryKey: sessionKey })
}

const place = document.getElementById('page')
if (place === null) throw new Error('index.html has no element with the id page')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
