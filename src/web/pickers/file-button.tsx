import { useRef } from 'react'

/** A button that brings a file of JSON or YAML; the same file may be brought again. `name` is what the field is called to whoever does not see the button. */
export function FileButton({ id, name, words, onFile }: { id?: string; name: string; words: string; onFile: (file: File) => void }) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        {...(id === undefined ? {} : { id })}
        ref={field}
        type="file"
        hidden
        accept=".json,.yaml,.yml,application/json"
        aria-label={name}
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          event.target.value = ''
          if (chosen !== undefined) onFile(chosen)
        }}
      />
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => field.current?.click()}>
        {words}
      </button>
    </>
  )
}
