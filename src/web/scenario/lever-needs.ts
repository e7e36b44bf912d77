import type { PlanDocument } from '../../contract/plan.ts'
import { anyLeverNamed } from '../../scenario/scenario-lever.ts'
import { sayNumber } from '../format.ts'
import { programmeFields, programmeTyped } from '../projection/what-if-fields.ts'
import { readNumber } from '../read-number.ts'
import type { PlannedLever } from './central-messages.ts'

/** A fact that a lever rests on besides its change, as a field asks for it. Shares are typed as per cent. */
export interface NeededField {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly kind: 'number' | 'percent' | 'text' | 'group'
  readonly unit?: string
  readonly least?: number
  readonly most?: number
  readonly optional?: boolean
}

const byNeed: Readonly<Record<string, readonly NeededField[]>> = {
  programme: [],
  destination: [
    { name: 'toProfession', label: 'To staff group', hint: 'It is made part of the run, so that nobody is lost', kind: 'group', optional: true },
    { name: 'toSector', label: 'Or a sector outside', hint: 'Such as social care: they leave the run', kind: 'text', optional: true },
    { name: 'toArea', label: 'Or another area', hint: 'Code or name', kind: 'text', optional: true },
  ],
  now: [{ name: 'now', label: 'Posts funded now', hint: 'From the ledger', kind: 'number', unit: 'FTE', most: 10_000_000 }, { name: 'fillMonths', label: 'Time to fill a vacancy', hint: 'One in so many is filled each month', kind: 'number', unit: 'months', most: 60 }],
  members: [
    { name: 'here', label: 'Attractiveness of this staff group', hint: 'Candidates go where attractiveness × vacancies is larger', kind: 'number', most: 1000 }, { name: 'other', label: 'The other staff group', hint: 'Both need funded posts as levers', kind: 'group' },
    { name: 'there', label: 'Its attractiveness', hint: '1 beside 1 is alike', kind: 'number', most: 1000 },
  ],
  area: [{ name: 'area', label: 'Area', hint: 'Code or name of where they take a post', kind: 'text' }],
  reaches: [{ name: 'reaches', label: 'Share of the staff it reaches', hint: 'Those of the ages, in their first two years, or who take it up', kind: 'percent', unit: '%', most: 100 }],
  coefficient: [{ name: 'coefficient', label: 'FTE elsewhere for one FTE here', hint: 'What whoever takes the work on needs for it', kind: 'number', unit: 'FTE', least: 0.01, most: 100 }],
  ceiling: [{ name: 'ceiling', label: 'At most this share of the work', hint: 'What may be handed over', kind: 'percent', unit: '%', most: 100 }],
}

/** What a kind of lever does; facts it names are called as their fields are. */
export function sayKind(kind: string): string {
  const fields = Object.values(byNeed).flat()
  return (anyLeverNamed(kind)?.says ?? '').replaceAll(/`(\w+)`/g, (_, name: string) => `“${fields.find((field) => field.name === name)?.label ?? name}”`)
}

/** Name of the choice that states a programme of its own. */
export const newProgramme = 'new'

/** What is asked for beside the kind: facts it needs, and those of a programme where a new one is stated. Null where a fact is needed that no field takes. */
export function fieldsNeeded(kind: string, programme: string): readonly NeededField[] | null {
  const named = anyLeverNamed(kind)
  if (named === undefined || named.needs.some((need) => byNeed[need] === undefined)) return null
  const stated = named.needs.includes('programme') && programme === newProgramme ? programmeStated : []
  return [...stated, ...named.needs.flatMap((need) => byNeed[need]!)]
}

const programmeStated: readonly NeededField[] = [
  { name: 'programme', label: 'Name of the programme', hint: 'Such as nursing degree', kind: 'text' }, { name: 'provider', label: 'Provider', hint: '', kind: 'text' },
  ...programmeFields.map(({ name, label, hint, unit, low, high, needed }): NeededField => ({ name, label, hint, unit, least: low, most: high, kind: 'number', optional: !needed })),
  { name: 'source', label: 'Source', hint: 'Where these figures are from', kind: 'text' },
]

export type TypedFacts = Readonly<Record<string, string>>

/** Say what is missing or wrong; nothing that a lever needs is filled in. */
export function checkFacts(fields: readonly NeededField[], typed: TypedFacts): { readonly name: string; readonly says: string }[] {
  const oneOf = fields.some(({ name }) => name === 'toSector') && !['toProfession', 'toSector', 'toArea'].some((name) => has(typed, name)) ? [{ name: 'toProfession', says: 'Say where it goes: a staff group, a sector or an area' }] : []
  return [...oneOf, ...fields.flatMap(({ name, label, kind, least = 0, most, optional = false }) => {
    const text = (typed[name] ?? '').trim()
    if (text === '') return optional ? [] : [{ name, says: `${label} is needed: it is not known, and nothing is filled in for it` }]
    if (kind === 'text' || kind === 'group') return []
    const value = readNumber(text)
    return value === null || value < least || (most !== undefined && value > most) ? [{ name, says: `${label} must be a number between ${sayNumber(least, least % 1 === 0 ? 0 : 2)} and ${sayNumber(most ?? 0)}` }] : []
  })]
}

/** The lever that was asked for, at no change, and the programme it comes with. `at`: the profession and area of the scenario. */
export function leverTyped(kind: string, typed: TypedFacts, { id, programme, at }: { readonly id: string; readonly programme: string; readonly at: { readonly profession: string; readonly area: string } }): { readonly lever: PlannedLever; readonly programme: PlanDocument['programmes'][number] | null } {
  const value = (name: string): number | null => readNumber(typed[name] ?? '')
  const needs = anyLeverNamed(kind)?.needs ?? []
  const stated = needs.includes('programme') && programme === newProgramme ? programmeFrom(typed, value, at) : null
  const facts = {
    ...(needs.includes('programme') ? { programme: stated?.id ?? programme } : {}), ...(has(typed, 'toProfession') ? { toProfession: typed['toProfession']! } : {}), ...Object.fromEntries(['toSector', 'toArea'].flatMap((name) => (has(typed, name) ? [[name, typed[name]!.trim()]] : []))),
    ...(needs.includes('now') ? { now: value('now')!, fillMonths: value('fillMonths')! } : {}), ...(needs.includes('area') ? { area: typed['area']!.trim() } : {}),
    ...(needs.includes('members') ? { members: [{ profession: at.profession, attractiveness: value('here')! }, { profession: typed['other']!, attractiveness: value('there')! }] } : {}),
    ...(needs.includes('reaches') ? { reaches: value('reaches')! / 100 } : {}), ...(needs.includes('coefficient') ? { coefficient: value('coefficient')! } : {}), ...(needs.includes('ceiling') ? { ceiling: value('ceiling')! / 100 } : {}),
  }
  const own = !needs.includes('programme') && !needs.includes('members') && has(typed, 'profession') && typed['profession'] !== at.profession ? { profession: typed['profession']! } : {}
  return { programme: stated, lever: { id, kind, change: 0, ramp: 0, ...own, ...facts } }
}

function has(typed: TypedFacts, name: string): boolean {
  return (typed[name] ?? '').trim() !== ''
}

function programmeFrom(typed: TypedFacts, value: (name: string) => number | null, { area, profession }: { readonly area: string; readonly profession: string }): PlanDocument['programmes'][number] {
  const id = (typed['programme'] ?? '').toLowerCase().replaceAll(/[^a-z\d]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 60) || 'programme'
  return { ...programmeTyped(value, area, profession), id, provider: typed['provider']!.trim(), source: typed['source']!.trim() }
}
