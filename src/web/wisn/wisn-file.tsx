import { useState } from 'react'
import type { WisnFile } from '../../contract/wisn.ts'
import { problemOf } from '../ask/ask.ts'
import { FileButton } from '../pickers/file-button.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { askText } from './ask-wisn.ts'

/** Bring a workload file, take away the one that is shown, or start with an empty one. */
export function WisnFileActions({ file, onBring, onEmpty }: { file: WisnFile; onBring: (file: WisnFile) => void; onEmpty: () => void }) {
  const [error, setError] = useState<unknown>(null)
  const bring = async (chosen: File) => {
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
        <FileButton id="workload-file" name="Workload file" words="Bring a workload file" onFile={(chosen) => void bring(chosen)} />
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
