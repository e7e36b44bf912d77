/** Failures after which an account, and an address, has to wait. An address may be shared by an office. */
const freely = { account: 5, address: 20 } as const

/** How long failures count. Units: seconds. */
export const failuresCount = 3600

/**
 * Seconds to wait before the next try, from the failures of the last hour: none at first, then doubling from a quarter of a minute to a quarter of an hour.
 *
 * A wait, never a lock: nobody can shut somebody else out for good.
 */
export function waitAfter(kind: keyof typeof freely, failures: number): number {
  const beyond = failures - freely[kind]
  return beyond < 0 ? 0 : Math.min(900, 15 * 2 ** beyond)
}
