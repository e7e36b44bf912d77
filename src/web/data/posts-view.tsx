import { useQuery } from '@tanstack/react-query'
import type { DataSearch } from '../search.ts'
import { establishmentBridgeQuestion, establishmentQuestion } from '../ask/questions.ts'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { Lens } from '../lens/lens.tsx'
import { BasesFigure } from './bases-figure.tsx'
import { PostsFigure } from './posts-figure.tsx'
import { VacancyBridgeFigure } from './vacancy-bridge-figure.tsx'

/** The ledger held against the staff record: what is funded, who is there, and what moved in twelve months. */
export function PostsView({ search }: { search: DataSearch }) {
  const posts = useQuery(establishmentQuestion({ area: search.area, at: search.at, by: search.by, basis: search.basis }))
  const bridge = useQuery(establishmentBridgeQuestion({ area: search.area, at: search.at }))
  return (
    <div className="cdr-grid">
      <AskedFigure id="posts" title="Funded posts against staff in post" asked={posts}>
        {(answer) => <PostsFigure answer={answer} search={search} />}
      </AskedFigure>
      <AskedFigure id="bases" title="Vacancy rate on three bases" asked={posts}>
        {(answer) => <BasesFigure answer={answer} />}
      </AskedFigure>
      <AskedFigure id="bridge" title="What moved in twelve months" asked={bridge}>
        {(answer) => <VacancyBridgeFigure bridge={answer} area={search.area} />}
      </AskedFigure>
      <Lens question={{ measure: 'establishment', where: search.area === undefined ? {} : { area: search.area }, at: search.at }} />
    </div>
  )
}
