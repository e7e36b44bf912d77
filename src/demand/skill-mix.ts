/** One role that may do part of another's work. */
export interface Substitution {
  readonly from: string
  readonly to: string
  /** FTE of `to` that do the work of one FTE of `from`. */
  readonly coefficient: number
  /** Largest share of the work of `from` that may be done by `to`. */
  readonly ceiling: number
  /** Share somebody asks for. */
  readonly share: number
}

export interface SkillMix {
  /** FTE required of each role afterwards. */
  readonly required: ReadonlyMap<string, number>
  /** Work moved, in FTE of the role it leaves, and whether the ceiling held it back. */
  readonly moved: readonly { readonly from: string; readonly to: string; readonly fteOfFrom: number; readonly fteOfTo: number; readonly ceilingBinds: boolean }[]
}

/**
 * Move work between roles: each substitution takes a share of what the first role would do without any, up to its ceiling, and never more than all of it.
 *
 * Several substitutions of one role are served in the order given. Roles are never pooled: one FTE counts for another only by a stated coefficient.
 *
 * Units:  FTE.
 * Errors: RangeError when a role is not required, substitutes for itself, or a share, ceiling or coefficient is out of range.
 * Source: docs/method/demand.md, D10.
 */
export function substitute(required: ReadonlyMap<string, number>, substitutions: readonly Substitution[]): SkillMix {
  const after = new Map(required)
  const left = new Map(required)
  const moved = substitutions.map(({ from, to, coefficient, ceiling, share }) => {
    const whole = required.get(from)
    if (whole === undefined || from === to || !(coefficient > 0) || !(ceiling >= 0 && ceiling <= 1) || !(share >= 0 && share <= 1)) {
      throw new RangeError(`Moving work from ${from} to ${to}: coefficient ${coefficient}, ceiling ${ceiling}, share ${share}. The first role must be required and another than the second; shares lie between 0 and 1, the coefficient above 0.`)
    }
    const fteOfFrom = Math.min(whole * Math.min(share, ceiling), left.get(from)!)
    left.set(from, left.get(from)! - fteOfFrom)
    after.set(from, after.get(from)! - fteOfFrom)
    after.set(to, (after.get(to) ?? 0) + fteOfFrom * coefficient)
    return { from, to, fteOfFrom, fteOfTo: fteOfFrom * coefficient, ceilingBinds: share > ceiling }
  })
  return { required: after, moved }
}
