import { refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'

/** A small stock-flow model as its file states it. Units: heads; shares and joiners per period. */
export interface ModelFile {
  readonly period: 'year' | 'month'
  readonly steps: number
  readonly groups: readonly ModelGroup[]
  readonly transfers: readonly { readonly from: string; readonly to: string; readonly share: number }[]
}

export interface ModelGroup {
  readonly id: string
  readonly stock: number
  readonly leave: number
  readonly join: number
  readonly ftePerHead: number
  readonly ageUp?: { readonly to: string; readonly share: number }
}

// Enough for any model a person writes by hand; a mistyped number must not fill the machine.
const most = { steps: 12000, groups: 300, cells: 1_000_000, amount: 1_000_000_000_000 }

// Room for shares such as 0.1 + 0.2 + 0.7, whose sum in binary is a hair above 1.
const rounding = 1e-12

/**
 * Read a model file's parsed value, or refuse it with everything that is wrong.
 *
 * Errors: a refusal `model-file-invalid`; unknown keys, unknown or repeated groups, shares that pass 1, negative or missing
 *         numbers are all named with their place in the file.
 */
export function readModelFile(value: unknown): ModelFile | Refusal {
  const problems: string[] = []
  const file = record(value, 'the file', ['period', 'steps', 'groups', 'transfers'], problems)
  if (file) checkFile(file, problems)
  if (problems.length > 0) return invalid(problems)
  return { transfers: [], ...(value as object) } as unknown as ModelFile
}

function invalid(problems: readonly string[]): Refusal {
  const shown = problems.slice(0, 10)
  const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : ''
  return refuse('model-file-invalid', 'input', {
    doing: 'Reading a model file',
    found: shown.join('; ') + more,
    need: 'It needs period (year or month), steps, and groups with id, stock, leave, join and ftePerHead; ageUp { to, share } and transfers [{ from, to, share }] may be added',
    next: 'Correct the places named and run it again; examples/ageing-cohort.yaml is a file that works',
  })
}

function checkFile(file: Record<string, unknown>, problems: string[]): void {
  if (file['period'] !== 'year' && file['period'] !== 'month') problems.push(`period is ${say(file['period'])}, not year or month`)
  const steps = file['steps']
  if (!(typeof steps === 'number' && Number.isInteger(steps) && steps >= 1 && steps <= most.steps)) {
    problems.push(`steps is ${say(steps)}, not a whole number from 1 to ${most.steps}`)
  }
  const groups = list(file['groups'], 'groups', problems)
  if (groups.length === 0 && Array.isArray(file['groups'])) problems.push('groups is empty')
  if (groups.length > most.groups) return void problems.push(`there are ${groups.length} groups, more than ${most.groups}`)
  if (typeof steps === 'number' && steps * groups.length > most.cells) problems.push(`${steps} steps of ${groups.length} groups are more than ${most.cells} numbers`)
  const ids = groupIds(groups)
  const leaving = new Map<string, number>()
  groups.forEach((group, at) => checkGroup(group, `groups[${at}]`, ids, leaving, problems))
  for (const id of ids) if (groups.filter((group) => idOf(group) === id).length > 1) problems.push(`the group ${say(id)} is given more than once`)
  const transfers = file['transfers'] === undefined ? [] : list(file['transfers'], 'transfers', problems)
  transfers.forEach((transfer, at) => checkTransfer(transfer, `transfers[${at}]`, ids, leaving, problems))
  for (const [id, share] of leaving) if (share > 1 + rounding) problems.push(`of the group ${say(id)}, leave and transfers take ${share} of the stock, more than all of it`)
}

function checkGroup(value: unknown, where: string, ids: ReadonlySet<string>, leaving: Map<string, number>, problems: string[]): void {
  const group = record(value, where, ['id', 'stock', 'leave', 'join', 'ftePerHead', 'ageUp'], problems)
  if (!group) return
  const id = group['id']
  if (typeof id !== 'string' || id.trim() === '') problems.push(`${where}.id is ${say(id)}, not a name`)
  amount(group['stock'], `${where}.stock`, problems)
  amount(group['join'], `${where}.join`, problems)
  amount(group['ftePerHead'], `${where}.ftePerHead`, problems)
  if (isShare(group['leave'], `${where}.leave`, problems) && typeof id === 'string') leaving.set(id, group['leave'] as number)
  if (group['ageUp'] === undefined) return
  const ageUp = record(group['ageUp'], `${where}.ageUp`, ['to', 'share'], problems)
  if (!ageUp) return
  isShare(ageUp['share'], `${where}.ageUp.share`, problems)
  known(ageUp['to'], `${where}.ageUp.to`, ids, problems)
  if (ageUp['to'] === id) problems.push(`${where}.ageUp.to is the group itself`)
}

function checkTransfer(value: unknown, where: string, ids: ReadonlySet<string>, leaving: Map<string, number>, problems: string[]): void {
  const transfer = record(value, where, ['from', 'to', 'share'], problems)
  if (!transfer) return
  const { from, to } = transfer
  known(from, `${where}.from`, ids, problems)
  known(to, `${where}.to`, ids, problems)
  if (from === to) problems.push(`${where} goes from ${say(from)} to itself`)
  if (isShare(transfer['share'], `${where}.share`, problems) && typeof from === 'string') leaving.set(from, (leaving.get(from) ?? 0) + (transfer['share'] as number))
}

/** An object with only known keys, or undefined and a problem. */
function record(value: unknown, where: string, keys: readonly string[], problems: string[]): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${where} is ${say(value)}, not a set of named values`)
    return undefined
  }
  for (const key of Object.keys(value)) if (!keys.includes(key)) problems.push(`${where} has ${say(key)}, which is none of ${keys.join(', ')}`)
  return value as Record<string, unknown>
}

function list(value: unknown, where: string, problems: string[]): readonly unknown[] {
  if (Array.isArray(value)) return value
  problems.push(`${where} is ${say(value)}, not a list`)
  return []
}

function amount(value: unknown, where: string, problems: string[]): void {
  if (!(typeof value === 'number' && value >= 0 && value <= most.amount)) problems.push(`${where} is ${say(value)}, not a number from 0 to ${most.amount}`)
}

function isShare(value: unknown, where: string, problems: string[]): boolean {
  if (typeof value === 'number' && value >= 0 && value <= 1) return true
  problems.push(`${where} is ${say(value)}, not a share from 0 to 1`)
  return false
}

function known(id: unknown, where: string, ids: ReadonlySet<string>, problems: string[]): void {
  if (typeof id !== 'string' || !ids.has(id)) problems.push(`${where} is ${say(id)}, which is no group of this file`)
}

function groupIds(groups: readonly unknown[]): ReadonlySet<string> {
  return new Set(groups.map(idOf).filter((id) => typeof id === 'string'))
}

function idOf(group: unknown): unknown {
  return typeof group === 'object' && group !== null && 'id' in group ? group.id : undefined
}

/** Say a value of the file in a message, short enough to read. */
function say(value: unknown): string {
  if (value === undefined) return 'missing'
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
