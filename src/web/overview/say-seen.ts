import type { CoverageAnswer } from '../../contract/coverage.ts'
import { sayNumber } from '../format.ts'

/** Say how much of the workforce the page can see, and where it sees least; nothing when all of it is seen or nobody knows. What is counted for the nation as a whole is not seen employer by employer. */
export function saySeen({ share, sectors }: Pick<CoverageAnswer, 'share' | 'sectors'>): string | null {
  if (share === null || share >= 0.995) return null
  if (share < 0.005) return 'No record or count by employer is recent enough to say how much of the workforce is seen here.'
  const [blind] = sectors.flatMap(({ sector, expected, seen }) => (expected === null ? [] : [{ sector, missing: expected - (seen ?? 0) }])).toSorted((a, b) => b.missing - a.missing)
  const where = blind === undefined || blind.missing <= 0 ? '' : `; least is seen of ${blind.sector.charAt(0).toLowerCase()}${blind.sector.slice(1)}`
  return `About ${sayNumber(share * 100)} % of the expected workforce is seen here${where}.`
}
