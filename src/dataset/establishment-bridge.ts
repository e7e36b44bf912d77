/** Posts and people of one staff group at both ends of twelve months, and what moved between. Units: FTE. */
export interface GroupYearOfPosts {
  readonly group: string
  readonly opening: { readonly funded: number; readonly inPost: number }
  readonly closing: { readonly funded: number; readonly inPost: number }
  /** Increases and decreases of funded posts, line by line. */
  readonly newFunded: number
  readonly removedFunded: number
  /** In post in the area at one end and nowhere in it at the other. */
  readonly leavers: number
  readonly joiners: number
  /** In the area at both ends, and in this staff group at one only. */
  readonly movedIn: number
  readonly movedOut: number
  /** Change in hours of people in the group at both ends. */
  readonly hours: number
}

/** Vacancies of twelve months: opening + newFunded − removedFunded + leavers − joiners − moves − hours + residual = closing. Units: FTE. */
export interface VacancyBridge {
  readonly key: string
  readonly opening: number
  readonly newFunded: number
  readonly removedFunded: number
  readonly leavers: number
  readonly joiners: number
  /** Net moves in from other staff groups of the area. */
  readonly moves: number
  readonly hours: number
  /** What the parts do not explain; never folded into another part. */
  readonly residual: number
  readonly closing: number
}

/** Bridge the vacancies of one staff group, contracted basis. Source: docs/method/establishment.md, E4. */
export function bridgeYear(year: GroupYearOfPosts): VacancyBridge {
  const { group, newFunded, removedFunded, leavers, joiners, hours } = year
  const [opening, closing] = [year.opening.funded - year.opening.inPost, year.closing.funded - year.closing.inPost]
  const moves = year.movedIn - year.movedOut
  const explained = opening + newFunded - removedFunded + leavers - joiners - moves - hours
  return { key: group, opening, newFunded, removedFunded, leavers, joiners, moves, hours, residual: closing - explained, closing }
}

/** Add bridges up, part by part. */
export function addBridges(key: string, bridges: readonly VacancyBridge[]): VacancyBridge {
  const add = (part: Exclude<keyof VacancyBridge, 'key'>): number => bridges.reduce((sum, bridge) => sum + bridge[part], 0)
  return {
    key, opening: add('opening'), newFunded: add('newFunded'), removedFunded: add('removedFunded'), leavers: add('leavers'), joiners: add('joiners'),
    moves: add('moves'), hours: add('hours'), residual: add('residual'), closing: add('closing'),
  }
}
