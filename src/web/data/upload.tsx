import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import type { ImportAnswer } from '../../contract/import.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { sayBytes } from '../format.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { FindingList } from './finding-list.tsx'
import { sayRows, saySums } from './row-account.ts'
import { verdictOfImport } from './verdict.ts'

/** Send files: they are recognised by content, checked, published as a new snapshot, and answered one by one. */
export function Upload() {
  const { send, sent, sending, answer, error } = useImport()
  const [over, setOver] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send([...event.dataTransfer.files])
  }
  return (
    <>
      <div
        className={`cdr-upload${over ? ' cdr-upload--over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div>
          <h2 className="cdr-strong" style={{ fontSize: '1rem' }}>
            Drop files here, or choose them
          </h2>
          <p className="cdr-small cdr-second">
            csv and xlsx as they were published; Cadre recognises them by what is in them. A file it does not know is refused with the reason, and the others
            are loaded.
          </p>
        </div>
        <div className="cdr-buttons">
          <label className="nhsuk-u-visually-hidden" htmlFor="files">
            Files to load
          </label>
          <input
            id="files"
            ref={field}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              send([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <button type="button" className="nhsuk-button" disabled={sending} onClick={() => field.current?.click()}>
            {sending ? 'Loading…' : 'Choose files'}
          </button>
        </div>
      </div>
      {sending ? (
        <output style={{ display: 'block', marginTop: '16px' }}>
          Reading and checking {sayFiles(sent)}. Large spreadsheets take some seconds; nothing is published until all are checked.
        </output>
      ) : null}
      {error === null ? null : (
        <div style={{ marginTop: '24px' }}>
          <ProblemSummary problem={problemOf(error)} />
        </div>
      )}
      {answer === undefined ? null : <UploadAnswer answer={answer} />}
    </>
  )
}

function useImport() {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, variables, isPending, data, error } = useMutation({
    mutationFn: (files: readonly File[]) => {
      const form = new FormData()
      for (const file of files) form.append('files', file, file.name)
      return ask<ImportAnswer>('/api/imports', { method: 'POST', headers: { 'x-cadre': '1' }, body: form })
    },
    onSuccess: (answer) => {
      announce(answer.summary)
      void client.invalidateQueries()
    },
  })
  return {
    send: (files: readonly File[]) => {
      if (files.length > 0) mutate(files)
    },
    sent: variables ?? [],
    sending: isPending,
    answer: data,
    error,
  }
}

function sayFiles(files: readonly File[]): string {
  return `${files.length === 1 ? 'one file' : `${files.length} files`}, ${sayBytes(files.reduce((sum, file) => sum + file.size, 0))}`
}

function UploadAnswer({ answer }: { answer: ImportAnswer }) {
  return (
    <section className="cdr-figure" aria-labelledby="upload-title" style={{ marginTop: '40px' }}>
      <h2 id="upload-title">This upload</h2>
      <p className="cdr-subtitle">{answer.summary}</p>
      <ul className="cdr-files">
        {answer.files.map((file) => (
          <SentFile key={file.path} file={file} />
        ))}
      </ul>
    </section>
  )
}

function SentFile({ file }: { file: ImportAnswer['files'][number] }) {
  const verdict = verdictOfImport(file)
  return (
    <li>
      <span className="cdr-files__name">
        <b>{file.path}</b>
        <span>{file.title ?? 'Not recognised'}</span>
        <span>
          {file.refused === null ? sayRows(file.rows) : 'Nothing of it was loaded'}
          {file.periodTo === null ? '' : `, to ${sayDate(file.periodTo)}`}
        </span>
      </span>
      <span>
        <span className={`nhsuk-tag nhsuk-tag--${verdict.colour}`}>{verdict.word}</span>
      </span>
      <div>
        {file.refused === null ? null : <p>{file.refused.message}</p>}
        {file.outcome === 'unchanged' ? <p>Held already, byte for byte. Nothing was added.</p> : null}
        <p className="cdr-second">{saySums(file.sums)}</p>
        <FindingList findings={file.findings} />
      </div>
    </li>
  )
}
