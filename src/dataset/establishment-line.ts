/**
 * One line on which the ledger and the staff record meet: organisation × cost centre × staff group × profession × band at one month-end.
 * A part of the key that one side does not record is null for both (docs/method/establishment.md, E1). Units: FTE.
 */
export interface EstablishmentLine {
  readonly level: string
  readonly organisation: string
  readonly costCentre: string | null
  readonly staffGroup: string
  readonly profession: string | null
  readonly band: string | null
  /** Codes of the ledger lines behind it, in order; empty where the ledger has none. */
  readonly ledgerCodes: string
  /** Funded posts; null where the ledger has no such line. */
  readonly funded: number | null
  /** Contracted FTE; null where nobody is in post. */
  readonly inPost: number | null
  /** Positions in the staff record behind it. */
  readonly positions: number
  /** Of those in post: away for long, null where the organisation does not record it. */
  readonly away: number | null
  /** Of those in post: with a leaving date ahead, null where the organisation records none. */
  readonly leavers: number | null
  /** Vacant at every one of the last month-ends, null where not all of them are held. */
  readonly longVacant: number | null
}

/** How a line fills. Units: FTE. */
export interface Met {
  /** Funded and filled. */
  readonly matched: number
  /** Funded and not filled. */
  readonly vacant: number
  /** In post above what is funded. */
  readonly over: number
  /** In post where the ledger has no line. */
  readonly unfunded: number
}

/** Say how a line fills: funded = matched + vacant and in post = matched + over + unfunded, always. Source: docs/method/establishment.md, E1. */
export function meetLine({ funded, inPost }: Pick<EstablishmentLine, 'funded' | 'inPost'>): Met {
  const held = inPost ?? 0
  if (funded === null) return { matched: 0, vacant: 0, over: 0, unfunded: held }
  const matched = Math.min(funded, held)
  return { matched, vacant: funded - matched, over: held - matched, unfunded: 0 }
}
