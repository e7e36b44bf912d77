import type { LeverFile, LeverStated, ProgrammeStated } from '../../contract/lever.ts'
import { leverKinds, leverNamed } from '../../supply/lever-list.ts'
import { isCalendarDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { readNumber } from '../read-number.ts'

/** A field of the panel of levers. Names of levers are their kinds; every one left empty is no change. */
export interface WhatIfField {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly unit: string
  readonly low: number
  readonly high: number
  readonly kind: 'number' | 'date' | 'group'
}

export interface WhatIfPart {
  readonly title: string
  readonly says: string
  readonly fields: readonly WhatIfField[]
}

const programmeId = 'programme'

function ofLever(kind: string, label?: string): WhatIfField {
  const { title, says, units } = leverNamed(kind)!
  const { unit, low, high } = units[0]!
  return { name: kind, label: label ?? title, hint: says, unit, low, high, kind: 'number' }
}

function fact(name: string, label: string, hint: string, unit: string, high: number, low = 0): WhatIfField {
  return { name, label, hint, unit, low, high, kind: 'number' }
}

/** The levers that a form can show; a lever file takes more of them. */
export const whatIfParts: readonly WhatIfPart[] = [
  {
    title: 'Leaving, hours and recruitment', says: 'Each is a change from what happens if nothing changes. Empty is no change',
    fields: [...leverKinds.filter(({ arm, needs }) => (arm === 'rates' || arm === 'joiners') && needs.length === 0).map(({ kind }) => ofLever(kind)), { name: 'from', label: 'From', hint: 'Day from which these levers act. Empty: from the start', unit: '', low: 0, high: 0, kind: 'date' }, fact('ramp', 'Reached over', 'Months in which a lever grows to its full size', 'months', 360)],
  },
  {
    title: 'Moving to another staff group', says: 'Whoever arrives there leaves here: both are in the run, and nobody is lost',
    fields: [fact('transfer', 'People who move', 'Upskilling, promotion, redeployment', 'people a year', 1_000_000), { name: 'toProfession', label: 'To', hint: 'Staff group they join', unit: '', low: 0, high: 0, kind: 'group' }],
  },
  {
    title: 'Funded posts', says: 'Recruitment is then limited by vacancies. Funded posts are not loaded as levers need them: state how many there are',
    fields: [fact('now', 'Posts funded now', 'Needed if posts are to limit recruitment', 'FTE', 10_000_000), ofLever('posts', 'Change of posts'), fact('fillMonths', 'Time to fill a vacancy', 'Needed if posts are to limit recruitment', 'months', 60)],
  },
  {
    title: 'A training programme', says: 'No programme is loaded: state one, and what is to change about it. All but capacity and learner-weeks are needed',
    fields: [
      fact('startsAYear', 'People who start in a year now', 'On the programme as a whole', 'people', 1_000_000), fact('months', 'Length of the course', '1 to 120', 'months', 120, 1), fact('dropOut', 'Drop out of the course now', 'Share of those who start', '%', 100), fact('completion', 'Qualify at the end now', 'Share of those who get there', '%', 100),
      fact('joinShare', 'Take a post now', 'Share of the newly qualified', '%', 100), fact('settle', 'Of those, in this area', 'Settlement: the rest goes elsewhere', '%', 100), fact('learnerWeeks', 'Placement weeks a learner needs', 'Over the whole course', 'weeks', 1000), fact('placementCapacity', 'Placement weeks there are', 'Empty: not known, and cannot bind', 'learner-weeks a year', 100_000_000),
      ofLever('intake', 'Change of places'), ofLever('placement-capacity', 'Change of placement weeks'), ofLever('drop-out', 'Change of drop-out'), ofLever('join-share', 'Change of the share who join'),
    ],
  },
]

const fields = whatIfParts.flatMap((part) => part.fields)
const simple = whatIfParts[0]!.fields.filter(({ name }) => leverNamed(name) !== undefined).map(({ name }) => name)
const changesOfProgramme = ['intake', 'placement-capacity', 'drop-out', 'join-share']
const factsOfProgramme = ['startsAYear', 'months', 'dropOut', 'completion', 'joinShare', 'settle']

export type Typed = Readonly<Record<string, string>>

/** Say what is wrong with each field, in the words shown at it. */
export function checkTyped(typed: Typed): { readonly name: string; readonly trouble: string }[] {
  const troubles = fields.flatMap(({ name, label, low, high, kind }) => {
    const text = typed[name]?.trim() ?? ''
    if (text === '' || kind === 'group') return []
    if (kind === 'date') return isCalendarDate(text) ? [] : [{ name, trouble: `${label} must be a day that exists, as YYYY-MM-DD` }]
    const value = readNumber(text)
    return value === null || value < low || value > high ? [{ name, trouble: `${label} must be a number between ${sayLimit(low)} and ${sayLimit(high)}` }] : []
  })
  return [...troubles, ...missing(typed, ['transfer'], ['toProfession']), ...missing(typed, ['posts', 'now', 'fillMonths'], ['now', 'fillMonths']), ...missing(typed, [...changesOfProgramme, ...factsOfProgramme], factsOfProgramme)]
}

/** Nothing that a lever needs is filled in: once one field of a part is used, the part has to be whole. */
function missing(typed: Typed, used: readonly string[], needed: readonly string[]): { name: string; trouble: string }[] {
  if (!used.some((name) => (typed[name] ?? '').trim() !== '')) return []
  return needed.filter((name) => (typed[name] ?? '').trim() === '').map((name) => ({ name, trouble: `${fields.find((field) => field.name === name)!.label} is needed: it is not known, and nothing is filled in for it` }))
}

/** The facts of a programme, and which of them it cannot do without. */
export const programmeFields = fields.slice(fields.findIndex(({ name }) => name === 'startsAYear'), 1 + fields.findIndex(({ name }) => name === 'placementCapacity')).map((field) => ({ ...field, needed: factsOfProgramme.includes(field.name) }))

/** Write what was typed as the lever file that the address carries; nothing typed is no levers. `kept` is what the form cannot show. */
export function leversTyped(typed: Typed, area: string, profession: string, kept: LeverFile | null): string | undefined {
  const value = (name: string): number | null => readNumber(typed[name] ?? '')
  const when = { ...((typed['from'] ?? '').trim() === '' ? {} : { from: typed['from']!.trim() }), ...(value('ramp') === null ? {} : { ramp: value('ramp')! }) }
  const levers: object[] = simple.flatMap((kind) => (value(kind) === null || value(kind) === 0 ? [] : [{ kind, change: value(kind), ...when }]))
  if (value('transfer') !== null) levers.push({ kind: 'transfer', change: value('transfer'), unit: 'people a year', toProfession: typed['toProfession']!, ...when })
  if (value('now') !== null) levers.push({ kind: 'posts', change: value('posts') ?? 0, now: value('now'), fillMonths: value('fillMonths'), ...when })
  const programmes = value('startsAYear') === null ? [] : [programmeTyped(value, area, profession)]
  if (programmes.length > 0) for (const kind of changesOfProgramme) if (value(kind) !== null && value(kind) !== 0) levers.push({ kind, programme: programmeId, change: value(kind), ...when })
  const all = { version: 1, ...(kept?.name === undefined ? {} : { name: kept.name }), programmes: [...programmes, ...(kept?.programmes ?? [])], origins: kept?.origins ?? [], levers: [...levers, ...(kept?.levers ?? [])] }
  return all.levers.length === 0 && all.programmes.length === 0 ? undefined : JSON.stringify(all)
}

/** A programme of one stage as its facts were typed. */
export function programmeTyped(value: (name: string) => number | null, area: string, profession: string): ProgrammeStated {
  return {
    id: programmeId, provider: 'as stated on the page', profession, startsAYear: value('startsAYear')!, stages: [{ months: Math.round(value('months')!), dropOut: value('dropOut')! / 100, ...(value('learnerWeeks') === null ? {} : { learnerWeeks: value('learnerWeeks')! }) }],
    completion: value('completion')! / 100, joinShare: value('joinShare')! / 100, settlement: [{ area, share: value('settle')! / 100 }], ...(value('placementCapacity') === null ? {} : { placementCapacity: value('placementCapacity')! }), source: 'stated on the page',
  }
}

/** Read the levers of an address back into the fields, and keep apart what the fields cannot show. */
export function typedFrom(text: string | undefined): { readonly typed: Typed; readonly kept: LeverFile | null } {
  const file = parse(text)
  if (file === null) return { typed: {}, kept: null }
  const typed: Record<string, string> = {}
  const programme = (file.programmes ?? []).find(({ id, stages }) => id === programmeId && stages.length === 1)
  if (programme) Object.assign(typed, factsShown(programme))
  const kept = file.levers.filter((lever) => !take(lever, typed, programme !== undefined))
  const programmes = (file.programmes ?? []).filter((each) => each !== programme)
  const rest = kept.length > 0 || programmes.length > 0 || (file.origins ?? []).length > 0
  return { typed, kept: rest ? { ...file, programmes, origins: file.origins ?? [], levers: kept } : null }
}

function parse(text: string | undefined): LeverFile | null {
  if (text === undefined || text.trim() === '') return null
  if (!text.trim().startsWith('{')) return { version: 1, programmes: [], origins: [], levers: text.split(';').flatMap((each) => short(each)) }
  try {
    const read = JSON.parse(text) as LeverFile
    return Array.isArray(read.levers) ? read : null
  } catch {
    return null
  }
}

function short(text: string): LeverStated[] {
  const [kind, change] = text.split('=')
  return kind === undefined || change === undefined ? [] : [{ kind: kind.trim(), change: readNumber(change) ?? 0, ramp: 0 }]
}

/** Put a lever into its field; false where no field can show it as it is. */
function take(lever: LeverStated, typed: Record<string, string>, programme: boolean): boolean {
  const { kind, change, from, ramp = 0, ...rest } = lever
  const others = Object.keys(rest).filter((key) => rest[key as keyof typeof rest] !== undefined).join(' ')
  const fits = simple.includes(kind) ? others === '' : kind === 'transfer' ? others === 'unit toProfession' && rest.unit === 'people a year' : kind === 'posts' ? others === 'now fillMonths' : programme && changesOfProgramme.includes(kind) && rest.programme === programmeId && others === 'programme'
  const when = (typed['from'] ?? from ?? '') === (from ?? '') && Number(typed['ramp'] ?? ramp) === ramp
  if (!fits || !when || typed[kind] !== undefined) return false
  Object.assign(typed, { [kind]: say(change) }, from === undefined ? {} : { from }, ramp === 0 ? {} : { ramp: say(ramp) }, rest.toProfession === undefined ? {} : { toProfession: rest.toProfession }, rest.now === undefined ? {} : { now: say(rest.now) }, rest.fillMonths === undefined ? {} : { fillMonths: say(rest.fillMonths) })
  return true
}

function factsShown({ startsAYear, stages: [stage], completion, joinShare, settlement, placementCapacity }: ProgrammeStated): Record<string, string> {
  const percent = (share: number): string => say(Number((100 * share).toFixed(6)))
  return {
    startsAYear: say(startsAYear), months: say(stage!.months), dropOut: percent(stage!.dropOut), completion: percent(completion), joinShare: percent(joinShare), settle: percent(settlement[0]?.share ?? 0),
    ...(stage!.learnerWeeks === undefined ? {} : { learnerWeeks: say(stage!.learnerWeeks) }), ...(placementCapacity === undefined ? {} : { placementCapacity: say(placementCapacity) }),
  }
}

function say(value: number): string {
  return String(value).replace('-', '−')
}

function sayLimit(value: number): string {
  return formatNumber(value, 0)
}
