import { bases } from './basis.ts'
import type { Basis } from './basis.ts'
import type { Dimension } from './cube.ts'

/** A measure of the dataset, declared once: what it is, how it is worked out and what it rests on. */
export interface Measure {
  /** Word on the command line. */
  readonly id: string
  readonly name: string
  readonly definition: string
  readonly formula: string
  readonly unit: string
  /** Decimals in sentences and tables; answers are never rounded. */
  readonly decimals: number
  readonly needs: readonly string[]
  readonly dimensions: readonly Dimension[]
  readonly aggregates: string
  /** direct: from one table. The others combine direct answers; store/cube-*.ts says how. */
  readonly kind: 'direct' | 'leaver-rate' | 'joiner-rate' | 'stability' | 'turnover' | 'leavers' | 'joiners' | 'moves' | 'per-population' | 'vacancy' | 'temporary-share'
  /** Bases tried in this order; the first that has the date, dimensions and area asked answers alone. */
  readonly bases: readonly Basis[]
}

const areas: readonly Dimension[] = ['organisation', 'pcn', 'network', 'place', 'sub_icb', 'ics', 'region', 'nation', 'state', 'local_authority']
const staffing: readonly Dimension[] = [...areas, 'sector', 'staff_group', 'profession', 'band', 'nationality', 'sex', 'age_band', 'period', 'source']
const adds = 'Adds up over areas and staff groups.'
const seen = 'Worked out again for every area, as seen from it: a person who moves between two areas leaves the one, joins the other, and is neither for an area that holds both.'
const ratio = 'Worked out again for every area and group from its own numbers; never an average of averages.'

