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
  readonly needs: readonly LeverFact[]
  /** Who or what it acts on. */
  readonly affects: string
  /** Which way closes a gap, as far as the lever does anything; null where it depends on the rest. */
  readonly closes: 'more' | 'less' | null
}

/** A fact that a lever rests on. `reaches` is the share of staff; `coefficient` and `ceiling` say what moved work takes elsewhere, and how much of it may move. */
export type LeverFact = 'programme' | 'destination' | 'now' | 'members' | 'area' | 'reaches' | 'coefficient' | 'ceiling'

const peopleAYear = { unit: 'people a year', low: -1_000_000, high: 1_000_000 }
const points = { unit: 'points', low: -100, high: 100 }

/**
 * Every lever of supply. All are stated as a change from what happens if nothing changes; 0 is no change.
 *
 * Units:  `points` are percentage points: −1.5 takes a leaver rate of 10 % a year to 8.5 %.
 * Source: docs/method/levers.md, which checks each at nothing, at its most, and beyond.
 */
export const leverKinds: readonly LeverKind[] = [
  { kind: 'leaver-rate', arm: 'rates', title: 'Leaver rate', says: 'Change of the share of staff who leave in a year. Joiners stay as many as they would have been', units: [points, { unit: '%', low: -100, high: 1000 }], needs: [], affects: 'Everybody of the profession and area', closes: 'less' },
  { kind: 'leaving-of-ages', arm: 'rates', title: 'Leaving at some ages', says: 'Change of the share who leave in a year among staff of some ages, of whom `reaches` says which share of all staff they are', units: [points], needs: ['reaches'], affects: 'Staff of the ages that its rationale names', closes: 'less' },
  { kind: 'first-years', arm: 'rates', title: 'First two years', says: 'Change of the share who leave in a year among those in their first two years, of whom `reaches` says which share of all staff they are', units: [points], needs: ['reaches'], affects: 'Staff in their first two years', closes: 'less' },
  { kind: 'flexible-working', arm: 'rates', title: 'Flexible working', says: 'Change of the share who leave in a year among those who take it up, of whom `reaches` says which share of all staff they are. Shorter hours are a lever of their own: participation', units: [points], needs: ['reaches'], affects: 'Staff who take it up', closes: 'less' },
  { kind: 'participation', arm: 'rates', title: 'Participation', says: 'Change of FTE per head: the hours that people work', units: [{ unit: '%', low: -100, high: 100 }, { unit: 'FTE per head', low: -1, high: 1 }], needs: [], affects: 'Everybody of the profession and area', closes: 'more' },
  { kind: 'transfer', arm: 'moves', title: 'Transfer', says: 'Staff who move to another profession, area or sector: upskilling, promotion, redeployment', units: [{ unit: '% a year', low: 0, high: 100 }, { unit: 'people a year', low: 0, high: 1_000_000 }], needs: ['destination'], affects: 'Staff who move, where they leave and where they arrive', closes: null },
  { kind: 'intake', arm: 'training', title: 'Training places', says: 'Change of places offered on a programme', units: [{ unit: 'places a year', low: -1_000_000, high: 1_000_000 }, { unit: '%', low: -100, high: 1000 }], needs: ['programme'], affects: 'People who start the programme', closes: 'more' },
  { kind: 'apprenticeships', arm: 'training', title: 'Apprenticeships', says: 'Change of places for apprentices on a programme. Whoever is in another post of the run until they qualify leaves it by a transfer', units: [{ unit: 'places a year', low: -1_000_000, high: 1_000_000 }, { unit: '%', low: -100, high: 1000 }], needs: ['programme'], affects: 'Apprentices who start the programme', closes: 'more' },
  { kind: 'course-length', arm: 'training', title: 'Length of the course', says: 'Months added to the last stage of a programme for those who start from then on', units: [{ unit: 'months', low: -120, high: 120 }], needs: ['programme'], affects: 'People who start the programme from then on', closes: 'less' },
  { kind: 'drop-out', arm: 'training', title: 'Drop-out', says: 'Change of the share who drop out, in each stage of a programme', units: [points], needs: ['programme'], affects: 'People on the programme', closes: 'less' },
  { kind: 'interruption', arm: 'training', title: 'Interruption', says: 'Change of the share who pause, in each stage of a programme that states how long a pause lasts', units: [points], needs: ['programme'], affects: 'People on the programme', closes: 'less' },
  { kind: 'completion', arm: 'training', title: 'Completion', says: 'Change of the share of those at the end of the course who qualify', units: [points], needs: ['programme'], affects: 'People at the end of the programme', closes: 'more' },
  { kind: 'join-share', arm: 'training', title: 'Share who join', says: 'Change of the share of the newly qualified who take a post', units: [points], needs: ['programme'], affects: 'The newly qualified of the programme', closes: 'more' },
  { kind: 'settlement', arm: 'training', title: 'Settlement', says: 'Change of the share of those who take a post who take it in the area', units: [points], needs: ['programme', 'area'], affects: 'The newly qualified of the programme who take a post', closes: 'more' },
  { kind: 'placement-capacity', arm: 'training', title: 'Placement capacity', says: 'Change of the learner-weeks that placements can take in a year', units: [{ unit: 'learner-weeks a year', low: -100_000_000, high: 100_000_000 }, { unit: '%', low: -100, high: 1000 }], needs: ['programme'], affects: 'People who would start the programme and find no placement', closes: 'more' },
  { kind: 'trainees-counted', arm: 'training', title: 'Trainees counted', says: 'FTE that one trainee counts for in supply; trainees count for nothing unless this says so', units: [{ unit: 'FTE per trainee', low: 0, high: 1 }], needs: ['programme'], affects: 'People on the programme', closes: 'more' },
  { kind: 'international', arm: 'joiners', title: 'International recruitment', says: 'Change of recruits from abroad', units: [peopleAYear], needs: [], affects: 'Recruits from abroad', closes: 'more' },
  { kind: 'return-to-practice', arm: 'joiners', title: 'Return to practice', says: 'Change of qualified people who come back to a post', units: [peopleAYear], needs: [], affects: 'Qualified people who left', closes: 'more' },
  { kind: 'wider-market', arm: 'joiners', title: 'Wider labour market', says: 'Change of recruits from the labour market outside health and care', units: [peopleAYear], needs: [], affects: 'People outside health and care', closes: 'more' },
  { kind: 'other-sector', arm: 'joiners', title: 'From another sector', says: 'Change of recruits from social care, primary care or the independent sector, where that sector is not in the run', units: [peopleAYear], needs: [], affects: 'Staff of other sectors', closes: 'more' },
  { kind: 'posts', arm: 'posts', title: 'Funded posts', says: 'Change of funded posts. Recruitment is then limited by vacancies, of which one in `fillMonths` is filled each month', units: [{ unit: 'FTE', low: -10_000_000, high: 10_000_000 }, { unit: '%', low: -100, high: 1000 }], needs: ['now'], affects: 'Who may be hired', closes: 'more' },
  { kind: 'fill-delay', arm: 'posts', title: 'Time to fill', says: 'Change of the months it takes to fill a vacancy, where posts are stated', units: [{ unit: 'months', low: -60, high: 60 }], needs: [], affects: 'Vacancies', closes: 'less' },
  { kind: 'shared-pool', arm: 'posts', title: 'Shared pool', says: 'Employers or areas draw on one pool of candidates, in proportion to attractiveness × vacancies; the change adds candidates to it', units: [peopleAYear], needs: ['members'], affects: 'Candidates of all members', closes: 'more' },
]

/** Find a lever by its kind. */
export function leverNamed(kind: string): LeverKind | undefined {
  return leverKinds.find((each) => each.kind === kind)
}
