import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { problemOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { whatIfQuestion } from '../ask/questions.ts'
import type { ProjectionSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { LeverFileLink, nameLevers } from './lever-file.tsx'
import { SpillOverProjected } from './spill-over-projected.tsx'
import { sayChange, WhatIfAccount, WhatIfBinds, WhatIfOthers, WhatIfSupply, WhatIfTraining } from './what-if-figures.tsx'
import { WhatIfForm } from './what-if-form.tsx'

/** What if? Every lever of supply, and the projection beside itself with them. */
export function WhatIf({ search, asked, answer: projection }: { search: ProjectionSearch; asked: Parameters; answer: ProjectionAnswer }) {
  const moved = search.levers !== undefined && search.levers !== ''
  const { data, error, isPlaceholderData } = useQuery({ ...whatIfQuestion({ ...asked, levers: search.levers }), enabled: moved })
  const answered = moved && data !== undefined && !isPlaceholderData && error === null ? data : undefined
  const current = useMemo(() => (answered === undefined ? undefined : { ...answered, provenance: { ...answered.provenance, repeat: nameLevers(answered.provenance.repeat, search.levers) } }), [answered, search.levers])
  const announce = useAnnounce()
  const summary = current?.summary
  useEffect(() => {
    if (summary !== undefined) announce(summary)
  }, [summary, announce])
  return (
    <>
      <section className="cdr-figure cdr-12" aria-labelledby="what-if-title" aria-busy={moved && current === undefined && error === null}>
        <h2 id="what-if-title">What if?</h2>
        <p className="cdr-subtitle">
          Levers of supply, each a change from what happens if nothing changes. The same futures are walked with them and without, and what keeps a lever from
          acting is said
        </p>
        {current === undefined ? null : (
          <>
            <p className="cdr-gapline">
              <strong>{current.summary}</strong>
            </p>
            <ul className="cdr-changes">
              {current.levers.map((lever, at) => (
                <li key={at} style={{ display: 'block' }}>
                  {lever.says}
                  {lever.alone === null ? '' : `: by itself ${sayChange(lever.alone)} ${current.unit} at the end`}
                </li>
              ))}
            </ul>
            <LeverFileLink levers={search.levers} />
          </>
        )}
        {moved && current === undefined && error === null ? <output>Working it out…</output> : null}
        {moved && error !== null ? <p role="alert">{`${problemOf(error).detail} ${problemOf(error).next ?? ''}`}</p> : null}
        <WhatIfForm key={search.levers ?? ''} search={search} area={projection.area} profession={projection.profession} />
      </section>
      {current === undefined ? null : (
        <>
          <WhatIfSupply answer={current} asked={{ ...asked, levers: search.levers }} />
          <WhatIfBinds answer={current} />
          <WhatIfTraining answer={current} />
          <WhatIfOthers answer={current} />
          <SpillOverProjected answer={current} />
          <WhatIfAccount answer={current} />
        </>
      )}
    </>
  )
}
