import type { Row } from '../dataset/table.ts'
import type { ReadFile } from '../ingest/source.ts'
import type { ReturnRow } from './each-row.ts'

/** Units: FTE, rows. */
export interface Amount { readonly fte: number; readonly rows: number }

/** One organisation of a return: the month-end its first row gives, and what it has in all and by staff group. */
export interface OwnAmounts { readonly periodTo: string; readonly total: Amount; readonly groups: ReadonlyMap<string, Amount> }

/** What a return adds up to, by organisation, month-end and staff group; amounts add up in the order of the file. */
export interface Amounts {
  /** Look at the next row. Rows come in their order; one that was shown before is not looked at again. */
  see(row: ReturnRow): void
  /** Rows that say their organisation and month-end. */
  readonly organisations: ReadonlyMap<string, OwnAmounts>
  /** Null where the return has no such row. */
  inMonth(organisation: string, periodTo: string, group?: string): Amount | null
}

/** What a row adds to its staff group: FTE, or FTE days available in a sickness return. */
export function amountOf(row: Row): number {
  return Number(row.fte ?? row.funded_fte ?? row.worked_fte ?? row.fte_days_available ?? 0)
}

/** A sickness row may be for all staff. */
export function groupOf(row: Row): string {
  return row.staff_group === null ? 'all staff' : String(row.staff_group)
}

/** The amounts of a file, the same whichever rule asks. */
export function amountsOf(read: ReadFile): Amounts {
  const known = gathered.get(read)
  if (known) return known
  const made = gatherAmounts()
  gathered.set(read, made)
  return made
}

const gathered = new WeakMap<ReadFile, Amounts>()

function gatherAmounts(): Amounts {
  const months = new Map<string, Sum>()
  const organisations = new Map<string, { readonly periodTo: string; readonly total: Sum; readonly groups: Map<string, Sum> }>()
  let [lastRow, lastPlace] = [-1, -1]
  return {
    organisations,
    inMonth: (organisation, periodTo, group) => months.get([organisation, periodTo, ...(group === undefined ? [] : [group])].join('\n')) ?? null,
    see({ of, row, place }) {
      if (of.row < lastRow || (of.row === lastRow && place <= lastPlace)) return
      [lastRow, lastPlace] = [of.row, place]
      if (row.at_code === null || row.period_to === null) return
      const [organisation, periodTo, group, fte] = [String(row.at_code), String(row.period_to), groupOf(row), amountOf(row)]
      const own = organisations.get(organisation) ?? { periodTo, total: nothing(), groups: new Map<string, Sum>() }
      organisations.set(organisation, own)
      for (const sum of [own.total, sumAt(own.groups, group), sumAt(months, `${organisation}\n${periodTo}`), sumAt(months, `${organisation}\n${periodTo}\n${group}`)]) {
        sum.fte += fte
        sum.rows += 1
      }
    },
  }
}

interface Sum { fte: number; rows: number }

function nothing(): Sum {
  return { fte: 0, rows: 0 }
}

function sumAt(sums: Map<string, Sum>, key: string): Sum {
  const known = sums.get(key)
  if (known) return known
  const made = nothing()
  sums.set(key, made)
  return made
}
