import '../styles/wisn.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { WisnFile, WisnRead } from '../../contract/wisn.ts'
import { sayNumber } from '../format.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { later } from '../shell/later.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { wisnQuestion } from '../wisn/ask-wisn.ts'
import { ErrorPage } from './error-page.tsx'

const WisnWork = later(async () => (await import('../wisn/wisn-work.tsx')).WisnWork)

const title = 'Staffing need from workload'
/** Longer addresses are cut off by browsers and servers on the way. */
const longestAddress = 7000

/** How many staff does the work take? Workload indicators of staffing need; the address carries the workload as long as it fits. */
export function WisnPage() {
  const { workload } = useSearch({ from: '/wisn' })
  const navigate = useNavigate({ from: '/wisn' })
  const [held, setHeld] = useState<string | null>(null)
  const text = held ?? workload
  const { data, error, isPlaceholderData } = useQuery(wisnQuestion(text))
  const announce = useAnnounce()
  const summary = isPlaceholderData ? undefined : data?.answer.summary
  useEffect(() => {
    if (summary !== undefined) announce(summary)
  }, [summary, announce])
  const show = (file: WisnFile) => {
    const written = JSON.stringify(file)
    const fits = encodeURIComponent(written).length <= longestAddress
    setHeld(fits ? null : written)
    void navigate({ search: (previous) => ({ ...previous, workload: fits ? written : undefined }), resetScroll: false })
  }
  if (error)
    return (
      <ErrorPage error={error} title={title}>
        <p style={{ marginTop: '24px' }}>
          <Link to="/wisn" search={{}} onClick={() => setHeld(null)}>
            See the example
          </Link>
        </p>
      </ErrorPage>
    )
  return data === undefined ? <PagePending title={title} /> : <Wisn read={data} text={text} tooLong={held !== null} onShow={show} busy={isPlaceholderData} />
}

function Wisn({ read, text, tooLong, onShow, busy }: { read: WisnRead; text: string | undefined; tooLong: boolean; onShow: (file: WisnFile) => void; busy: boolean }) {
  return (
    <Page
      title={title}
      busy={busy}
      sentence={read.answer.summary}
      lens={[
        { name: 'Workload', value: text === undefined ? 'Example: three units of a hospital' : 'As typed in or brought' },
        { name: 'Method', value: 'Workload indicators of staffing need (WISN)' },
        { name: 'Working time', value: `${sayNumber(read.answer.awtHours, 0)} hours a year` },
      ]}
    >
      {tooLong ? <p className="nhsuk-inset-text nhsuk-inset-text--warn">This workload is too long for an address, so the link does not carry it. Download it as a file to keep it.</p> : null}
      <WisnWork read={read} onShow={onShow} />
    </Page>
  )
}
