import { bases } from '../basis.ts'
import type { Dimension } from '../cube.ts'
import { adds, areas, ratio } from './dimensions.ts'
import type { Measure } from './measure.ts'

const bySides: readonly Dimension[] = [...areas, 'staff_group', 'profession', 'band', 'period']
const byKind: readonly Dimension[] = [...areas, 'staff_group', 'kind', 'period', 'source']
const bothSides = 'Over organisations that hold both sides: those that sent only one are left out, and named.'
const funded = 'Funded FTE in the ledger'
const ledger = 'Establishment ledgers and staff records of the same month-end'
const vacancy = { unit: '%', decimals: 1, kind: 'vacancy', aggregates: ratio, bases: [bases.establishment], denominator: funded } as const

/** Funded posts, what of them is vacant, and the work that covers them. */
export const postsAndCoverMeasures: readonly Measure[] = [
  { id: 'establishment', name: 'Funded establishment', unit: 'FTE', decimals: 2, kind: 'direct',
    definition: 'Funded whole-time equivalent posts in the ledger at a month-end, filled or not.', formula: 'Sum of funded FTE', numerator: funded, denominator: null, source: 'Establishment ledgers',
    limits: ['What is funded, not what is safe or needed.', 'Ledgers move with the budget, often in April, and lag behind the staff record.'], needs: ['establishment'],
    dimensions: [...areas, 'staff_group', 'profession', 'band', 'period', 'source'], aggregates: adds, bases: [bases.establishment] },
  { ...vacancy, id: 'vacancy_rate', name: 'Vacancy rate, contracted basis',
    definition: 'Share of the funded establishment that is not filled by staff in post, on the contracted basis: everybody with a contract fills a post, at work or not; bank and agency fill none. Over organisations that hold both sides.', formula: '(Establishment − FTE in post) ÷ establishment × 100',
    numerator: 'Funded FTE less contracted FTE in post', source: `${ledger}, or published staff counts`, limits: [bothSides, 'May be negative where more are in post than funded.'], needs: ['establishment', 'staff records or published staff counts of the same month-end'], dimensions: bySides },
  { ...vacancy, id: 'vacancy_rate_working', name: 'Vacancy rate, working basis',
    definition: 'Share of the funded establishment that nobody works in: people on long leave, seconded out, suspended or held and not worked do not fill their post. Over organisations that hold both sides and record who is away.', formula: '(Establishment − (FTE in post − FTE away)) ÷ establishment × 100',
    numerator: 'Funded FTE less FTE of staff in post who are not away', source: ledger, limits: [bothSides, 'Sickness is no absence of this kind: it is in the sickness absence rate.'], needs: ['establishment', 'staff records of the same month-end with assignment status'], dimensions: bySides },
  { ...vacancy, id: 'vacancy_rate_covered', name: 'Vacancy rate after temporary cover',
    definition: 'The working basis with bank and agency counted as filling posts; overtime is not. Over organisations that hold both sides, record who is away and have sent temporary staffing for the month.', formula: '(Establishment − (FTE in post − FTE away) − bank − agency) ÷ establishment × 100',
    numerator: 'Funded FTE less FTE of staff who are not away, bank and agency', source: `${ledger}, and temporary staffing of the month`, limits: [bothSides, 'Temporary staff also cover sickness and leave, not vacancies alone: cover may exceed the posts vacant.'], needs: ['establishment', 'staff records of the same month-end with assignment status', 'temporary staffing of the month'], dimensions: [...areas, 'staff_group', 'period'] },
  { id: 'temporary_fte', name: 'Temporary staffing', unit: 'FTE', decimals: 1, kind: 'direct',
    definition: 'Work of bank and agency staff and overtime in a month, as full-time equivalents. Work of a kind that nobody stated is missing, not nothing.', formula: 'Sum of FTE worked', numerator: 'FTE worked by bank, agency and in overtime in the month', denominator: null, source: 'Temporary staffing returns',
    limits: ['Worked, where FTE in post is contracted.', 'Agency work is recorded unevenly where it is bought outside the roster.'], needs: ['temporary staffing'],
    dimensions: byKind, aggregates: adds, bases: [bases.temporaryFte] },
  { id: 'temporary_cost', name: 'Cost of temporary staffing', unit: 'GBP', decimals: 0, kind: 'direct',
    definition: 'What bank, agency and overtime cost in a month.', formula: 'Sum of cost', numerator: 'Cost of bank, agency and overtime in the month', denominator: null, source: 'Temporary staffing returns',
    limits: ['In the money of the month: not adjusted for inflation.', 'Fees of agencies are in it where the sender includes them.'], needs: ['temporary staffing'],
    dimensions: byKind, aggregates: adds, bases: [bases.temporaryCost] },
  { id: 'temporary_share', name: 'Temporary share', unit: '%', decimals: 1, kind: 'temporary-share',
    definition: 'Temporary work for every hundred FTE of work, temporary and contracted together. Over organisations that have sent both for the month.', formula: 'Temporary FTE ÷ (temporary FTE + FTE in post) × 100', numerator: 'FTE worked by bank, agency and in overtime in the month', denominator: 'That work and the contracted FTE in post',
    source: 'Temporary staffing returns and staff records of the same month-end', limits: [bothSides], needs: ['temporary staffing', 'staff records of the same month-end'],
    dimensions: [...areas, 'staff_group', 'period'], aggregates: ratio, bases: [bases.temporaryFte] },
]
