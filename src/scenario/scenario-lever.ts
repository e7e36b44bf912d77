import { leverKinds, leverNamed, type LeverKind, type LeverUnit } from '../supply/lever-list.ts'
import type { LeverCost } from './lever-cost.ts'
import type { Lever } from './lever-set.ts'
import { canonicalText } from './manifest.ts'

/** A lever of a scenario: what it does, what it costs, and what it is called in the file. */
export interface ScenarioLever {
  readonly id: string
  readonly lever: Lever
  readonly cost: LeverCost | null
  readonly rationale: string | null
}

const pointsAYear: LeverUnit = { unit: 'points a year', low: -20, high: 20 }
const ofTheWork: LeverUnit = { unit: '% of the work', low: 0, high: 100 }
const fte: LeverUnit = { unit: 'FTE', low: 0, high: 1_000_000 }

type DemandLeverKind = Omit<LeverKind, 'arm'> & { readonly arm: 'demand' }

/** Levers of demand, which act on the staff required of what is projected. Source: docs/method/scenarios.md, C6. */
export const demandLeverKinds: readonly DemandLeverKind[] = [
  { kind: 'demand-growth', arm: 'demand', title: 'Growth of need', says: 'Change of the yearly growth of the staff required: prevention, or care in another setting', units: [pointsAYear], needs: [], affects: 'Staff required of the profession and area', closes: 'less' },
  { kind: 'productivity', arm: 'demand', title: 'Productivity', says: 'Change of the share by which the same staff do more every year; its rationale names the mechanism', units: [pointsAYear], needs: [], affects: 'Work of the profession and area', closes: 'more' },
  { kind: 'substitution', arm: 'demand', title: 'Work done by another role', says: 'Share of the work that moves to another role, up to its ceiling; one FTE of work takes `coefficient` FTE there', units: [ofTheWork], needs: ['destination', 'coefficient', 'ceiling'], affects: 'Work of the profession and area, and the role that takes it', closes: 'more' },
  { kind: 'reimbursed-roles', arm: 'demand', title: 'Reimbursed roles', says: 'FTE of roles paid for by a scheme that take work over, up to the ceiling; `coefficient` of them do the work of one FTE', units: [fte], needs: ['destination', 'coefficient', 'ceiling'], affects: 'Work of the profession and area, and the roles that take it', closes: 'more' },
  { kind: 'setting-shift', arm: 'demand', title: 'Care in another setting', says: 'Share of the work that moves to another setting, sector or area, up to its ceiling; one FTE of work takes `coefficient` FTE there', units: [ofTheWork], needs: ['destination', 'coefficient', 'ceiling'], affects: 'Work of the profession and area, and the setting that takes it', closes: 'more' },
  { kind: 'network-posts', arm: 'demand', title: 'Posts shared across a network', says: 'FTE of posts that serve several organisations of a network and take work over, up to the ceiling; `coefficient` of them do the work of one FTE', units: [fte], needs: ['destination', 'coefficient', 'ceiling'], affects: 'Work of the profession and area, and the network that takes it', closes: 'more' },
]

/** Find a lever of demand by its kind. */
export function demandLeverNamed(kind: string): DemandLeverKind | undefined {
  return demandLeverKinds.find((each) => each.kind === kind)
}

/** Find a lever of supply or demand by its kind. */
export function anyLeverNamed(kind: string): LeverKind | DemandLeverKind | undefined {
  return leverNamed(kind) ?? demandLeverNamed(kind)
}

/** Whether a lever moves work to somebody else. */
export function movesWork({ kind }: Pick<Lever, 'kind'>): boolean {
  return demandLeverNamed(kind)?.needs.includes('ceiling') ?? false
}

/** The unit of a lever and how far it may go; the first of its kind where it names none. */
export function unitOf({ kind, unit }: Pick<Lever, 'kind' | 'unit'>): LeverUnit | undefined {
  const units = anyLeverNamed(kind)?.units
  return unit === undefined ? units?.[0] : units?.find((each) => each.unit === unit)
}

/** Put levers in the one order they act in, whatever order they were written in: by kind, by what they say, then by their ids. */
export function inOrder<Kept extends { readonly id: string; readonly lever: Lever }>(levers: readonly Kept[]): Kept[] {
  return levers.map((kept) => ({ kept, key: `${orderOf(kept.lever)} ${kept.id}` })).toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ kept }) => kept)
}

/** What a lever says, in one way only: the place of its kind, then everything that acts. */
export function orderOf(lever: Lever): string {
  const at = [...leverKinds, ...demandLeverKinds].findIndex(({ kind }) => kind === lever.kind)
  return `${String(at < 0 ? 99 : at).padStart(2, '0')} ${canonicalText(lever)}`
}
