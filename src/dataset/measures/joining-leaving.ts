import { bases } from '../basis.ts'
import type { Dimension } from '../cube.ts'
import { areas, ratio } from './dimensions.ts'
import type { Measure } from './measure.ts'

const seen = 'Worked out again for every area, as seen from it: a person who moves between two areas leaves the one, joins the other, and is neither for an area that holds both.'
const split: readonly Dimension[] = [...areas, 'sector', 'staff_group', 'profession', 'band', 'period', 'source']
const ending: readonly Dimension[] = [...areas, 'sector', 'staff_group', 'profession', 'band', 'reason', 'destination', 'period', 'source']
const mean = 'Mean of the headcounts at the start and the end of the twelve months'
const followed = 'Staff records twelve months apart'
const outOfSight = 'People whose employer cannot be followed over the twelve months are left out at both ends.'
const told = 'Reason and destination are what the employer recorded; of some leavers nothing is.'
const net = 'Where joiners are not published, moves between staff groups are in them, and the figure is marked as estimated.'

/** Who came, who went, and who stayed. */
export const joiningLeavingMeasures: readonly Measure[] = [
  { id: 'leaver_rate', name: 'Leaver rate', unit: '% a year', decimals: 1, kind: 'leaver-rate',
    definition: 'People who left in twelve months for every hundred people in post. A move inside the area shown is not a leaver.',
    formula: 'Leavers ÷ mean of opening and closing headcount × 100', numerator: 'People in post at the start who hold no post of the area at the end', denominator: mean, source: `${followed}; where there are none, published leavers and headcounts`,
    limits: [told, outOfSight, 'People who left and came back within the twelve months are not seen.'], needs: ['staff records twelve months apart, or published leavers with the headcounts at both ends'],
    dimensions: ending, aggregates: ratio, bases: [bases.recordsPeople, bases.leavers] },
  { id: 'joiner_rate', name: 'Joiner rate', unit: '% a year', decimals: 1, kind: 'joiner-rate',
    definition: 'People who joined in twelve months for every hundred people in post. Where joiners are not published they are the change in headcount plus leavers, net of moves between staff groups, and marked as estimated.',
    formula: 'Joiners ÷ mean of opening and closing headcount × 100', numerator: 'People in post at the end who held no post of the area at the start', denominator: mean, source: `${followed}; where there are none, published joiners or leavers and headcounts`,
    limits: [net, outOfSight], needs: ['staff records twelve months apart, or published joiners, or published leavers, with the headcounts at both ends'],
    dimensions: split, aggregates: ratio, bases: [bases.recordsPeople, bases.joiners, bases.leavers] },
  { id: 'stability', name: 'Stability', unit: '%', decimals: 1, kind: 'stability',
    definition: 'Share of the staff in post at the start who are still in post in the same area twelve months later.',
    formula: 'Opening staff still there ÷ opening staff × 100', numerator: 'People in post at the start who hold a post of the area at the end', denominator: 'People in post at the start', source: followed,
    limits: ['Says nothing of posts: somebody who changed post inside the area counts as still there.', outOfSight], needs: ['staff records twelve months apart'],
    dimensions: split, aggregates: ratio, bases: [bases.recordsPeople] },
  { id: 'turnover', name: 'Turnover', unit: '% a year', decimals: 1, kind: 'turnover',
    definition: 'Leavers of the area and people who changed employer inside it in twelve months, for every hundred people in post: what its employers together had to replace.',
    formula: '(Leavers + moves between employers) ÷ mean of opening and closing headcount × 100', numerator: 'People who left the area, and people who moved between employers inside it', denominator: mean, source: followed,
    limits: ['A merger of employers is no move.', outOfSight], needs: ['staff records twelve months apart'],
    dimensions: split, aggregates: ratio, bases: [bases.recordsPeople] },
  { id: 'leavers', name: 'Leavers', unit: 'people', decimals: 0, kind: 'leavers',
    definition: 'People in post twelve months before who hold no post in the area any more. A move inside the area shown is not a leaver. Employers whose people cannot be followed are left out.',
    formula: 'Opening staff in no post of the area at the end', numerator: 'People in post at the start who hold no post of the area at the end', denominator: null, source: `${followed}; where there are none, published leavers`,
    limits: [told, outOfSight], needs: ['staff records twelve months apart, or published leavers'],
    dimensions: ending, aggregates: seen, bases: [bases.recordsPeople, bases.leavers] },
  { id: 'joiners', name: 'Joiners', unit: 'people', decimals: 0, kind: 'joiners',
    definition: 'People in post who held no post in the area twelve months before. Where joiners are not published they are the change in headcount plus leavers, net of moves between staff groups, and marked as estimated.',
    formula: 'Closing staff in no post of the area at the start', numerator: 'People in post at the end who held no post of the area at the start', denominator: null, source: `${followed}; where there are none, published joiners or leavers and headcounts`,
    limits: [net, outOfSight], needs: ['staff records twelve months apart, or published joiners, or published leavers with the headcounts at both ends'],
    dimensions: split, aggregates: seen, bases: [bases.recordsPeople, bases.joiners, bases.leavers] },
  { id: 'moves', name: 'Moves between employers', unit: 'people', decimals: 0, kind: 'moves',
    definition: 'People in post in the area at both ends of twelve months who left one employer for another inside it. A merger of employers is no move.',
    formula: 'Staff who gave up one employer of the area and took up another', numerator: 'People in post at both ends who gave up one employer of the area and took up another', denominator: null, source: followed,
    limits: ['A person who moved twice counts once.', outOfSight], needs: ['staff records twelve months apart'],
    dimensions: split, aggregates: seen, bases: [bases.recordsPeople] },
]
