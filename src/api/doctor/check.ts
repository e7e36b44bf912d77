/** What a check of the installation says: `found` in words; what to do when it does not hold, else null. */
export interface Check {
  readonly name: string
  readonly holds: boolean
  readonly found: string
  readonly next: string | null
}

/** A check that holds. */
export const fine = (name: string, found: string): Check => ({ name, holds: true, found, next: null })
/** A check that does not hold, and what to do about it. */
export const wrong = (name: string, found: string, next: string): Check => ({ name, holds: false, found, next })

/** Say all checks in one sentence. */
export function sayDoctor(checks: readonly Check[]): string {
  const failed = checks.filter(({ holds }) => !holds)
  return failed.length === 0 ? `All ${checks.length} checks hold.` : `${failed.length} of ${checks.length} checks do not hold: ${failed.map(({ name }) => name).join(', ')}.`
}
