import type { EstablishmentLine } from './establishment-line.ts'
import { meetLine } from './establishment-line.ts'

export type ExceptionKind = 'cost-centre-unknown' | 'band-differs' | 'group-differs' | 'post-without-line' | 'over-established' | 'line-without-people'

/** A line for the owner of ledger or staff record to look at. */
export interface EstablishmentException {
  readonly kind: ExceptionKind
  readonly line: EstablishmentLine
  /** FTE that are not as funded: in post without budget, above it, or funded and empty. */
  readonly fte: number
  /** The ledger line that probably is meant, null where there is none. */
  readonly counterpart: EstablishmentLine | null
}

/** What each kind means, in the order they are listed. */
export const exceptionWords: Readonly<Record<ExceptionKind, string>> = {
  'cost-centre-unknown': 'In post on a cost centre that the ledger does not have',
  'band-differs': 'In post on a band that the ledger funds at another band, which is vacant',
  'group-differs': 'In post in a staff group or profession that the ledger funds as another, which is vacant',
  'post-without-line': 'In post where the ledger has no line',
  'over-established': 'More in post than the line funds',
  'line-without-people': 'Funded line with nobody in post',
}

/**
 * List what ledger and staff record of organisations disagree about, each line once.
 *
 * People in post without a line of their own are matched with a vacant line of the same cost centre that differs in band, then in staff group or
 * profession; a line so named is not listed a second time as empty. Lines of the ledger that are filled or partly vacant are no exception.
 */
export function listExceptions(lines: readonly EstablishmentLine[]): EstablishmentException[] {
  return [...Map.groupBy(lines, ({ level, organisation }) => `${level}:${organisation}`).values()].flatMap(exceptionsOfOne)
}

function exceptionsOfOne(lines: readonly EstablishmentLine[]): EstablishmentException[] {
  const centres = new Set(lines.filter(({ funded }) => funded !== null).map(({ costCentre }) => costCentre))
  const vacant = lines.filter((line) => meetLine(line).vacant > 0)
  const found = lines.flatMap((line): EstablishmentException[] => {
    const { over, unfunded } = meetLine(line)
    if (unfunded > 0) return [{ ...reasonOf(line, vacant, centres), line, fte: unfunded }]
    return over > 0 ? [{ kind: 'over-established', line, fte: over, counterpart: null }] : []
  })
  const named = new Set(found.map(({ counterpart }) => counterpart))
  const empty = vacant.filter((line) => line.inPost === null && !named.has(line)).map((line): EstablishmentException => ({ kind: 'line-without-people', line, fte: line.funded ?? 0, counterpart: null }))
  return [...found, ...empty]
}

function reasonOf(line: EstablishmentLine, vacant: readonly EstablishmentLine[], centres: ReadonlySet<string | null>): Pick<EstablishmentException, 'kind' | 'counterpart'> {
  if (!centres.has(line.costCentre)) return { kind: 'cost-centre-unknown', counterpart: null }
  const near = vacant.filter(({ costCentre }) => costCentre === line.costCentre)
  const otherBand = near.find(({ staffGroup, profession }) => staffGroup === line.staffGroup && profession === line.profession)
  if (otherBand) return { kind: 'band-differs', counterpart: otherBand }
  const otherGroup = near.find(({ band }) => band === line.band)
  return otherGroup && line.band !== null ? { kind: 'group-differs', counterpart: otherGroup } : { kind: 'post-without-line', counterpart: null }
}
