/** People of a range of ages; `to` null is open at the top. */
export interface AgeBand { readonly from: number; readonly to: number | null; readonly people: number }

/**
 * Add up the people from one age to another (null: to the oldest), or null where the bands held do not begin and end there: nobody is split by a guess.
 *
 * Units: people; ages in full years, both ends counted.
 */
export function peopleOfAges(bands: readonly AgeBand[], from: number, to: number | null): number | null {
  const inside = bands.filter((band) => band.from >= from && (to === null || (band.to !== null && band.to <= to))).toSorted((a, b) => a.from - b.from)
  const whole = inside.length > 0 && inside[0]!.from === from && inside.at(-1)!.to === to && inside.every((band, at) => at === 0 || band.from === inside[at - 1]!.to! + 1)
  return whole ? inside.reduce((sum, { people }) => sum + people, 0) : null
}

/** Read a band as the dataset words it: `65–69` or `90+`; null where it is neither. */
export function readAgeBand(text: string, people: number): AgeBand | null {
  const found = /^(\d+)(?:–(\d+)|\+)$/.exec(text)
  return found ? { from: Number(found[1]), to: found[2] === undefined ? null : Number(found[2]), people } : null
}