export const measures: readonly Measure[] = [
  { id: 'fte', name: 'Full-time equivalent staff in post', unit: 'FTE', decimals: 2, kind: 'direct',
    definition: 'Contracted full-time equivalents of staff in post on a day. Part-time staff count as the share of full-time hours they are contracted for.',
    formula: 'Sum of contracted FTE', needs: ['staff records, published staff counts, or sickness absence (an estimate)'],
    dimensions: staffing, aggregates: adds, bases: [bases.recordsFte, bases.countsFte, bases.sicknessFte] },
  { id: 'headcount', name: 'Headcount', unit: 'people', decimals: 0, kind: 'direct',
    definition: 'People in post on a day, counted once at the level shown, so the parts may add up to more than the whole.',
    formula: 'Number of different people', needs: ['staff records or published staff counts'],
    dimensions: staffing, aggregates: 'Parts may not add up to the whole: a person with two posts counts once in each part and once in the whole.', bases: [bases.recordsPeople, bases.countsHeads] },
  { id: 'leaver_rate', name: 'Leaver rate', unit: '% a year', decimals: 1, kind: 'leaver-rate',
    definition: 'People who left in twelve months for every hundred people in post. A move inside the area shown is not a leaver.',
    formula: 'Leavers ÷ mean of opening and closing headcount × 100', needs: ['staff records twelve months apart, or published leavers with the headcounts at both ends'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'reason', 'destination', 'period', 'source'], aggregates: ratio, bases: [bases.recordsPeople, bases.leavers] },
  { id: 'joiner_rate', name: 'Joiner rate', unit: '% a year', decimals: 1, kind: 'joiner-rate',
    definition: 'People who joined in twelve months for every hundred people in post. Where joiners are not published they are the change in headcount plus leavers, net of moves between staff groups, and marked as estimated.',
    formula: 'Joiners ÷ mean of opening and closing headcount × 100', needs: ['staff records twelve months apart, or published joiners, or published leavers, with the headcounts at both ends'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: ratio, bases: [bases.recordsPeople, bases.joiners, bases.leavers] },
  { id: 'stability', name: 'Stability', unit: '%', decimals: 1, kind: 'stability',
    definition: 'Share of the staff in post at the start who are still in post in the same area twelve months later.',
    formula: 'Opening staff still there ÷ opening staff × 100', needs: ['staff records twelve months apart'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: ratio, bases: [bases.recordsPeople] },
  { id: 'turnover', name: 'Turnover', unit: '% a year', decimals: 1, kind: 'turnover',
    definition: 'Leavers of the area and people who changed employer inside it in twelve months, for every hundred people in post: what its employers together had to replace.',
    formula: '(Leavers + moves between employers) ÷ mean of opening and closing headcount × 100', needs: ['staff records twelve months apart'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: ratio, bases: [bases.recordsPeople] },
  { id: 'leavers', name: 'Leavers', unit: 'people', decimals: 0, kind: 'leavers',
    definition: 'People in post twelve months before who hold no post in the area any more. A move inside the area shown is not a leaver. Employers whose people cannot be followed are left out.',
    formula: 'Opening staff in no post of the area at the end', needs: ['staff records twelve months apart, or published leavers'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'reason', 'destination', 'period', 'source'], aggregates: seen, bases: [bases.recordsPeople, bases.leavers] },
  { id: 'joiners', name: 'Joiners', unit: 'people', decimals: 0, kind: 'joiners',
    definition: 'People in post who held no post in the area twelve months before. Where joiners are not published they are the change in headcount plus leavers, net of moves between staff groups, and marked as estimated.',
    formula: 'Closing staff in no post of the area at the start', needs: ['staff records twelve months apart, or published joiners, or published leavers with the headcounts at both ends'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: seen, bases: [bases.recordsPeople, bases.joiners, bases.leavers] },
  { id: 'moves', name: 'Moves between employers', unit: 'people', decimals: 0, kind: 'moves',
    definition: 'People in post in the area at both ends of twelve months who left one employer for another inside it. A merger of employers is no move.',
    formula: 'Staff who gave up one employer of the area and took up another', needs: ['staff records twelve months apart'],
    dimensions: [...areas, 'sector', 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: seen, bases: [bases.recordsPeople] },
  { id: 'sickness_absence_rate', name: 'Sickness absence rate', unit: '%', decimals: 2, kind: 'direct',
    definition: 'FTE days lost to sickness for every hundred FTE days available.', formula: 'FTE days lost ÷ FTE days available × 100', needs: ['sickness absence'],
    dimensions: [...areas, 'staff_group', 'period', 'source'], aggregates: ratio, bases: [bases.sicknessRate] },
  { id: 'fte_days_lost', name: 'FTE days lost to sickness', unit: 'FTE days', decimals: 0, kind: 'direct',
    definition: 'Days lost to sickness in the period, weighted by contracted FTE.', formula: 'Sum of FTE days lost', needs: ['sickness absence'],
    dimensions: [...areas, 'staff_group', 'period', 'source'], aggregates: adds, bases: [bases.sicknessLost] },
  { id: 'fte_days_available', name: 'FTE days available', unit: 'FTE days', decimals: 0, kind: 'direct',
    definition: 'Days in the period, worked or not, of all staff in post, weighted by contracted FTE.', formula: 'Sum of FTE days available', needs: ['sickness absence'],
    dimensions: [...areas, 'staff_group', 'period', 'source'], aggregates: adds, bases: [bases.sicknessAvailable] },
  { id: 'fte_per_1000_population', name: 'FTE per 1,000 population', unit: 'FTE per 1,000 people', decimals: 2, kind: 'per-population',
    definition: 'Full-time equivalent staff in post for every thousand residents of the area that employs them.', formula: 'FTE ÷ resident population × 1,000', needs: ['what FTE needs', 'population'],
    dimensions: ['local_authority', 'ics', 'region', 'nation', 'staff_group', 'profession', 'sector', 'period'], aggregates: ratio, bases: [bases.recordsFte, bases.countsFte, bases.sicknessFte] },
  { id: 'prevalence', name: 'Disease prevalence', unit: '%', decimals: 2, kind: 'direct',
    definition: 'Share of registered patients on the disease register, by indicator, as published.', formula: 'As published', needs: ['published indicators'],
    dimensions: [...areas, 'indicator', 'period', 'source'], aggregates: 'Does not add up; only published areas have a value.', bases: [bases.prevalence] },
  { id: 'establishment', name: 'Funded establishment', unit: 'FTE', decimals: 2, kind: 'direct',
    definition: 'Funded whole-time equivalent posts in the ledger at a month-end, filled or not.', formula: 'Sum of funded FTE', needs: ['establishment'],
    dimensions: [...areas, 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: adds, bases: [bases.establishment] },
  { id: 'vacancy_rate', name: 'Vacancy rate, contracted basis', unit: '%', decimals: 1, kind: 'vacancy',
    definition: 'Share of the funded establishment that is not filled by staff in post, on the contracted basis: everybody with a contract fills a post, at work or not; bank and agency fill none. Over organisations that hold both sides.', formula: '(Establishment − FTE in post) ÷ establishment × 100', needs: ['establishment', 'staff records or published staff counts of the same month-end'],
    dimensions: [...areas, 'staff_group', 'profession', 'band', 'period'], aggregates: ratio, bases: [bases.establishment] },
  { id: 'vacancy_rate_working', name: 'Vacancy rate, working basis', unit: '%', decimals: 1, kind: 'vacancy',
    definition: 'Share of the funded establishment that nobody works in: people on long leave, seconded out, suspended or held and not worked do not fill their post. Over organisations that hold both sides and record who is away.', formula: '(Establishment − (FTE in post − FTE away)) ÷ establishment × 100', needs: ['establishment', 'staff records of the same month-end with assignment status'],
    dimensions: [...areas, 'staff_group', 'profession', 'band', 'period'], aggregates: ratio, bases: [bases.establishment] },
  { id: 'vacancy_rate_covered', name: 'Vacancy rate after temporary cover', unit: '%', decimals: 1, kind: 'vacancy',
    definition: 'The working basis with bank and agency counted as filling posts; overtime is not. Over organisations that hold both sides, record who is away and have sent temporary staffing for the month.', formula: '(Establishment − (FTE in post − FTE away) − bank − agency) ÷ establishment × 100', needs: ['establishment', 'staff records of the same month-end with assignment status', 'temporary staffing of the month'],
    dimensions: [...areas, 'staff_group', 'period'], aggregates: ratio, bases: [bases.establishment] },
  { id: 'temporary_fte', name: 'Temporary staffing', unit: 'FTE', decimals: 1, kind: 'direct',
    definition: 'Work of bank and agency staff and overtime in a month, as full-time equivalents. Work of a kind that nobody stated is missing, not nothing.', formula: 'Sum of FTE worked', needs: ['temporary staffing'],
    dimensions: [...areas, 'staff_group', 'kind', 'period', 'source'], aggregates: adds, bases: [bases.temporaryFte] },
  { id: 'temporary_cost', name: 'Cost of temporary staffing', unit: 'GBP', decimals: 0, kind: 'direct',
    definition: 'What bank, agency and overtime cost in a month.', formula: 'Sum of cost', needs: ['temporary staffing'],
    dimensions: [...areas, 'staff_group', 'kind', 'period', 'source'], aggregates: adds, bases: [bases.temporaryCost] },
  { id: 'temporary_share', name: 'Temporary share', unit: '%', decimals: 1, kind: 'temporary-share',
    definition: 'Temporary work for every hundred FTE of work, temporary and contracted together. Over organisations that have sent both for the month.', formula: 'Temporary FTE ÷ (temporary FTE + FTE in post) × 100', needs: ['temporary staffing', 'staff records of the same month-end'],
    dimensions: [...areas, 'staff_group', 'period'], aggregates: ratio, bases: [bases.temporaryFte] },
  { id: 'learner_starts', name: 'Learners who started', unit: 'people', decimals: 0, kind: 'direct',
    definition: 'Learners who started a programme of health or care in an intake.', formula: 'Sum of starts', needs: ['learners by cohort'],
    dimensions: [...areas, 'profession', 'period', 'source'], aggregates: 'Adds up over areas and professions.', bases: [bases.learnerStarts] },
  { id: 'completion_rate', name: 'Completion rate', unit: '%', decimals: 1, kind: 'direct',
    definition: 'Learners who completed, for every hundred who started the same intake; on time and late together. Cohorts in training are left out.', formula: 'Completions ÷ starts × 100', needs: ['learners by cohort, with completions'],
    dimensions: [...areas, 'profession', 'period', 'source'], aggregates: ratio, bases: [bases.learnerCompletion] },
  { id: 'placement_capacity', name: 'Placement capacity', unit: 'learners at once', decimals: 0, kind: 'direct',
    definition: 'Most learners that sites can host at one time. Suspended sites are left out.', formula: 'Sum of learners at once', needs: ['placements'],
    dimensions: [...areas, 'profession', 'period', 'source'], aggregates: 'Adds up over sites and professions; a supervisor who takes learners of two professions may be counted for each.', bases: [bases.placementCapacity] },
  { id: 'population', name: 'Resident population', unit: 'people', decimals: 0, kind: 'direct',
    definition: 'People who usually live in the area at mid-year.', formula: 'Sum of residents', needs: ['population'],
    dimensions: [...areas, 'sex', 'age_band', 'period', 'source'], aggregates: adds, bases: [bases.population] },
  { id: 'activity', name: 'Attendances', unit: 'attendances', decimals: 0, kind: 'direct',
    definition: 'Attendances in the period at all services of the source, walk-in and booked.', formula: 'Sum of attendances', needs: ['activity'],
    dimensions: [...areas, 'service', 'period', 'source'], aggregates: adds, bases: [bases.activity] },
]

/** Find a measure by its id, null when there is none. */
export function measureNamed(id: string): Measure | null {
  const wanted = id.trim().toLowerCase().replaceAll('-', '_')
  return measures.find((measure) => measure.id === wanted) ?? null
}

/** A measure that the code itself names. Errors: throws when it is not declared (a bug). */
export function declaredMeasure(id: string): Measure {
  const found = measureNamed(id)
  if (!found) throw new Error(`no measure is declared as ${id}`)
  return found
}
