import { useRef, useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { filesOfDrop, filesOfField } from './dropped-files.ts'
import type { ChosenFile } from './dropped-files.ts'

/** Take files and folders, dropped or chosen; the buttons are equal to the drop. `children` are the checkbox and a further button. */
export function DropZone({ busy, choose, children }: { busy: boolean; choose: (files: readonly ChosenFile[]) => void; children: [ReactNode, ReactNode] }) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!busy) void filesOfDrop(event.dataTransfer).then(choose)
  }
  return (
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
          Drop files here, or a whole folder
        </h2>
        <p className="cdr-small cdr-second">
          csv and xlsx, up to 2 GB each, recognised by what is in them. Person numbers become pseudonyms and birth dates become months before anything is stored; a column of names,
          National Insurance numbers or addresses is refused.
        </p>
        {children[0]}
      </div>
      <div className="cdr-buttons">
        <ChooseButton id="files" words="Choose files" busy={busy} choose={choose} />
        <ChooseButton id="folder" words="Choose a folder" busy={busy} choose={choose} folder />
        {children[1]}
      </div>
    </div>
  )
}

function ChooseButton({ id, words, busy, choose, folder = false }: { id: string; words: string; busy: boolean; choose: (files: readonly ChosenFile[]) => void; folder?: boolean }) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        id={id}
        ref={field}
        type="file"
        multiple
        hidden
        aria-label={words}
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const chosen = filesOfField(event.target.files)
          event.target.value = ''
          choose(chosen)
        }}
      />
      <button type="button" className={`nhsuk-button${folder ? ' nhsuk-button--secondary' : ''}`} disabled={busy} onClick={() => field.current?.click()}>
        {busy && !folder ? 'Sending…' : words}
      </button>
    </>
  )
}
