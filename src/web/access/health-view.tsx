import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '../ask/ask.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { installationQuestion, readyQuestion } from './access-questions.ts'

/** Whether the installation is sound: readiness at once, and everything that cadre doctor looks at when asked. */
export function HealthView() {
  const [asked, setAsked] = useState(false)
  const ready = useQuery(readyQuestion())
  const { data, error, isFetching, refetch } = useQuery({ ...installationQuestion(), enabled: asked })
  return (
    <div className="cdr-grid">
      <section className="cdr-figure cdr-12" aria-labelledby="ready-title">
        <h2 id="ready-title">Is the server ready?</h2>
        <output className="cdr-told">{ready.data === undefined ? 'Asking the server.' : sayReady[ready.data.status]}</output>
      </section>
      <section className="cdr-figure cdr-12" aria-labelledby="health-title">
        <h2 id="health-title">Is the installation sound?</h2>
        <p className="cdr-subtitle">Engine, packages, disk, permissions, every part of the data against its hash, the account of reads and changes, the clock and heavy work: as cadre doctor</p>
        {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
        <output className="cdr-told">{isFetching ? 'Looking through everything. With a national dataset this takes minutes.' : data?.summary}</output>
        {data === undefined ? null : (
          <ul className="cdr-files">
            {data.checks.map(({ name, holds, found, next }, at) => (
              <li key={`${name} ${at}`}>
                <span className="cdr-files__name">{name}</span>
                <p className="cdr-second cdr-secret">
                  <span className={`nhsuk-tag nhsuk-tag--${holds ? 'green' : 'red'}`}>{holds ? 'fine' : 'found'}</span> {found}
                </p>
                {next === null ? null : <p>{next}.</p>}
              </li>
            ))}
          </ul>
        )}
        <div className="cdr-decide">
          <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={isFetching} onClick={() => (asked ? void refetch() : setAsked(true))}>
            Look through everything
          </button>
        </div>
      </section>
    </div>
  )
}

const sayReady = {
  ready: 'Ready: the records answer, and every part of the live data was read through and is as it was published.',
  verifying: 'Verifying: parts of the live data are being read through. Nothing that is damaged is served.',
  'not ready': 'Not ready: the records do not answer, or a part of the live data is damaged. Look through everything to see which.',
} as const
