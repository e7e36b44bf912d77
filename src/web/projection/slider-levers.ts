import type { SimpleLevers } from '../../supply/parameters.ts'
import type { ProjectionSearch } from '../search.ts'
import { checkField, leverFields, shownValue } from './projection-fields.ts'
import type { Field } from './projection-fields.ts'

/** A lever as a slider: how far it goes by hand; the number beside it goes as far as the field allows. */
export interface LeverSlider {
  readonly field: Field
  readonly lever: keyof SimpleLevers
  readonly reach: number
  readonly step: number
  readonly more: string
  readonly less: string
}

const levers = { leaverChange: 'leaving', joinerChange: 'joining', participationChange: 'participation' } as const

/** The levers of the page, in order. Units: per cent. */
export const leverSliders: readonly LeverSlider[] = leverFields.map((field) => ({
  field,
  lever: levers[field.name as keyof typeof levers],
  reach: field.name === 'participationChange' ? 20 : 50,
  step: field.name === 'participationChange' ? 0.5 : 1,
  more: field.name === 'participationChange' ? 'more FTE per head' : `more ${field.label.toLowerCase()}`,
  less: field.name === 'participationChange' ? 'less FTE per head' : `fewer ${field.label.toLowerCase()}`,
}))

/** What is typed at each lever, in per cent. */
export type TypedLevers = Readonly<Record<Field['name'], string>>

/** What the address says of the levers; 0 where it says nothing. */
export function leversInAddress(search: ProjectionSearch): TypedLevers {
  return Object.fromEntries(leverFields.map((field) => [field.name, shownValue(field, search[field.name], {})])) as TypedLevers
}

/** The levers as shares. One that cannot be read stays where it rests. */
export function leversTyped(typed: TypedLevers): SimpleLevers {
  return Object.fromEntries(leverSliders.map(({ field, lever }) => [lever, checkField(field, typed[field.name]) === null ? Number(field.read(typed[field.name]) ?? 0) : 0])) as unknown as SimpleLevers
}

/** How the address carries them; a lever at rest is left out. */
export function addressOfLevers(typed: TypedLevers): Partial<Record<Field['name'], string | undefined>> {
  return Object.fromEntries(leverFields.map((field) => [field.name, Number(field.read(typed[field.name]) ?? 0) === 0 ? undefined : field.read(typed[field.name])]))
}

/** Say where a slider stands: “10 % fewer leavers”. */
export function sayPosition({ field, more, less }: LeverSlider, text: string): string {
  const percent = Number(field.read(text) ?? 0) * 100
  const size = Number(Math.abs(percent).toFixed(2))
  return size === 0 ? 'not moved' : `${size} % ${percent > 0 ? more : less}`
}
