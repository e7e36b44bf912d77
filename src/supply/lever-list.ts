/** What a lever acts on: rates of leaving and working, moves between groups, people on courses, who comes to join, and posts to join. */
export type LeverArm = 'rates' | 'moves' | 'training' | 'joiners' | 'posts'

/** A measure of change, and how far it may go: beyond the range is a slip of the pen, not a plan. No change is 0 in every unit. */
export interface LeverUnit {
  readonly unit: string
  readonly low: number
  readonly high: number
}

/** One thing a planner can change about supply. */
export interface LeverKind {
  readonly kind: string
  readonly arm: LeverArm
  readonly title: string
  readonly says: string
  /** The first one is meant where a lever names none. */
  readonly units: readonly LeverUnit[]
  /** What a lever of this kind has to state besides its change; nothing here is ever filled in by us. */
  readonly needs: readonly ('programme' | 'destination' | 'now' | 'members' | 'area')[]
}

const peopleAYear = { unit: 'people a year', low: -1_000_000, high: 1_000_000 }
const points = { unit: 'points', low: -100, high: 100 }

/**
 * Every lever of supply. All are stated as a change from what happens if nothing changes; 0 is no change.
 *
 * Units:  `points` are percentage points: −1.5 takes a leaver rate of 10 % a year to 8.5 %.
 * Source: docs/method/levers.md, which checks each at nothing, at its most, and beyond.
 */
export const leverKinds: readonly LeverKind[] = [
  { kind: 'leaver-rate', arm: 'rates', title: 'Leaver rate', says: 'Change of the share of staff who leave in a year. Joiners stay as many as they would have been', units: [points, { unit: '%', low: -100, high: 1000 }], needs: [] },
  { kind: 'participation', arm: 'rates', title: 'Participation', says: 'Change of FTE per head: the hours that people work', units: [{ unit: '%', low: -100, high: 100 }, { unit: 'FTE per head', low: -1, high: 1 }], needs: [] },
  { kind: 'transfer', arm: 'moves', title: 'Transfer', says: 'Staff who move to another profession, area or sector: upskilling, promotion, redeployment', units: [{ unit: '% a year', low: 0, high: 100 }, { unit: 'people a year', low: 0, high: 1_000_000 }], needs: ['destination'] },
  { kind: 'intake', arm: 'training', title: 'Training places', says: 'Change of places offered on a programme', units: [{ unit: 'places a year', low: -1_000_000, high: 1_000_000 }, { unit: '%', low: -100, high: 1000 }], needs: ['programme'] },
  { kind: 'course-length', arm: 'training', title: 'Length of the course', says: 'Months added to the last stage of a programme for those who start from then on', units: [{ unit: 'months', low: -120, high: 120 }], needs: ['programme'] },
  { kind: 'drop-out', arm: 'training', title: 'Drop-out', says: 'Change of the share who drop out, in each stage of a programme', units: [points], needs: ['programme'] },
  { kind: 'interruption', arm: 'training', title: 'Interruption', says: 'Change of the share who pause, in each stage of a programme that states how long a pause lasts', units: [points], needs: ['programme'] },
  { kind: 'completion', arm: 'training', title: 'Completion', says: 'Change of the share of those at the end of the course who qualify', units: [points], needs: ['programme'] },
  { kind: 'join-share', arm: 'training', title: 'Share who join', says: 'Change of the share of the newly qualified who take a post', units: [points], needs: ['programme'] },
  { kind: 'settlement', arm: 'training', title: 'Settlement', says: 'Change of the share of those who take a post who take it in the area', units: [points], needs: ['programme', 'area'] },
  { kind: 'placement-capacity', arm: 'training', title: 'Placement capacity', says: 'Change of the learner-weeks that placements can take in a year', units: [{ unit: 'learner-weeks a year', low: -100_000_000, high: 100_000_000 }, { unit: '%', low: -100, high: 1000 }], needs: ['programme'] },
  { kind: 'trainees-counted', arm: 'training', title: 'Trainees counted', says: 'FTE that one trainee counts for in supply; trainees count for nothing unless this says so', units: [{ unit: 'FTE per trainee', low: 0, high: 1 }], needs: ['programme'] },
  { kind: 'international', arm: 'joiners', title: 'International recruitment', says: 'Change of recruits from abroad', units: [peopleAYear], needs: [] },
  { kind: 'return-to-practice', arm: 'joiners', title: 'Return to practice', says: 'Change of qualified people who come back to a post', units: [peopleAYear], needs: [] },
  { kind: 'wider-market', arm: 'joiners', title: 'Wider labour market', says: 'Change of recruits from the labour market outside health and care', units: [peopleAYear], needs: [] },
  { kind: 'other-sector', arm: 'joiners', title: 'From another sector', says: 'Change of recruits from social care, primary care or the independent sector, where that sector is not in the run', units: [peopleAYear], needs: [] },
  { kind: 'posts', arm: 'posts', title: 'Funded posts', says: 'Change of funded posts. Recruitment is then limited by vacancies, of which one in `fillMonths` is filled each month', units: [{ unit: 'FTE', low: -10_000_000, high: 10_000_000 }, { unit: '%', low: -100, high: 1000 }], needs: ['now'] },
  { kind: 'fill-delay', arm: 'posts', title: 'Time to fill', says: 'Change of the months it takes to fill a vacancy, where posts are stated', units: [{ unit: 'months', low: -60, high: 60 }], needs: [] },
  { kind: 'shared-pool', arm: 'posts', title: 'Shared pool', says: 'Employers or areas draw on one pool of candidates, in proportion to attractiveness × vacancies; the change adds candidates to it', units: [peopleAYear], needs: ['members'] },
]

/** Find a lever by its kind. */
export function leverNamed(kind: string): LeverKind | undefined {
  return leverKinds.find((each) => each.kind === kind)
}
