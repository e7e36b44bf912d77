import type { Fault, Faults } from './rule.ts'

/** Counts the faults of one rule as they come and lists the first of them. */
export interface FaultTally { add(faults: readonly Fault[]): void; readonly faults: Faults }

/** Most faults of one rule that are listed: those whose places and repairs are kept. */
export const mostListed = 2000

/** Start with no faults. FTE adds up in the order the faults come. */
export function tallyFaults(): FaultTally {
  const listed: Fault[] = []
  const faults = {
    length: 0, fte: null as number | null, leastFte: 0, mostFte: 0, listed: listed as readonly Fault[],
    get first() { return listed[0]! },
  }
  return {
    faults,
    add(found) {
      for (const fault of found) {
        faults.length += 1
        if (listed.length < mostListed) listed.push(fault)
        if (fault.fte === null) continue
        faults.fte = (faults.fte ?? 0) + fault.fte
        faults.leastFte = Math.min(faults.leastFte, fault.fte)
        faults.mostFte = Math.max(faults.mostFte, fault.fte)
      }
    },
  }
}

/** Count and list faults that are all there. */
export function countFaults(found: readonly Fault[]): Faults {
  const tally = tallyFaults()
  tally.add(found)
  return tally.faults
}
