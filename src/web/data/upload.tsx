import { Link, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { problemOf } from '../ask/ask.ts'
import { uploadsQuestion } from '../ask/questions.ts'
import { sayBytes } from '../format.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import type { ChosenFile } from './dropped-files.ts'
import { DropZone } from './drop-zone.tsx'
import { sayTimeLeft } from './say-time-left.ts'
import { sendFiles } from './send-files.ts'
import type { Sending } from './send-files.ts'

/** Bytes a file may have; the server says the same. */
const largestFile = 2_000_000_000

/** Send files or a folder: dropped or chosen, by mouse or by keyboard. They become a job that the address names. */
export function Upload() {
  const { send, end, files, sending, error, tooLarge } = useSending()
  const [straightAway, setStraightAway] = useState(false)
  return (
    <>
      <DropZone busy={files !== null} choose={(chosen) => send(chosen, straightAway)}>
        <label className="cdr-upload__choice">
          <input type="checkbox" checked={straightAway} onChange={(event) => setStraightAway(event.target.checked)} />
          Publish straight away what holds, without asking me first
        </label>
        <Link to="/data" search={{ view: 'templates' }} className="nhsuk-button nhsuk-button--secondary">
          Templates
        </Link>
      </DropZone>
      {files === null ? null : <SendingProgress files={files} sending={sending} onEnd={end} />}
      {tooLarge.length === 0 ? null : (
        <div className="nhsuk-error-summary" role="alert" style={{ marginTop: '24px' }}>
          <h2>{tooLarge.length === 1 ? 'A file is too large to send' : `${tooLarge.length} files are too large to send`}</h2>
          <p>
            {tooLarge.map(({ name, file }) => `${name} has ${sayBytes(file.size)}`).join('; ')}. A file may have {sayBytes(largestFile)}. Nothing was sent. Split it by month, or load it
            with <code>cadre import</code>, which reads from disk.
          </p>
        </div>
      )}
      {error === null ? null : (
        <div style={{ marginTop: '24px' }}>
          <ProblemSummary problem={problemOf(error)} />
        </div>
      )}
    </>
  )
}

function useSending() {
  const client = useQueryClient()
  const announce = useAnnounce()
  const navigate = useNavigate({ from: '/data' })
  const [files, setFiles] = useState<readonly ChosenFile[] | null>(null)
  const [sending, setSending] = useState<Sending | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [tooLarge, setTooLarge] = useState<readonly ChosenFile[]>([])
  const ending = useRef<AbortController | null>(null)
  const send = async (chosen: readonly ChosenFile[], straightAway: boolean) => {
    const large = chosen.filter(({ file }) => file.size > largestFile)
    setTooLarge(large)
    setError(null)
    if (chosen.length === 0 || large.length > 0) return
    ending.current = new AbortController()
    setFiles(chosen)
    setSending(null)
    announce(`Sending ${sayFiles(chosen)}.`)
    try {
      const job = await sendFiles(chosen, straightAway, setSending, ending.current.signal)
      announce(`${sayFiles(chosen)} sent. ${job.says}`)
      void client.invalidateQueries({ queryKey: uploadsQuestion().queryKey })
      void navigate({ search: { job: job.id }, resetScroll: false })
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'AbortError') announce('The sending was cancelled. Nothing was kept.')
      else setError(thrown)
    } finally {
      setFiles(null)
    }
  }
  return { send: (chosen: readonly ChosenFile[], straightAway: boolean) => void send(chosen, straightAway), end: () => ending.current?.abort(), files, sending, error, tooLarge }
}

function SendingProgress({ files, sending, onEnd }: { files: readonly ChosenFile[]; sending: Sending | null; onEnd: () => void }) {
  return (
    <div className="cdr-progress">
      <progress aria-label="Sending files" max={1} {...(sending === null ? {} : { value: sending.of === 0 ? 1 : sending.sent / sending.of })} />
      Sending {sayFiles(files)}
      {sending === null ? '' : `: ${sayBytes(sending.sent)} of ${sayBytes(sending.of)}${sending.secondsLeft === null ? '' : `, ${sayTimeLeft(sending.secondsLeft)}`}`}.{' '}
      <button type="button" className="cdr-action" onClick={onEnd}>
        Cancel
      </button>
    </div>
  )
}

function sayFiles(files: readonly ChosenFile[]): string {
  return `${files.length === 1 ? 'one file' : `${files.length} files`}, ${sayBytes(files.reduce((sum, { file }) => sum + file.size, 0))}`
}
