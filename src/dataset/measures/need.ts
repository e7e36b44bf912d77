import { bases, deprivationIndicator } from '../basis.ts'
import type { Dimension } from '../cube.ts'
import { adds, areas, ratio } from './dimensions.ts'
import type { Measure } from './measure.ts'

const staffSource = 'FTE as of staff in post'
const againstAreas: readonly Dimension[] = ['ics', 'region', 'nation', 'staff_group', 'profession', 'sector', 'period']
const perNeed = { decimals: 2, kind: 'per-need', aggregates: ratio, bases: [bases.recordsFte, bases.countsFte, bases.sicknessFte] } as const
const employed = 'Staff stand with their employer and may serve other areas; residents may go elsewhere for care.'
const noReader = 'No published source of it can be read yet: it is answered when an indicator of that name is sent (`cadre template indicators`).'

/** Those the staff are there for, and staff set against them. */
export const needMeasures: readonly Measure[] = [
  { ...perNeed, id: 'fte_per_1000_population', name: 'FTE per 1,000 population', unit: 'FTE per 1,000 people',
    definition: 'Full-time equivalent staff in post for every thousand residents of the area that employs them.', formula: 'FTE ÷ resident population × 1,000', numerator: 'Contracted FTE of staff in post', denominator: 'Residents of the area, in thousands',
    source: `${staffSource}, and resident population of the date nearest to it`, limits: [employed, 'Residents are not equally in need: an older population needs more staff.'], needs: ['what FTE needs', 'population'],
    dimensions: ['local_authority', 'ics', 'region', 'nation', 'staff_group', 'profession', 'sector', 'period'], per: { name: 'Population', basis: bases.population, times: 1000, needs: 'population' } },
  { id: 'fte_per_1000_on_registers', name: 'FTE per 1,000 people on a disease register', unit: 'FTE per 1,000 people on the register', decimals: 2, kind: 'per-register', aggregates: ratio, bases: perNeed.bases,
    definition: 'Full-time equivalent staff in post for every thousand people who live with a disease, by register. Name a profession or staff group: all staff together treat more than one disease.', formula: 'FTE ÷ (prevalence × residents of the ages of the register) × 1,000',
    numerator: 'Contracted FTE of staff in post', denominator: 'People on the register: prevalence as published × residents of the ages it counts, in thousands', source: `${staffSource}; published prevalence of the area, or of its integrated care systems, and resident population, both of the date nearest to the staff’s`,
    limits: ['Patients on lists are not held: residents stand for them.', 'Where an area has no prevalence of its own, one system without leaves it without a figure.', employed], needs: ['what FTE needs', 'prevalence of disease registers and population, both of the area or by integrated care system'],
    dimensions: ['ics', 'region', 'nation', 'staff_group', 'profession', 'sector', 'indicator'] },
  { ...perNeed, id: 'fte_per_1000_listed', name: 'FTE per 1,000 registered patients', unit: 'FTE per 1,000 patients',
    definition: 'Full-time equivalent staff in post for every thousand patients on the lists of general practices of the area.', formula: 'FTE ÷ registered patients × 1,000', numerator: 'Contracted FTE of staff in post', denominator: 'Patients on the lists of general practices, in thousands',
    source: `${staffSource}, and an indicator “Registered patients” of the date nearest to it`, limits: [noReader, 'Lists hold people who moved away, and more people than live in an area.'], needs: ['what FTE needs', 'an indicator “Registered patients” by area (`cadre template indicators`)'],
    dimensions: againstAreas, per: { name: 'Registered patients', basis: bases.listed, times: 1000, needs: 'an indicator “Registered patients” by area (`cadre template indicators`)' } },
  { ...perNeed, id: 'fte_per_100_beds', name: 'FTE per 100 beds', unit: 'FTE per 100 beds',
    definition: 'Full-time equivalent staff in post for every hundred beds available in the area.', formula: 'FTE ÷ beds available × 100', numerator: 'Contracted FTE of staff in post', denominator: 'Beds available, in hundreds',
    source: `${staffSource}, and an indicator “Beds available” of the date nearest to it`, limits: [noReader, 'Beds of all kinds together; staff who work outside wards are in the numerator unless a profession is named.'], needs: ['what FTE needs', 'an indicator “Beds available” by area or organisation (`cadre template indicators`)'],
    dimensions: ['organisation', ...againstAreas], per: { name: 'Beds available', basis: bases.beds, times: 100, needs: 'an indicator “Beds available” by area or organisation (`cadre template indicators`)' } },
  { id: 'population', name: 'Resident population', unit: 'people', decimals: 0, kind: 'direct',
    definition: 'People who usually live in the area at mid-year.', formula: 'Sum of residents', numerator: 'Residents at mid-year', denominator: null, source: 'Population estimates and projections, as published',
    limits: ['Estimates between censuses are revised; projections carry trends on and are marked as estimated.'], needs: ['population'],
    dimensions: [...areas, 'sex', 'age_band', 'period', 'source'], aggregates: adds, bases: [bases.population] },
  { id: 'prevalence', name: 'Disease prevalence', unit: '%', decimals: 2, kind: 'direct',
    definition: 'Share of registered patients on the disease register, by indicator, as published.', formula: 'As published', numerator: 'Patients on the disease register', denominator: 'Registered patients, of the ages the indicator names', source: 'Published indicators of areas',
    limits: ['Diagnosed and recorded, not all who live with the disease.', 'Published years only; between them nothing is filled in.'], needs: ['published indicators'],
    dimensions: [...areas, 'indicator', 'period', 'source'], aggregates: 'Does not add up; only published areas have a value.', bases: [bases.prevalence] },
  { id: 'deprivation', name: deprivationIndicator, unit: '%', decimals: 1, kind: 'direct',
    definition: 'Share of the residents of an area who live in the most deprived fifth of the neighbourhoods of the nation.', formula: 'As sent', numerator: 'Residents of the area in the most deprived fifth of neighbourhoods', denominator: 'Residents of the area', source: `An indicator “${deprivationIndicator}” of areas, as sent`,
    limits: ['Most deprived people of an area may live outside that fifth.', 'Which index of deprivation it rests on is said by whoever sends it.'], needs: [`an indicator “${deprivationIndicator}” by area (\`cadre template indicators\`)`],
    dimensions: [...areas, 'period', 'source'], aggregates: 'Does not add up; only areas with a figure of their own have a value.', bases: [bases.deprivation] },
  { id: 'activity', name: 'Attendances', unit: 'attendances', decimals: 0, kind: 'direct',
    definition: 'Attendances in the period at all services of the source, walk-in and booked.', formula: 'Sum of attendances', numerator: 'Attendances in the period', denominator: null, source: 'Care activity, as published',
    limits: ['Activity that happened, not need: people who waited or stayed away are not in it.'], needs: ['activity'],
    dimensions: [...areas, 'service', 'period', 'source'], aggregates: adds, bases: [bases.activity] },
]
