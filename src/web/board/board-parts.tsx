import type { BoardAnswer } from '../../contract/board.ts'
import { BoardAgreed } from './board-agreed.tsx'
import { BoardChanges } from './board-changes.tsx'
import { BoardDoubts } from './board-doubts.tsx'
import { BoardFigures } from './board-figures.tsx'
import { BoardGapFigure } from './board-gap-figure.tsx'
import { BoardSure } from './board-sure.tsx'
import { BoardTrendFigure } from './board-trend-figure.tsx'

/** What the board page shows below its sentence, in the order it is read. */
export function BoardParts({ answer, map }: { answer: BoardAnswer; map: string | undefined }) {
  return (
    <>
        <BoardFigures figures={answer.figures} asOf={answer.asOf} area={answer.area.code} map={map} />
        <div className="cdr-a4__two">
          <BoardTrendFigure answer={answer} />
          <BoardGapFigure answer={answer} />
        </div>
        <BoardDoubts doubts={answer.doubts} snapshot={answer.snapshot} area={answer.area.code} />
        <BoardAgreed answer={answer} />
        <div className="cdr-a4__two">
          <BoardChanges changed={answer.changed} snapshot={answer.snapshot} area={answer.area.code} />
          <BoardSure sure={answer.sure} why={answer.sureWhy} snapshot={answer.snapshot} area={answer.area.code} />
        </div>
    </>
  )
}
