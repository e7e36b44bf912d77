import type { ReactNode } from 'react'
import type { ValueStatus } from '../../units/status.ts'
import { sayNumber } from '../format.ts'
import { queriedAs, type Queried } from './queried.ts'

/** One cell of a table: what is printed, and what the download carries. */
export interface TableCell {
  readonly show: ReactNode
  readonly value: string | number | null
  /** The command behind the figure, for whoever reads the page with a machine. */
  readonly queried?: Queried
}
export interface TableColumn {
  readonly name: string
  readonly numeric?: boolean
}
export interface TableData {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly TableCell[])[]
}

/** Print words. */
export function words(text: string): TableCell {
  return { show: text, value: text }
}

/** Print a number for people; the download carries it unrounded. Missing is [x], never 0. */
export function amount(value: number | null, decimals = 0): TableCell {
  return { show: value === null ? '[x]' : sayNumber(value, decimals), value }
}

/** Print something with a link or a tag; the download carries its words. */
export function shown(show: ReactNode, value: string | number | null): TableCell {
  return { show, value }
}

/** Name the command that gives the figure of a cell, and where it stands in the command's JSON. No command: none gives it by itself. */
export function repeatable(cell: TableCell, command: string | null, path: string, status: ValueStatus = cell.value === null ? 'not-available' : 'ok'): TableCell {
  return typeof cell.value === 'string' ? cell : { ...cell, queried: queriedAs(command, { value: cell.value, status }, path) }
}

/** The same for a figure that is printed in per cent: the command has it as a share. */
export function repeatableShare(cell: TableCell, share: number | null | undefined, command: string | null, path: string): TableCell {
  return { ...cell, queried: queriedAs(command, { value: share ?? null, status: share == null ? 'not-available' : 'ok' }, path) }
}
