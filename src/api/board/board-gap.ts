import type { BoardDoubt, BoardGap } from '../../contract/board.ts'
import type { Fan, ProjectionAnswer } from '../../contract/projection.ts'
import { sayPeople, saySize } from '../../scenario/describe.ts'
import { formatNumber } from '../../units/format.ts'
import { sayCount } from '../say.ts'

/** How far ahead a board looks; the Projection page goes further. */
const yearsAhead = 5

/** The gap of everybody five years ahead, year by year with its range, and in words a board reads. */
export function boardGap({ rows, unit, profession, provenance, manifest, assumptions, notes }: ProjectionAnswer): BoardGap {
  const shown = rows.slice(0, yearsAhead + 1).map(({ date, gap }) => ({ date, gap }))
  const last = rows[shown.length - 1]!
  return {
    title: titleOf(last.gap, last.year), verdict: `Four in five possible futures end in the range ${rangeOf(last.gap)}. Not a forecast of what must happen.`,
    year: last.year, unit, group: profession, opening: rows[0]!.supply.p50, rows: shown, run: { provenance, manifest, assumptions, notes },
  }
}

/** Is it unknown on which side the gap will be? */
export function includesNone({ p10, p90 }: Fan): boolean {
  return p10 <= 0 && p90 >= 0
}

/** Where the gap ends, in one sentence. */
export function sayGapAhead({ rows, year }: BoardGap): string {
  return `If nothing changes it would be ${saySize(rows.at(-1)!.gap, 'fte')} in ${year}.`
}

/** What is uncertain about a projection: its range, how past ones did, and what rests on judgement. */
export function gapDoubts(gap: BoardGap, { accuracy }: Pick<ProjectionAnswer, 'accuracy'>): BoardDoubt[] {
  const { gap: last } = gap.rows.at(-1)!
  return [
    {
      kind: 'range', what: `The gap in ${gap.year}`, size: `${sayPeople(last.p90 - last.p10)} FTE from end to end`,
      says: includesNone(last) ? 'The 80 % range includes no gap: whether staff will be too few or too many is not known' : `The whole 80 % range is ${last.p10 > 0 ? 'short' : 'over'}: only its size is in doubt`,
    },
    pastDoubt(accuracy), judgementDoubt(gap.run.assumptions),
  ]
}

function pastDoubt(accuracy: ProjectionAnswer['accuracy']): BoardDoubt {
  const row = accuracy.filter(({ horizon }) => horizon <= yearsAhead).at(-1)
  if (row === undefined) return { kind: 'past', what: 'How past projections did', size: 'Not known', says: 'Too little history is held here to try a projection from an earlier year' }
  const { medianError, coverage80 } = row.model
  return {
    kind: 'past', what: `Past projections, ${sayCount(row.horizon, 'year')} ahead`, size: `Off by ${formatNumber(medianError * 100, 1)} % in the middle`,
    says: `${formatNumber(row.n, 0)} ${row.n === 1 ? 'try' : 'tries'} from earlier years: the 80 % range held what happened in ${formatNumber(coverage80 * 100, 0)} % of them`,
  }
}

function judgementDoubt(assumptions: BoardGap['run']['assumptions']): BoardDoubt {
  const judged = assumptions.filter(({ grade }) => grade === 'D').length
  return { kind: 'judgement', what: 'What is assumed', size: `${judged} of ${assumptions.length} by judgement`, says: judged === 0 ? 'Every assumption is learnt from data or published' : 'These have no data behind them yet; the Projection page lists each' }
}

function titleOf(gap: Fan, year: number): string {
  if (includesNone(gap)) return `Too few or too many staff in ${year}? The range holds both`
  const [size = ''] = saySize(gap, 'fte').split(' (')
  return `${size.charAt(0).toUpperCase()}${size.slice(1)} in ${year} if nothing changes`
}

/** The 80 % range as a sentence about a gap says it. */
function rangeOf(gap: Fan): string {
  return /range (.*)\)$/.exec(saySize(gap, 'fte'))?.[1] ?? ''
}
