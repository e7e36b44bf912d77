import { useState } from 'react'
import type { WisnFile, WisnRead } from '../../contract/wisn.ts'
import { WisnNeed, WisnParts } from './wisn-figures.tsx'
import { WisnFileActions } from './wisn-file.tsx'
import { WisnForm } from './wisn-form.tsx'

/** What the work takes, unit by unit, and the workload to be changed. */
export function WisnWork({ read: { file, answer }, onShow }: { read: WisnRead; onShow: (file: WisnFile) => void }) {
  const [empty, setEmpty] = useState(0)
  const shown = empty > 0 ? blank : file
  const done = (changed: WisnFile) => {
    setEmpty(0)
    onShow(changed)
  }
  return (
    <div className="cdr-grid">
      <WisnNeed answer={answer} />
      <WisnParts answer={answer} />
      <section className="cdr-figure cdr-12" aria-labelledby="workload-title">
        <h2 id="workload-title">{empty > 0 ? 'Type in a workload' : 'Change the workload'}</h2>
        <p className="cdr-subtitle">Time in hours, volumes of a year. Each change that is worked out makes a new address that can be sent to others</p>
        <WisnFileActions file={file} onBring={done} onEmpty={() => setEmpty(empty + 1)} />
        <div style={{ marginTop: '24px' }}>
          <WisnForm key={empty} file={shown} onDone={done} />
        </div>
      </section>
    </div>
  )
}

/** A workload nothing is known of: an ordinary year of days, and no unit. */
const blank: WisnFile = { workingDays: { possible: 260, publicHolidays: 8, annualLeave: 27, sickLeave: 0, otherAbsence: 0 }, hoursPerDay: 7.5, units: [] }
