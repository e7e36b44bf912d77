import type { EstablishmentLine } from './establishment-line.ts'
import { meetLine } from './establishment-line.ts'

/** A line, the row it adds to, and the share of it that lies inside the area asked. */
export interface PlacedLine { readonly line: EstablishmentLine; readonly key: string; readonly share: number }

/** What organisations that say so add up to; `said` of `of` organisations do. */
export interface PartlyKnown { readonly amount: number; readonly said: number; readonly of: number }

/** Lines added up. Units: FTE. */
export interface EstablishmentSums {
  readonly lines: number
  readonly funded: number
  readonly inPost: number
  readonly matched: number
  readonly vacant: number
  readonly over: number
  readonly unfunded: number
  /** Funded FTE on lines with somebody in post, and FTE in post on lines of the ledger: the two counterparts of the match rate. */
  readonly fundedMet: number
  readonly inPostMet: number
  readonly longVacant: PartlyKnown
  readonly away: PartlyKnown
  readonly leavers: PartlyKnown
}

/** Add lines up by their keys, in the order the keys are met. Sums run in the order of the lines. */
export function sumLines(placed: readonly PlacedLine[]): Map<string, EstablishmentSums> {
  const byKey = Map.groupBy(placed, ({ key }) => key)
  return new Map([...byKey].map(([key, own]) => [key, sumOf(own)]))
}

/** Add lines up to one whole. */
export function sumOf(placed: readonly PlacedLine[]): EstablishmentSums {
  const met = placed.map(({ line }) => meetLine(line))
  const add = (amount: (line: EstablishmentLine, at: number) => number): number => placed.reduce((sum, { line, share }, at) => sum + amount(line, at) * share, 0)
  return {
    lines: placed.length, funded: add(({ funded }) => funded ?? 0), inPost: add(({ inPost }) => inPost ?? 0),
    matched: add((_, at) => met[at]!.matched), vacant: add((_, at) => met[at]!.vacant), over: add((_, at) => met[at]!.over), unfunded: add((_, at) => met[at]!.unfunded),
    fundedMet: add(({ funded, inPost }) => (inPost === null ? 0 : (funded ?? 0))), inPostMet: add(({ funded, inPost }) => (funded === null ? 0 : (inPost ?? 0))),
    longVacant: known(placed, ({ longVacant }) => longVacant), away: known(placed, ({ away }) => away), leavers: known(placed, ({ leavers }) => leavers),
  }
}

/** An organisation says an amount for all its lines or for none. */
function known(placed: readonly PlacedLine[], amount: (line: EstablishmentLine) => number | null): PartlyKnown {
  const [said, all] = [new Set<string>(), new Set<string>()]
  let sum = 0
  for (const { line, share } of placed) {
    const own = amount(line)
    all.add(line.organisation)
    if (own === null) continue
    said.add(line.organisation)
    sum += own * share
  }
  return { amount: sum, said: said.size, of: all.size }
}
