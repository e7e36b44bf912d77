import '../styles/flows.css'
import { useQuery } from '@tanstack/react-query'
import { problemOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { comingsQuestion, spillOverQuestion } from '../ask/questions.ts'
import { Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { Unavailable } from '../figure/unavailable.tsx'
import { FlowsEnds } from './flows-ends.tsx'
import { SpillOver } from './spill-over.tsx'

/** Where staff come from and go to, and who gains and loses by it: from records of the last year. Everybody is followed, so it is worked out when asked for. */
export function FlowsSection({ asked }: { asked: Parameters }) {
  const panels = useOpenPanels()
  const open = panels.isOpen('ends')
  const comings = useQuery({ ...comingsQuestion(asked), enabled: open })
  const spill = useQuery({ ...spillOverQuestion(asked), enabled: open })
  const ready = open && !comings.isPlaceholderData && !spill.isPlaceholderData
  if (ready && comings.error !== null) return <Unavailable id="ends" title="Where staff come from and go to is not available" why={problemOf(comings.error).detail} />
  if (ready && comings.data !== undefined && (spill.data !== undefined || spill.error !== null))
    return (
      <>
        <FlowsEnds answer={comings.data} asked={asked} />
        {spill.data === undefined ? <Unavailable id="spill" title="Who gains and who loses is not available" why={problemOf(spill.error).detail} /> : <SpillOver answer={spill.data} asked={asked} />}
      </>
    )
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="ends-title">
      <h2 id="ends-title">Where staff come from and go to</h2>
      <p className="cdr-subtitle">Everybody is followed from month-end to month-end over the last year, and found again in other areas and sectors. The first time this takes some seconds</p>
      <p>
        <Opener panel="ends" panels={panels} words="Work it out" of="where staff come from and go to" />
      </p>
      {open ? <output id="ends">Working it out…</output> : null}
    </section>
  )
}
