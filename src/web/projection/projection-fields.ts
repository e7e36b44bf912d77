import { formatNumber } from '../../units/format.ts'
import type { ProjectionSearch } from '../search.ts'

/** A number a reader may set: its words, its limits, and how the address carries it. Limits are those of contract/projection.ts. */
export interface Field {
  readonly name: 'years' | 'demandGrowth' | 'productivity' | 'unmetNeed' | 'draws' | 'seed' | 'leaverChange' | 'joinerChange' | 'participationChange' | 'staffPer'
  readonly label: string
  readonly hint: string
  readonly unit: string
  readonly low: number
  readonly high: number
  readonly whole: boolean
  /** Shares are typed as per cent and travel as shares. */
  readonly share: boolean
  readonly usual: string
  readonly read: (text: string) => string | undefined
}

export const fields: readonly Field[] = [
  make({ name: 'years', label: 'Years', hint: '1 to 30', unit: 'years', low: 1, high: 30, whole: true, share: false, usual: '15' }),
  make({
    name: 'demandGrowth',
    label: 'Demand growth',
    hint: '−20 to 20. Empty: as the population grows, where it is loaded',
    unit: '% a year',
    low: -20,
    high: 20,
    whole: false,
    share: true,
    usual: '',
  }),
  make({
    name: 'productivity',
    label: 'Productivity growth',
    hint: 'Work done per person. −10 to 10',
    unit: '% a year',
    low: -10,
    high: 10,
    whole: false,
    share: true,
    usual: '',
  }),
  make({
    name: 'unmetNeed',
    label: 'Unmet need at the start',
    hint: 'Share of staff already lacking. 0 to 100',
    unit: '% of staff',
    low: 0,
    high: 100,
    whole: false,
    share: true,
    usual: '',
  }),
  make({ name: 'draws', label: 'Draws', hint: '20 to 2,000', unit: 'draws', low: 20, high: 2000, whole: true, share: false, usual: '200' }),
  make({ name: 'seed', label: 'Seed', hint: 'Same seed, same numbers', unit: '', low: 0, high: 2 ** 31 - 1, whole: true, share: false, usual: '1' }),
]

/** The standard of a ratio; shown where the method takes one. */
export const staffPerField: Field = make({
  name: 'staffPer',
  label: 'Staff for every 1,000 people',
  hint: 'Up to 1,000,000. Empty: as many as today',
  unit: 'FTE',
  low: 0.001,
  high: 1_000_000,
  whole: false,
  share: false,
  usual: '',
})

/** Levers of one number: each stands beside its slider. */
export const leverFields: readonly Field[] = [
  make({
    name: 'leaverChange',
    label: 'Leavers',
    hint: 'Change of leaving by rate. −100 to 100',
    unit: '%',
    low: -100,
    high: 100,
    whole: false,
    share: true,
    usual: '0',
  }),
  make({ name: 'joinerChange', label: 'Joiners', hint: 'Change of joining. −100 to 100', unit: '%', low: -100, high: 100, whole: false, share: true, usual: '0' }),
  make({
    name: 'participationChange',
    label: 'FTE per head',
    hint: 'Change of hours worked per person. −50 to 50',
    unit: '%',
    low: -50,
    high: 50,
    whole: false,
    share: true,
    usual: '0',
  }),
]

/** What stands in a field: what the address says, or what the projection used. */
export function shownValue(field: Field, inAddress: ProjectionSearch[Field['name']], used: Readonly<Record<string, number>>): string {
  const fallback = used[field.name]
  if (inAddress === undefined) return fallback === undefined ? field.usual : show(field, fallback)
  const value = Number(inAddress)
  return Number.isFinite(value) ? show(field, value) : inAddress
}

/** Say what is wrong with a field and what it may be, or null. */
export function checkField(field: Field, text: string): string | null {
  if (text.trim() === '') return null
  const value = toNumber(text)
  const limits = `${sayLimit(field.low)} and ${sayLimit(field.high)}`
  if (value === null) return `${field.label} must be a number between ${limits}, like ${field.usual === '' ? '1.2' : field.usual}`
  if (value < field.low || value > field.high) return `${field.label} must be between ${limits}`
  if (field.whole && !Number.isInteger(value)) return `${field.label} must be a whole number between ${limits}`
  return null
}

function make(field: Omit<Field, 'read'>): Field {
  return {
    ...field,
    read: (text) => {
      const value = toNumber(text)
      return value === null ? undefined : String(field.share ? tidy(value / 100) : value)
    },
  }
}

/** Accept a true minus sign, a per cent sign and thousands separators, as people type them. */
function toNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/\s*%$/, '')
    .replace(/,(?=\d{3}\b)/g, '')
  return /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null
}

/** Limits are read by people: 1,000,000, not 1000000. */
function sayLimit(limit: number): string {
  return Math.abs(limit) < 1 && limit !== 0 ? say(limit) : formatNumber(limit, 0)
}

function show(field: Field, value: number): string {
  return say(field.share ? tidy(value * 100) : value)
}

function say(value: number): string {
  return String(value).replace('-', '−')
}

/** Undo the binary dust of a division by 100. */
function tidy(value: number): number {
  return Number(value.toFixed(8))
}
