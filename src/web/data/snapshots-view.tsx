import { useQuery } from '@tanstack/react-query'
import type { Holdings } from '../../contract/holdings.ts'
import { historyQuestion } from '../ask/questions.ts'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { HistoryFigure } from './history-figure.tsx'
import { Snapshots } from './snapshots.tsx'
import { WithdrawForm } from './withdraw-form.tsx'

/** Every state the dataset has been in, how to go back, and who changed what. */
export function SnapshotsView({ holdings, demonstration }: { holdings: Holdings; demonstration: boolean }) {
  const history = useQuery(historyQuestion())
  const live = holdings.snapshots.find((snapshot) => snapshot.live)
  return (
    <div className="cdr-grid">
      <Snapshots snapshots={holdings.snapshots} />
      {live === undefined || demonstration ? null : <WithdrawForm key={live.id} live={live} snapshots={holdings.snapshots} files={holdings.files} />}
      <AskedFigure id="history" title="Every change to the dataset" asked={history}>
        {(answer) => <HistoryFigure history={answer} />}
      </AskedFigure>
    </div>
  )
}
