import type { BoardDoubt, BoardSure } from '../../contract/board.ts'
import type { CoverageAnswer, SectorCoverage } from '../../contract/coverage.ts'
import type { QualityAnswer } from '../../contract/quality.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'

/** From which share of the expected workforce how many blocks are filled, and the word for it. */
const steps = [
  { from: 0.95, blocks: 5, word: 'High' }, { from: 0.85, blocks: 4, word: 'High' }, { from: 0.7, blocks: 3, word: 'Medium' }, { from: 0.4, blocks: 2, word: 'Low' }, { from: Number.MIN_VALUE, blocks: 1, word: 'Very low' }, { from: 0, blocks: 0, word: 'None seen' },
] as const

/** How sure the data are, sector by sector, the largest first: how much of the expected workforce is seen. Sectors whose size nobody knows share one line at the end. */
export function boardSure({ sectors }: CoverageAnswer): BoardSure[] {
  const known = sectors.filter(({ share }) => share !== null).toSorted((one, other) => (other.expected ?? 0) - (one.expected ?? 0))
  const unknown = sectors.filter(({ share }) => share === null).map(({ sector }, at) => (at === 0 ? sector : sector.toLowerCase()))
  return [...known.map(sureOf), ...(unknown.length === 0 ? [] : [{ name: unknown.join(', '), share: null, blocks: null, word: 'Not known', says: 'Nothing that is loaded says how large they are' }])]
}

function sureOf({ sector, share, expected, seenAt }: SectorCoverage): BoardSure {
  const step = steps.find(({ from }) => (share ?? 0) >= from) ?? steps.at(-1)!
  const seen = `${formatNumber(Math.min(share ?? 0, 1) * 100, 0)} % of about ${formatNumber(expected ?? 0, 0)} FTE seen`
  return { name: sector, share, blocks: step.blocks, word: step.word, says: seenAt === null ? seen : `${seen}, ${sayMonth(seenAt)}` }
}

/** What is not seen of the workforce, as a doubt; null where everything is, or where nobody knows how large it is. */
export function unseenDoubt({ share, sectors }: CoverageAnswer): BoardDoubt | null {
  if (share === null || share >= 0.995) return null
  if (share < 0.005) return { kind: 'unseen', what: 'Staff we do not see', size: 'None seen by employer', says: 'No record or count by employer is recent enough: figures are counted for the whole' }
  const dark = sectors.filter((one) => one.share !== null && one.share < 0.4).map(({ sector }) => sector.toLowerCase())
  return {
    kind: 'unseen', what: 'Staff we do not see', size: `${formatNumber((1 - share) * 100, 0)} % of the expected workforce`,
    says: dark.length === 0 ? 'Spread over the sectors: see how sure we are of the data' : `Most of it: ${dark.join(', ')}`,
  }
}

/** The findings whose repair would move the plan most. */
export function findingDoubts({ findings, plan }: QualityAnswer, most: number): BoardDoubt[] {
  return findings.filter(({ effect, accepted }) => (effect.moved ?? 0) > 0 && accepted === null).slice(0, most).map(({ sentence, organisation, effect }): BoardDoubt => ({
    kind: 'finding', what: organisation === null || sentence.startsWith(organisation.name) ? sentence : `${organisation.name}: ${sentence}`,
    size: `${formatNumber(effect.moved ?? 0, 1)} FTE in ${plan.horizon ?? 'the plan'}`, says: 'How far the gaps would move if it were put right',
  }))
}
