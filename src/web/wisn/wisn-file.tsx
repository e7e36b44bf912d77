import { useRef, useState } from 'react'
import type { WisnFile } from '../../contract/wisn.ts'
import { problemOf } from '../ask/ask.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { askText } from './ask-wisn.ts'

/** Bring a workload file, take away the one that is shown, or start with an empty one. */
export function WisnFileActions({ file, onBring, onEmpty }: { file: WisnFile; onBring: (file: WisnFile) => void; onEmpty: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<unknown>(null)
  const bring = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    setError(null)
    try {
      onBring((await askText(await chosen.text())).file)
    } catch (thrown) {
      setError(thrown)
    }
  }
  return (
    <>
      {error === null ? null : <ProblemSummary problem={problemOf(error)} />}
      <div className="cdr-buttons">
        <input
          id="workload-file"
          ref={field}
          type="file"
          hidden
          accept=".json,.yaml,.yml,application/json"
          aria-label="Workload file"
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            event.target.value = ''
            void bring(chosen)
          }}
        />
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => field.current?.click()}>
          Bring a workload file
        </button>
        <a className="nhsuk-button nhsuk-button--secondary" href={`data:application/json;charset=utf-8,${encodeURIComponent(`${JSON.stringify(file, null, 2)}\n`)}`} download="workload.json">
          Download as a file
        </a>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onEmpty}>
          Start empty
        </button>
      </div>
      <p className="cdr-small cdr-second" style={{ marginTop: '8px' }}>
        JSON or YAML. <code>cadre wisn workload.json</code> reads the same file and gives the same numbers.
      </p>
    </>
  )
}
