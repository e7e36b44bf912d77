import rows from './profession-registers.json' with { type: 'json' }

/**
 * Find the disease registers whose patients are the work of a profession, among those that are held; none where the profession serves everybody.
 * Registers are known by their words before the colon, as different publishers write them.
 */
export function registersOf(profession: string, held: readonly string[]): string[] {
  const known = new Set(rows.find((row) => row.profession === profession)?.registers.map((each) => each.toLowerCase()))
  return held.filter((name) => known.has(name.split(':')[0]!.trim().toLowerCase()))
}
