/** Staff on duty for one kind of shift. */
export interface Shift { readonly hours: number; readonly staff: number; readonly daysPerWeek: number }

/**
 * Work out the posts that a roster requires: hours on duty in a week, raised for leave, sickness and training, over the hours of one post.
 *
 * Units:  WTE; `uplift` a share (0.22 is 22 %), hours a week.
 * Errors: RangeError when a number is negative or missing.
 * Source: docs/method/demand.md, D9.
 */
export function rosterPosts({ shifts, uplift, hoursPerPost }: { readonly shifts: readonly Shift[]; readonly uplift: number; readonly hoursPerPost: number }): number {
  const amounts = shifts.flatMap(({ hours, staff, daysPerWeek }) => [hours, staff, daysPerWeek])
  if (!(uplift >= 0 && hoursPerPost > 0 && amounts.every((amount) => amount >= 0))) {
    throw new RangeError(`Reckoning the posts of a roster: an uplift of ${uplift}, ${hoursPerPost} hours a post, and shifts of ${amounts.join(', ')}. All must be numbers from 0, the hours of a post above it.`)
  }
  return (shifts.reduce((sum, { hours, staff, daysPerWeek }) => sum + hours * staff * daysPerWeek, 0) * (1 + uplift)) / hoursPerPost
}
