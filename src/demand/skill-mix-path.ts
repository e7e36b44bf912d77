import { substitute, type Substitution } from './skill-mix.ts'

/** Work that moves between roles over the years. */
export interface SubstitutionPath extends Substitution {
  /** Year ahead by whose end work first moves: 1 is the first. */
  readonly fromYear: number
  /** Years in which it grows to its full share: 1 moves it all at once. */
  readonly overYears: number
}

/** Requirement of each role after work has moved, and what each substitution moves. Shape: one entry per year end, today first. Units: FTE. */
export interface SkillMixPath {
  readonly required: ReadonlyMap<string, readonly number[]>
  readonly moved: readonly { readonly fteOfFrom: readonly number[]; readonly fteOfTo: readonly number[]; readonly ceilingBinds: boolean }[]
}

/**
 * Move work between roles year by year: each substitution grows evenly to its share, then stays.
 *
 * Errors: as `substitute`; RangeError when paths have different lengths.
 * Source: docs/method/demand.md, D10.
 */
export function substituteYears(required: ReadonlyMap<string, readonly number[]>, substitutions: readonly SubstitutionPath[]): SkillMixPath {
  const ends = Math.max(0, ...[...required.values()].map((path) => path.length))
  for (const [role, path] of required) if (path.length !== ends) throw new RangeError(`Moving work between roles: ${role} has ${path.length} year ends, another has ${ends}. All must have the same.`)
  const years = Array.from({ length: ends }, (_, year) => substitute(new Map([...required].map(([role, path]) => [role, path[year]!])), substitutions.map((one) => ({ ...one, share: one.share * reached(one, year) }))))
  const roles = new Set([...required.keys(), ...substitutions.map(({ to }) => to)])
  return {
    required: new Map([...roles].map((role) => [role, years.map((mix) => mix.required.get(role) ?? 0)])),
    moved: substitutions.map((_, at) => ({ fteOfFrom: years.map(({ moved }) => moved[at]!.fteOfFrom), fteOfTo: years.map(({ moved }) => moved[at]!.fteOfTo), ceilingBinds: years.some(({ moved }) => moved[at]!.ceilingBinds) })),
  }
}

/** Share of a substitution that is reached by a year end. */
function reached({ fromYear, overYears }: SubstitutionPath, year: number): number {
  return Math.max(0, Math.min(1, (year - fromYear + 1) / overYears))
}
